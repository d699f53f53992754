extension SeriesTable {
    /// All series: those of closed labels, and those that came at run time in the order of their keys.
    var all: [Series] { fixed + current(.now) }

    /// The values of a series' labels by name.
    func labels(of series: Series) -> [String: String] {
        let key = series.key
        return Dictionary(
            layout.values(key.closed, key.values).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
