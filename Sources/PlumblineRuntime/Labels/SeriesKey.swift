/// What tells a series from the others of its family.
struct SeriesKey: Hashable, Comparable, Sendable {
    /// The index of the closed labels' combination.
    let closed: Int
    var open: OpenValues

    static func < (left: SeriesKey, right: SeriesKey) -> Bool {
        guard left.closed == right.closed else { return left.closed < right.closed }
        for label in 0..<min(left.open.count, right.open.count) where left.open[label] != right.open[label] {
            return left.open[label] < right.open[label]
        }
        return left.open.count < right.open.count
    }
}

/// The values of a family's open labels, in declared order.
///
/// Two are held inline: nearly every family has no more, and then a look-up allocates nothing.
struct OpenValues: Hashable, Sendable {
    let count: Int
    private var first = LabelText("")
    private var second = LabelText("")
    private var rest: [LabelText] = []

    init() { count = 0 }

    init(_ value: String) {
        count = 1
        first = LabelText(value)
    }

    init(_ value: String, _ next: String) {
        count = 2
        first = LabelText(value)
        second = LabelText(next)
    }

    init(_ values: [String]) {
        count = values.count
        if let value = values.first { first = LabelText(value) }
        if let next = values.dropFirst().first { second = LabelText(next) }
        rest = values.dropFirst(2).map { LabelText($0) }
    }

    /// Feeds only the values that are there.
    func hash(into hasher: inout Hasher) {
        if count > 0 { hasher.combine(first) }
        if count > 1 { hasher.combine(second) }
        for value in rest { hasher.combine(value) }
    }

    /// The value of an open label, by its place among the open ones: less than `count`.
    subscript(label: Int) -> LabelText {
        get {
            switch label {
            case 0: first
            case 1: second
            default: rest[label - 2]
            }
        }
        set {
            switch label {
            case 0: first = newValue
            case 1: second = newValue
            default: rest[label - 2] = newValue
            }
        }
    }
}
