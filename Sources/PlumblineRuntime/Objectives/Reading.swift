/// What an objective reads: series of a metric, by their labels, with what they grew by since they were read last.
struct Reader {
    /// A series that fits.
    struct Growth {
        let labels: [String: String]
        let series: any ExposedSeries
        /// What each of its counts grew by.
        let counts: [Double]
    }

    private struct Known {
        /// Held, so that no other series can come to have its address.
        let series: any ExposedSeries
        /// Nil where it does not fit.
        let labels: [String: String]?
        var counts: [Double]
    }

    private let selector: Objective.Series
    private var known: [ObjectIdentifier: Known] = [:]
    /// What was counted before the first reading was not seen; what a later series begins with was.
    private var isFirst = true

    init(_ selector: Objective.Series) { self.selector = selector }

    /// All series that fit.
    mutating func read(_ registry: Registry) -> [Growth] {
        defer { isFirst = false }
        var growths: [Growth] = []
        var next: [ObjectIdentifier: Known] = [:]
        guard let table = registry.table(of: selector.metric) else { return [] }
        for item in table.all {
            let (series, identity) = (item.handle, ObjectIdentifier(item.handle))
            var entry = known[identity] ?? found(series, table.labels(of: item))
            if let labels = entry.labels {
                let counts = series.counts
                let growth = counts.indices.map { index in
                    let before = entry.counts.indices.contains(index) ? entry.counts[index] : 0
                    // A counter that wraps starts again from 0.
                    return counts[index] < before ? counts[index] : counts[index] - before
                }
                entry.counts = counts
                growths.append(Growth(labels: labels, series: series, counts: growth))
            }
            next[identity] = entry
        }
        known = next
        return growths
    }

    private func found(_ series: any ExposedSeries, _ labels: [String: String]) -> Known {
        guard selector.conditions.fit(labels) else { return Known(series: series, labels: nil, counts: []) }
        return Known(series: series, labels: labels, counts: isFirst ? series.counts : [])
    }
}
