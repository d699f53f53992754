import Plumbline

/// The series by which promtool gets to know a history: what was scraped, and the tiles that were recorded before.
struct BurnSeries {
    let objective: ObjectiveDeclaration
    /// The objectives that it is made of.
    let parts: [ObjectiveDeclaration]
    let service: String
    let labels: SeriesLabels
    let windows: BurnWindows
    /// What most tests have in common, made once: the series of the first instance in the first group, and its tiles.
    private var counted: Result<[Counted], Underivable> = .success([])
    private var recorded: Result<[Recorded], Underivable> = .success([])

    init(
        _ objective: ObjectiveDeclaration, _ windows: BurnWindows, of parts: [ObjectiveDeclaration] = [],
        service: String, job: String
    ) {
        self.objective = objective
        self.parts = parts
        self.service = service
        labels = SeriesLabels(job: job)
        self.windows = windows
        counted = Result { [self] () throws(Underivable) in try countedAnew(group: 0, instance: 0) }
        recorded = Result { [self] () throws(Underivable) in try recordedAnew(group: 0) }
    }

    /// `group` chooses the values of the labels that the objective is grouped by.
    func inputs(_ samples: BurnSamples, group: Int = 0, instances: Int = 1) throws(Underivable) -> [InputSeries] {
        let history = samples.history
        switch objective.indicator {
        case .events(.selector, .selector):
            let counters = history.isScraped ? try counters(samples, group: group, instances: instances) : []
            return try counters + pieces(samples, group)
        case .bound: return try recorded(samples, group)
        case .weighted(let parts):
            return try (history.isScraped ? parted(history, parts) : []) + pieces(samples, group)
        case .events: throw Underivable("its events are no plain counters")
        }
    }

    /// The labels of a group, as recorded series have them.
    func groupLabels(_ group: Int) throws(Underivable) -> LabelValues {
        guard !objective.groupedBy.isEmpty else { return [:] }
        let metric: (MetricDeclaration, [Matcher]) =
            switch objective.indicator {
            case .events(_, .selector(let total)): (total.metric, total.matchers)
            case .bound(let value, _, _): value.selectors.first.map { ($0.metric, $0.matchers) } ?? (unknown, [])
            case .events, .weighted: (unknown, [])
            }
        let all = try labels.fitting(metric.0, metric.1.filter { $0.label != "le" }) { _ in group }
        return all.filter { objective.groupedBy.contains($0.key) }
    }

    /// Where there is no selector to take labels from.
    private var unknown: MetricDeclaration {
        MetricDeclaration(
            name: "", help: "", kind: .gauge, unit: .count, labels: [], isExternal: true, origin: objective.origin)
    }
}

// What was scraped.
extension BurnSeries {
    /// A series of the metric, and which of the events it counts.
    struct Counted {
        let identity: SeriesIdentity
        let kind: EventKind
    }

    /// The series that an instance counts its events in.
    func counted(group: Int, instance: Int, hasGood: Bool = true) throws(Underivable) -> [Counted] {
        let all =
            group == 0 && instance == 0 ? try counted.get() : try countedAnew(group: group, instance: instance)
        return hasGood ? all : all.filter { $0.kind != .good }
    }

    private func countedAnew(group: Int, instance: Int) throws(Underivable) -> [Counted] {
        guard case .events(.selector(let good), .selector(let total)) = objective.indicator else { return [] }
        func choice(_ label: String) -> Int { objective.groupedBy.contains(label) ? group : instance }
        let inAll = try labels.fitting(total.metric, total.matchers, choice: choice)
        if good.name != total.name {
            // A histogram: the bucket of the good ones among all.
            let bounds = good.matchers.first { $0.label == "le" }?.operand
            guard let bound = bounds?.values.first else { throw Underivable("its bucket is not named") }
            return [
                Counted(identity: .init(total.name, inAll), kind: .total),
                Counted(identity: .init(good.name, inAll.adding("le", bound)), kind: .good),
                Counted(identity: .init(good.name, inAll.adding("le", "+Inf")), kind: .total),
            ]
        }
        let inGood = try labels.fitting(good.metric, total.matchers + good.matchers, choice: choice)
        let narrowing = good.matchers.filter { matcher in !total.matchers.contains { $0 == matcher } }
        let outside = narrowing.lazy.compactMap { labels.outside($0, of: good.metric, inGood) }.first
        guard let inBad = outside else { throw Underivable("no value is known that makes an event bad") }
        return [
            Counted(identity: .init(good.name, inGood), kind: .good),
            Counted(identity: .init(good.name, inBad), kind: .bad),
        ]
    }

    private func counters(
        _ samples: BurnSamples, group: Int, instances: Int
    ) throws(Underivable) -> [InputSeries] {
        var found: [InputSeries] = []
        for instance in 0..<instances {
            for each in try counted(group: group, instance: instance, hasGood: samples.history.hasGoodSeries) {
                if instances == 1, let shared = samples.counters[each.kind] {
                    found.append(InputSeries(each.identity, shared))
                    continue
                }
                let runs = windows.counter(samples.history) { events in
                    let share = events[each.kind] / instances
                    return instance == 0 ? events[each.kind] - share * (instances - 1) : share
                }
                found.append(InputSeries(each.identity, runs))
            }
        }
        return found
    }
}

