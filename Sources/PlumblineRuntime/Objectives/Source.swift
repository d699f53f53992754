/// Where an objective's events come from.
struct Source {
    /// What was read of one series, or computed of several.
    struct Seen {
        let labels: [String: String]
        var step: Step
    }

    private let indicator: Objective.Indicator
    private var reader: Reader?
    private var bounds: [Double] = []
    /// Of a quantile the observations of its own window, for each value of its labels.
    private var recent: [[String: String]: Tally] = [:]
    private let interval: Duration
    private let start: ContinuousClock.Instant

    /// What was counted before is not read.
    init(
        _ indicator: Objective.Indicator, interval: Duration, start: ContinuousClock.Instant, _ registry: Registry
    ) {
        self.indicator = indicator
        self.interval = interval
        self.start = start
        switch indicator {
        case .events(let series, _), .latency(let series, _, _), .value(let series, _),
            .quantile(_, let series, _, _, _):
            reader = Reader(series)
        case .inPrometheus: reader = nil
        }
        _ = reader?.read(registry)
    }

    /// Whether it looks at a value again and again, rather than counting events.
    var looksAtValues: Bool {
        switch indicator {
        case .value, .quantile: true
        case .events, .latency, .inPrometheus: false
        }
    }

    /// What happened since the last reading; `nothing` is a step of that time.
    mutating func read(_ registry: Registry, during nothing: Step) -> [Seen] {
        let growths = reader?.read(registry) ?? []
        if let histogram = growths.lazy.compactMap({ $0.series as? Histogram }).first { bounds = histogram.bounds }
        switch indicator {
        case .events(_, let conditions):
            return growths.map { seen($0, good: conditions.fit($0.labels) ? $0.counts.last : 0, during: nothing) }
        case .latency(_, let threshold, _):
            let bucket = bounds.lastIndex { $0 <= threshold }
            return growths.map { growth in
                seen(growth, good: bucket.map { growth.counts[$0] }, during: nothing)
            }
        case .value(_, let bound):
            return growths.flatMap { growth in
                growth.series.counts.compactMap { looked(at: $0, bound, growth.labels, during: nothing) }
            }
        case .quantile(let share, _, let names, let seconds, let bound):
            count(growths, by: names, over: .seconds(seconds), during: nothing)
            return recent.compactMap { labels, tally in
                histogramQuantile(share, counts: tally.counts(over: .seconds(seconds)), bounds: bounds)
                    .flatMap { looked(at: $0, bound, labels, during: nothing) }
            }
        case .inPrometheus: return []
        }
    }

    /// What ``SLOStatus/current`` says: see there.
    func current(_ objective: Objective, _ steps: ArraySlice<Step>, counts: [Double]) -> Double? {
        switch indicator {
        case .events:
            let (good, total) = steps.reduce((0, 0)) { ($0.0 + $1.good, $0.1 + $1.total) }
            return total > 0 ? (good / total).inPercent : nil
        case .latency: return histogramQuantile(objective.target, counts: counts, bounds: bounds)
        case .value(_, let bound), .quantile(_, _, _, _, let bound):
            let values = steps.flatMap(\.values)
            return keptTo(objective.target, values, isCeiling: bound.comparison.isCeiling).map(bound.unit.told)
        case .inPrometheus: return nil
        }
    }

    private func seen(_ growth: Reader.Growth, good: Double?, during nothing: Step) -> Seen {
        var step = nothing
        step.counts = growth.counts
        step.good = good ?? 0
        step.total = growth.counts.last ?? 0
        return Seen(labels: growth.labels, step: step)
    }

    /// A value that is no number, as of a state that is not known, is neither good nor bad.
    private func looked(
        at value: Double, _ bound: Objective.Bound, _ labels: [String: String], during nothing: Step
    ) -> Seen? {
        guard !value.isNaN else { return nil }
        var step = nothing
        step.values = [value]
        step.good = bound.comparison.holds(value, bound.value) ? 1 : 0
        step.total = 1
        return Seen(labels: labels, step: step)
    }

    /// Adds up the observations of a quantile's own window.
    private mutating func count(
        _ growths: [Reader.Growth], by names: [String], over window: Duration, during nothing: Step
    ) {
        var steps = recent.mapValues { _ in nothing }
        for growth in growths {
            let labels = growth.labels.filter { names.contains($0.key) }
            steps[labels, default: nothing].counts.add(growth.counts)
        }
        for (labels, step) in steps {
            var tally = recent[labels] ?? Tally(keeping: window, interval: interval, period: window, start: start)
            tally.add(step)
            recent[labels] = tally
        }
    }
}
