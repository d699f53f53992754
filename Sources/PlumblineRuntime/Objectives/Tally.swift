/// What happened between two samples.
struct Step {
    let start: ContinuousClock.Instant
    var end: ContinuousClock.Instant
    /// Of events, what its counts grew by: of a histogram up to each bound.
    var counts: [Double] = []
    /// Of a value, what it was; once for each series.
    var values: [Double] = []
    var good = 0.0
    var total = 0.0

    /// Takes in what happened at the same time, or next.
    mutating func join(_ other: Step) {
        end = other.end
        counts.add(other.counts)
        values += other.values
        good += other.good
        total += other.total
    }
}

/// What one objective, or one group of it, has seen: step by step for the sliding window, and in coarse sums for the
/// period. Both are bounded.
struct Tally {
    /// The last steps, oldest first.
    private var steps: [Step] = []
    private let kept: Duration
    private let shortest: Duration
    private var period: PeriodTally

    /// Keeps the steps of the last `kept`, none but the newest shorter than half an `interval`.
    init(keeping kept: Duration, interval: Duration, period: Duration, start: ContinuousClock.Instant) {
        self.kept = kept
        shortest = interval / 2
        self.period = PeriodTally(period, start: start)
    }

    /// Whether the last step is long enough to be followed by another. If not, what comes next is part of it.
    var takesNext: Bool { steps.last.map { $0.start.duration(to: $0.end) >= shortest } ?? true }

    mutating func add(_ step: Step) {
        period.add(good: step.good, total: step.total, at: step.end)
        if takesNext {
            steps.append(step)
        } else {
            steps[steps.count - 1].join(step)
        }
        steps.removeFirst(steps.count - last(kept).count)
    }

    /// All counts of the steps that began within `window` before the last one's end.
    func counts(over window: Duration) -> [Double] {
        var sums: [Double] = []
        for step in last(window) { sums.add(step.counts) }
        return sums
    }

    /// The steps that began within `window` before the last one's end.
    func last(_ window: Duration) -> ArraySlice<Step> {
        guard let end = steps.last?.end else { return [] }
        return steps.drop { $0.start.duration(to: end) > window }
    }

    /// Good and all events of as much of the period as was seen.
    var overPeriod: (good: Double, total: Double) { period.sums }
}

extension [Double] {
    /// Adds number by number; what is missing is 0.
    mutating func add(_ others: [Double]) {
        if count < others.count { self += Array(repeating: 0, count: others.count - count) }
        for (index, other) in others.enumerated() { self[index] += other }
    }
}

/// Good and all events of the last days, in so many sums that the oldest leave in steps of 1/720 of the period: an hour
/// of 30 days.
private struct PeriodTally {
    private static let slots: Int64 = 720

    private struct Slot {
        let number: Int64
        var good: Double
        var total: Double
    }

    private let start: ContinuousClock.Instant
    private let slotLength: Duration
    private var slots: [Slot] = []

    init(_ period: Duration, start: ContinuousClock.Instant) {
        self.start = start
        slotLength = period / Self.slots
    }

    mutating func add(good: Double, total: Double, at now: ContinuousClock.Instant) {
        let number = Int64(start.duration(to: now) / slotLength)
        slots.removeAll { $0.number <= number - Self.slots }
        if let last = slots.indices.last, slots[last].number == number {
            slots[last].good += good
            slots[last].total += total
        } else {
            slots.append(Slot(number: number, good: good, total: total))
        }
    }

    var sums: (good: Double, total: Double) {
        slots.reduce((0, 0)) { ($0.0 + $1.good, $0.1 + $1.total) }
    }
}