// What was recorded.
extension BurnSeries {
    /// What long windows add up, recorded in the past.
    private func pieces(_ samples: BurnSamples, _ group: Int) throws(Underivable) -> [InputSeries] {
        let all = group == 0 ? try recorded.get() : try recordedAnew(group: group)
        return all.compactMap { each in
            guard samples.history.hasGoodTiles || each.kind != .good,
                let shared = samples.pieces[each.kind]?[each.piece],
                !shared.runs.isEmpty
            else { return nil }
            return InputSeries(each.identity, shared)
        }
    }

    /// A recorded series that long windows add up.
    struct Recorded {
        let identity: SeriesIdentity
        let kind: EventKind
        /// Which of `BurnWindows.pieces`.
        let piece: Int
    }

    private func recordedAnew(group: Int) throws(Underivable) -> [Recorded] {
        let past = try groupLabels(group)
        return [(RecordedSeries.total, EventKind.total), (.good, .good)].flatMap { series, kind in
            windows.pieces.enumerated().map { index, piece in
                Recorded(identity: .init(series.rawValue, labels(past, piece)), kind: kind, piece: index)
            }
        }
    }

    /// All windows that would read the metric, as if they had: of a value, times cannot be told one by one.
    private func recorded(_ told: BurnSamples, _ group: Int) throws(Underivable) -> [InputSeries] {
        let history = told.history
        let groupLabels = try groupLabels(group)
        var inputs: [InputSeries] = []
        for window in windows.direct {
            let isPiece = windows.pieces.contains { $0.base == window.base }
            for (series, kind) in [(RecordedSeries.total, EventKind.total), (.good, .good)]
            where series == .total || history.hasGoodTiles {
                var samples = isPiece ? told.recorded(window, kind) : [:]
                if let events = history.events(in: window) { samples[windows.now] = events[kind] }
                guard !samples.isEmpty else { continue }
                let identity = SeriesIdentity(series.rawValue, labels(groupLabels, window))
                inputs.append(InputSeries(identity, .single(samples)))
            }
        }
        return inputs
    }

    func labels(_ group: LabelValues, _ window: Quantity<Time>) -> LabelValues {
        group.merging(["service": service, "slo": objective.name, "window": objective.label(of: window)]) { $1 }
    }
}

// What was scraped of the parts of another objective.
extension BurnSeries {
    /// Each part has some of the events, so that its weight shows: together they are just those of the history.
    private func parted(_ history: BurnHistory, _ weights: [WeightedObjective]) throws(Underivable) -> [InputSeries] {
        var inputs: [InputSeries] = []
        for (index, weighted) in weights.enumerated() {
            guard let part = parts.first(where: { $0.name == weighted.name }) else { continue }
            guard case .events = part.indicator else {
                throw Underivable("its part '\(part.name)' is made of others")
            }
            var own = history.empty
            for window in windows.direct {
                let good = try shares(history.piece(window).good, weights)[index]
                let bad = try shares(history.piece(window).bad, weights)[index]
                own.add(EventCount(total: good + bad, bad: bad), upTo: window)
            }
            let series = BurnSeries(part, windows, service: service, job: labels.job)
            for each in try series.counted(group: 0, instance: 0) {
                inputs.append(InputSeries(each.identity, windows.counter(own) { $0[each.kind] }))
            }
        }
        guard Set(inputs.map(\.selector)).count == inputs.count else {
            throw Underivable("two of its parts count the same series")
        }
        return inputs
    }

    /// Whole numbers whose weighted sum is `whole`; most of it in the part that weighs least.
    private func shares(_ whole: Int, _ parts: [WeightedObjective]) throws(Underivable) -> [Int] {
        guard let least = parts.indices.min(by: { parts[$0].weight < parts[$1].weight }) else { return [] }
        var shares = parts.map { whole / (2 * parts.count * $0.weight) }
        shares[least] = 0
        for index in parts.indices {
            for fewer in 0..<parts[least].weight where index != least && shares[index] >= fewer {
                var tried = shares
                tried[index] -= fewer
                let rest = whole - zip(parts, tried).reduce(0) { $0 + $1.0.weight * $1.1 }
                guard rest >= 0, rest % parts[least].weight == 0 else { continue }
                tried[least] = rest / parts[least].weight
                return tried
            }
        }
        throw Underivable("its weights do not add up to \(whole) events; give one part the weight 1")
    }
}

extension LabelValues {
    func adding(_ name: String, _ value: String) -> LabelValues { merging([name: value]) { $1 } }
}

extension Matcher.Operand {
    /// The values that are named one by one.
    fileprivate var values: [String] {
        switch self {
        case .text(let value): [value]
        case .oneOf(let values): values
        default: []
        }
    }
}
