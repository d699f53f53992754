import Plumbline

/// The series by which promtool gets to know a history: what was scraped, and the tiles that were recorded before.
struct BurnSeries {
    let objective: ObjectiveDeclaration
    let service: String
    let labels: SeriesLabels
    /// The time from one sample to the next: the longest that has one at the edge of every window.
    let tick: Milliseconds
    /// When everything is evaluated, in ticks.
    let now: Int

    /// Events before the longest window, which only one that is too long counts.
    private static let tooOld = 7

    init(_ objective: ObjectiveDeclaration, service: String, job: String) {
        self.objective = objective
        self.service = service
        labels = SeriesLabels(job: job)
        let windows = objective.windows.map(\.milliseconds)
        tick = windows.reduce(tile.milliseconds, greatestCommonDivisor)
        // Recorded tiles stand at multiples of their length.
        let end = ((windows.max() ?? 0) / tile.milliseconds + 3) * tile.milliseconds
        now = end / tick
    }

    /// `group` chooses the values of the labels that the objective is grouped by.
    func inputs(_ history: BurnHistory, group: Int = 0, instances: Int = 1) throws(Underivable) -> [InputSeries] {
        switch objective.indicator {
        case .events(.selector, .selector):
            let counters = history.isScraped ? try counters(history, group: group, instances: instances) : []
            return try counters + tiles(history, group)
        case .bound: return try recorded(history, group)
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
            case .events: (unknown, [])
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
        let name: String
        let labels: LabelValues
        let count: (EventCount) -> Int
    }

    /// The series that an instance counts its events in.
    func counted(group: Int, instance: Int, hasGood: Bool = true) throws(Underivable) -> [Counted] {
        guard case .events(.selector(let good), .selector(let total)) = objective.indicator else { return [] }
        func choice(_ label: String) -> Int { objective.groupedBy.contains(label) ? group : instance }
        let inAll = try labels.fitting(total.metric, total.matchers, choice: choice)
        if good.name != total.name {
            // A histogram: the bucket of the good ones among all.
            let bounds = good.matchers.first { $0.label == "le" }?.operand
            guard let bound = bounds?.values.first else { throw Underivable("its bucket is not named") }
            let fast = Counted(name: good.name, labels: inAll.adding("le", bound), count: \.good)
            return [Counted(name: total.name, labels: inAll, count: \.total)] + (hasGood ? [fast] : [])
                + [Counted(name: good.name, labels: inAll.adding("le", "+Inf"), count: \.total)]
        }
        let inGood = try labels.fitting(good.metric, total.matchers + good.matchers, choice: choice)
        let narrowing = good.matchers.filter { matcher in !total.matchers.contains { $0 == matcher } }
        let outside = narrowing.lazy.compactMap { labels.outside($0, of: good.metric, inGood) }.first
        guard let inBad = outside else { throw Underivable("no value is known that makes an event bad") }
        return (hasGood ? [Counted(name: good.name, labels: inGood, count: \.good)] : [])
            + [Counted(name: good.name, labels: inBad, count: \.bad)]
    }

    private func counters(
        _ history: BurnHistory, group: Int, instances: Int
    ) throws(Underivable) -> [InputSeries] {
        var found: [InputSeries] = []
        for instance in 0..<instances {
            for each in try counted(group: group, instance: instance, hasGood: history.hasGoodSeries) {
                let series = counter(each.name, each.labels, history) { events in
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
        _ name: String, _ labels: LabelValues, _ history: BurnHistory, _ count: (EventCount) -> Int
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
        return InputSeries(name, labels, risingAt: rises, from: now - nearer - 1, to: now)
    }
}

// What was recorded.
extension BurnSeries {
    /// The tiles of the past, one near each edge of each piece.
    private func tiles(_ history: BurnHistory, _ group: Int) throws(Underivable) -> [InputSeries] {
        let past = try groupLabels(group)
        let all: [(RecordedSeries, (EventCount) -> Int)] = [(.total, \.total), (.good, \.good)]
        return all.filter { history.hasGoodTiles || $0.0 == .total }.map { series, count in
            InputSeries(series.rawValue, labels(past, tile), samples: places(history, count))
        }
    }

    private func places(_ history: BurnHistory, _ count: (EventCount) -> Int) -> [Int: Int] {
        let step = tile.milliseconds / tick
        var samples: [Int: Int] = [:]
        var nearer = 0
        for window in history.windows where window.addsTiles {
            let events = count(history.piece(window))
            let length = window.milliseconds / tick
            samples[now - length + step, default: 0] += events - events / 2
            samples[now - max(nearer, step) - step, default: 0] += events / 2
            nearer = length
        }
        samples[now - nearer - step] = Self.tooOld
        return samples
    }

    /// All windows that would read the metric, as if they had: of a value, times cannot be told one by one.
    private func recorded(_ history: BurnHistory, _ group: Int) throws(Underivable) -> [InputSeries] {
        let groupLabels = try groupLabels(group)
        var inputs: [InputSeries] = []
        for window in history.windows where !window.addsTiles {
            let isTile = window.base == tile.base
            for (series, count) in [(RecordedSeries.total, \EventCount.total), (.good, \.good)]
            where series == .total || history.hasGoodTiles {
                var samples = isTile ? places(history) { $0[keyPath: count] } : [:]
                if let events = history.events(in: window) { samples[now] = events[keyPath: count] }
                guard !samples.isEmpty else { continue }
                inputs.append(InputSeries(series.rawValue, labels(groupLabels, window), samples: samples))
            }
        }
        return inputs
    }

    func labels(_ group: LabelValues, _ window: Quantity<Time>) -> LabelValues {
        group.merging(["service": service, "slo": objective.name, "window": window.promQL ?? ""]) { $1 }
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
