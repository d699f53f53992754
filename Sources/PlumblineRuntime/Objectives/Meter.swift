/// Watches one objective: at each sample it reads the metric, and keeps what it saw for each group.
struct Meter {
    let objective: Objective
    private var source: Source
    private var tallies: [[String: String]: Tally] = [:]
    private let start: ContinuousClock.Instant
    private var last: ContinuousClock.Instant
    private let window: Duration
    private let interval: Duration

    init(
        _ objective: Objective, window: Duration, interval: Duration, start: ContinuousClock.Instant,
        _ registry: Registry
    ) {
        self.objective = objective
        self.window = window
        self.interval = interval
        self.start = start
        last = start
        source = Source(objective.indicator, interval: interval, start: start, registry)
        // Without groups there is something to tell before the first event.
        if objective.groupedBy.isEmpty { tallies[[:]] = tally() }
    }

    mutating func sample(_ registry: Registry, at now: ContinuousClock.Instant) {
        let nothing = Step(start: last, end: now)
        var steps: [[String: String]: Step] = [:]
        for seen in source.read(registry, during: nothing) {
            let group = seen.labels.filter { objective.groupedBy.contains($0.key) }
            steps[group, default: nothing].join(seen.step)
        }
        for group in steps.keys where tallies[group] == nil { tallies[group] = tally() }
        for (group, var tally) in tallies {
            // A value is looked at once in an interval, however often others ask.
            let isLook = tally.takesNext || !source.looksAtValues
            tally.add(isLook ? steps[group] ?? nothing : nothing)
            let isGone = steps[group] == nil && tally.overPeriod.total == 0 && !group.isEmpty
            tallies[group] = isGone ? nil : tally
        }
        last = now
    }

    /// How it stands as of the last sample: one for each group, in the order of their values.
    var statuses: [SLOStatus] {
        let names = objective.groupedBy
        func values(_ labels: [String: String]) -> [LabelText] { names.map { LabelText(labels[$0] ?? "") } }
        return tallies.sorted { values($0.key).lexicographicallyPrecedes(values($1.key)) }
            .map { status(labels: $0.key, $0.value) }
    }

    private func status(labels: [String: String], _ tally: Tally) -> SLOStatus {
        let steps = tally.last(window)
        let (good, total) = steps.reduce((0, 0)) { ($0.0 + $1.good, $0.1 + $1.total) }
        let period = tally.overPeriod
        let burnt = period.total > 0 ? (1 - period.good / period.total) / (1 - objective.target) : 0
        let ratio = total > 0 ? good / total : nil
        return SLOStatus(
            objective: objective, labels: labels,
            current: total > 0 ? source.current(objective, steps, counts: tally.counts(over: window)) : nil,
            goodRatio: ratio, events: total, isCompliant: (ratio ?? 1) >= objective.target,
            budgetRemaining: 1 - burnt, window: steps.first.map { $0.start.duration(to: last) } ?? .zero,
            observed: min(start.duration(to: last), .days(objective.periodDays)))
    }

    private func tally() -> Tally {
        Tally(keeping: window, interval: interval, period: .days(objective.periodDays), start: start)
    }
}

extension Duration {
    static func days(_ days: Int) -> Duration { .seconds(days * 86_400) }
}
