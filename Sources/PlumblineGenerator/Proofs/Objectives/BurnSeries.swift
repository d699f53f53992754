import Plumbline

/// The series by which promtool gets to know a history: what was scraped, and the tiles that were recorded before.
struct BurnSeries {
    let objective: ObjectiveDeclaration
    /// The objectives that it is made of.
    let parts: [ObjectiveDeclaration]
    let service: String
    let labels: SeriesLabels
    /// The time from one sample to the next: the longest that has one at the edge of every window.
    let tick: Milliseconds
    /// When everything is evaluated, in ticks.
    let now: Int
    /// What most tests have in common, made once: the series of the first instance in the first group, and its tiles.
    private var counted: Result<[Counted], Underivable> = .success([])
    private var recorded: Result<[Recorded], Underivable> = .success([])

    /// Events before the longest window, which only one that is too long counts.
    private static let tooOld = 7

    init(
        _ objective: ObjectiveDeclaration, of parts: [ObjectiveDeclaration] = [], service: String, job: String
    ) {
        self.objective = objective
        self.parts = parts
        self.service = service
        labels = SeriesLabels(job: job)
        let windows = objective.windows.map(\.milliseconds)
        tick = windows.reduce(tile.milliseconds, greatestCommonDivisor)
        // Recorded tiles stand at multiples of their length.
        let end = ((windows.max() ?? 0) / tile.milliseconds + 3) * tile.milliseconds
        now = (objective.calendar.map { ($0.sampleStart + $0.sampleLength) * 1000 } ?? end) / tick
        counted = Result { [self] () throws(Underivable) in try countedAnew(group: 0, instance: 0) }
        recorded = Result { [self] () throws(Underivable) in try recordedAnew(group: 0) }
    }

    /// `group` chooses the values of the labels that the objective is grouped by.
    func inputs(_ history: BurnHistory, group: Int = 0, instances: Int = 1) throws(Underivable) -> [InputSeries] {
        switch objective.indicator {
        case .events(.selector, .selector):
            let counters = history.isScraped ? try counters(history, group: group, instances: instances) : []
            return try counters + tiles(history, group)
        case .bound: return try recorded(history, group)
        case .weighted(let parts):
            return try (history.isScraped ? parted(history, parts) : []) + tiles(history, group)
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
        /// Whether it counts nothing but good events.
        var isOfGood = false
        let count: (EventCount) -> Int
    }

    /// The series that an instance counts its events in.
    func counted(group: Int, instance: Int, hasGood: Bool = true) throws(Underivable) -> [Counted] {
        let all =
            group == 0 && instance == 0 ? try counted.get() : try countedAnew(group: group, instance: instance)
        return hasGood ? all : all.filter { !$0.isOfGood }
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
                Counted(identity: .init(total.name, inAll), count: \.total),
                Counted(identity: .init(good.name, inAll.adding("le", bound)), isOfGood: true, count: \.good),
                Counted(identity: .init(good.name, inAll.adding("le", "+Inf")), count: \.total),
            ]
        }
        let inGood = try labels.fitting(good.metric, total.matchers + good.matchers, choice: choice)
        let narrowing = good.matchers.filter { matcher in !total.matchers.contains { $0 == matcher } }
        let outside = narrowing.lazy.compactMap { labels.outside($0, of: good.metric, inGood) }.first
        guard let inBad = outside else { throw Underivable("no value is known that makes an event bad") }
        return [
            Counted(identity: .init(good.name, inGood), isOfGood: true, count: \.good),
            Counted(identity: .init(good.name, inBad), count: \.bad),
        ]
    }

    private func counters(
        _ history: BurnHistory, group: Int, instances: Int
    ) throws(Underivable) -> [InputSeries] {
        var found: [InputSeries] = []
        for instance in 0..<instances {
            for each in try counted(group: group, instance: instance, hasGood: history.hasGoodSeries) {
                let series = counter(each.identity, history) { events in
                    let count = each.count(events)
                    let share = count / instances
                    return instance == 0 ? count - share * (instances - 1) : share
                }
                found.append(series)
            }
        }
        return found
    }

    /// A counter that goes up at both edges of each piece: a window that is a little shorter or longer counts otherwise.
    private func counter(
        _ identity: SeriesIdentity, _ history: BurnHistory, _ count: (EventCount) -> Int
    ) -> InputSeries {
        var rises: [(tick: Int, by: Int)] = []
        var nearer = 0
        for window in history.windows where !window.addsTiles {
            let events = count(history.piece(window))
            let length = window.milliseconds / tick
            rises += [(now - length + 1, events - events / 2), (now - nearer, events / 2)]
            nearer = length
        }
        if rises.contains(where: { $0.by > 0 }) { rises.append((now - nearer, Self.tooOld)) }
        return InputSeries(identity, risingAt: rises, from: now - nearer - 1, to: now)
    }
}

