import Synchronization

/// All series of a family, without their handles' type, so that look-ups and exposition are compiled once, not generic.
final class SeriesTable: Sendable {
    private let declaration: MetricDeclaration
    private let layout: LabelLayout
    private let type: String
    private let make: @Sendable () -> any ExposedSeries
    /// The series of a family without open labels, by combination; none where a label is open.
    let fixed: [any ExposedSeries]
    private let others: Mutex<OpenSeries>
    private let overflow: Family<Counter>?
    private let openOverflow: [Counter]

    var name: String { declaration.name }

    init(
        _ declaration: MetricDeclaration, type: String, overflow: Family<Counter>?,
        make: @escaping @Sendable () -> any ExposedSeries
    ) {
        let layout = LabelLayout(declaration.labels)
        self.declaration = declaration
        self.layout = layout
        self.type = type
        self.make = make
        self.overflow = overflow
        fixed = layout.open.isEmpty ? (0..<layout.combinations).map { _ in make() } : []
        others = Mutex(OpenSeries(labels: layout.open.count))
        openOverflow = layout.open.compactMap { overflow?.series(0, declaration.name, $0.name) }
    }

    /// The series with these labels, whatever they are.
    func series(_ closed: Int, _ open: OpenValues) -> any ExposedSeries {
        let key = SeriesKey(closed: combination(closed), open: fitting(open))
        if fixed.indices.contains(key.closed) { return fixed[key.closed] }
        return others.withLock { $0.series(key, limits: layout.open, overflow: openOverflow, make: make) }
    }

    private func combination(_ closed: Int) -> Int {
        if closed >= 0, closed < layout.combinations { return closed }
        for label in layout.closed { overflow?.series(0, name, label.name).increment() }
        return layout.otherCombination
    }

    /// The values where there is one for each open label, else `other` for all: whose they are cannot be told.
    private func fitting(_ open: OpenValues) -> OpenValues {
        if open.count == layout.open.count { return open }
        for counter in openOverflow { counter.increment() }
        return OpenValues(Array(repeating: LabelText.other.string, count: layout.open.count))
    }

    /// Appends the series in the order of their keys, which does not depend on hashing or on arrival.
    func write(to text: inout TextFormat) {
        let made = others.withLock { $0.handles }
        text.family(name, help: declaration.help, type: type) { text in
            for (combination, handle) in fixed.enumerated() {
                let key = SeriesKey(closed: combination, open: OpenValues())
                handle.write(name, labels: layout.text(of: key), to: &text)
            }
            for (key, handle) in made.sorted(by: { $0.key < $1.key }) {
                handle.write(name, labels: layout.text(of: key), to: &text)
            }
        }
    }
}
