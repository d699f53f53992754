/// The series of a family that came at run time, and the values that count against its labels' limits.
struct OpenSeries: Sendable {
    private(set) var handles: [SeriesKey: any ExposedSeries] = [:]
    private var seen: [Set<LabelText>]

    init(labels: Int) { seen = Array(repeating: [], count: labels) }

    /// The series with these values, made where it is new. Values over a limit become `other` and are counted.
    mutating func series(
        _ key: SeriesKey, limits: [LabelLayout.Open], overflow: [Counter], make: () -> any ExposedSeries
    ) -> any ExposedSeries {
        if let handle = handles[key] { return handle }
        var key = key
        for label in limits.indices where !admits(key.open[label], to: label, limit: limits[label].limit) {
            key.open[label] = .other
            if overflow.indices.contains(label) { overflow[label].increment() }
        }
        if let handle = handles[key] { return handle }
        let handle = make()
        handles[key] = handle
        return handle
    }

    /// Whether a label may have the value, which from then on is one of its values. `other` is free.
    private mutating func admits(_ value: LabelText, to label: Int, limit: Int) -> Bool {
        if value == .other || seen[label].contains(value) { return true }
        guard seen[label].count < limit else { return false }
        seen[label].insert(value)
        return true
    }
}