// What was recorded.
extension BurnSeries {
    /// The tiles of the past, one near each edge of each piece.
    private func tiles(_ history: BurnHistory, _ group: Int) throws(Underivable) -> [InputSeries] {
        let all = group == 0 ? try recorded.get() : try recordedAnew(group: group)
        return all.filter { history.hasGoodTiles || !$0.isOfGood }.map { each in
            InputSeries(each.identity, samples: places(history, each.piece) { each.isOfGood ? $0.good : $0.total })
        }
    }

    /// A recorded series that long windows add up.
    struct Recorded {
        let identity: SeriesIdentity
        let isOfGood: Bool
        let piece: Quantity<Time>
    }

    private func recordedAnew(group: Int) throws(Underivable) -> [Recorded] {
        let past = try groupLabels(group)
        return [RecordedSeries.total, .good].flatMap { series in
            pieces.map { piece in
                Recorded(
                    identity: .init(series.rawValue, labels(past, piece)), isOfGood: series == .good, piece: piece)
            }
        }
    }

    /// What long windows are made of.
    private var pieces: [Quantity<Time>] { objective.calendar == nil ? [tile] : [tile, hour] }

    private func places(
        _ history: BurnHistory, _ piece: Quantity<Time>, _ count: (EventCount) -> Int
    ) -> [Int: Int] {
        let step = piece.milliseconds / tick
        let byHours = piece.base == hour.base
        var samples: [Int: Int] = [:]
        var nearer = 0
        for window in history.windows where window.addsTiles && objective.isCalendar(window) == byHours {
            let events = count(history.piece(window))
            let length = self.length(window)
            samples[now - length + step, default: 0] += events - events / 2
            samples[now - max(nearer, step) - step, default: 0] += events / 2
            nearer = length
        }
        // Of the calendar's, the last tile of the period before is known just when this one begins.
        samples[byHours ? now - nearer : now - nearer - step] = Self.tooOld
        // Between two full hours another is recorded each minute, which is not to be counted besides.
        if byHours { samples[now - nearer + step + step / 2] = Self.tooOld }
        return samples
    }

    /// All windows that would read the metric, as if they had: of a value, times cannot be told one by one.
    private func recorded(_ history: BurnHistory, _ group: Int) throws(Underivable) -> [InputSeries] {
        let groupLabels = try groupLabels(group)
        var inputs: [InputSeries] = []
        for window in history.windows where !window.addsTiles {
            let isPiece = pieces.contains { $0.base == window.base }
            for (series, count) in [(RecordedSeries.total, \EventCount.total), (.good, \.good)]
            where series == .total || history.hasGoodTiles {
                var samples = isPiece ? places(history, window) { $0[keyPath: count] } : [:]
                if let events = history.events(in: window) { samples[now] = events[keyPath: count] }
                guard !samples.isEmpty else { continue }
                let identity = SeriesIdentity(series.rawValue, labels(groupLabels, window))
                inputs.append(InputSeries(identity, samples: samples))
            }
        }
        return inputs
    }

    /// How far back a window reaches, in ticks.
    private func length(_ window: Quantity<Time>) -> Int {
        if let calendar = objective.calendar, objective.isCalendar(window) {
            return calendar.sampleLength * 1000 / tick
        }
        return window.milliseconds / tick
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
            for window in history.windows where !window.addsTiles {
                let good = try shares(history.piece(window).good, weights)[index]
                let bad = try shares(history.piece(window).bad, weights)[index]
                own.add(EventCount(total: good + bad, bad: bad), upTo: window)
            }
            let series = BurnSeries(part, service: service, job: labels.job)
            for each in try series.counted(group: 0, instance: 0) {
                inputs.append(counter(each.identity, own, each.count))
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

/// Euclid's.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
