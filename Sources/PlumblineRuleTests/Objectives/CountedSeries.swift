import Plumbline
import PlumblinePlan

/// A series that an objective reads: which events it counts, and how it grows from sample to sample.
struct Counted {
    enum Role { case all, good, bad, none }

    let identity: SeriesIdentity
    let role: Role
    /// The same series, gone a few minutes before it is looked at; one of all events goes on.
    var ended: Counted {
        guard role != .all else { return self }
        var ended = self
        let growth = runs[0].growth
        ended.runs = [.init(start: 100 * growth, growth: growth, count: CountingProof.ticks - 10), .stale]
        return ended
    }

    /// The same series, gone for longer than it is held, whatever it counts.
    var gone: Counted {
        var gone = self
        gone.runs = [.init(start: runs[0].start, growth: runs[0].growth, count: CountingProof.ticks / 2), .stale]
        return gone
    }

    /// A bucket of good events that was away for longer than it is held, and is scraped twice again; nil of other series.
    var back: Counted? {
        guard role == .good else { return nil }
        var back = self
        let run = InputSeries.Run(start: runs[0].start, growth: runs[0].growth, count: CountingProof.ticks / 2)
        let last = CountingProof.time / CountingProof.tick - 1
        back.runs = [run] + .gap(last - run.count) + [.init(start: run.start, growth: run.growth, count: 2)]
        return back
    }

    /// Whether its events are bad; nil where it counts all.
    var isBad: Bool? {
        switch role {
        case .good: false
        case .bad: true
        case .all, .none: nil
        }
    }
    /// Whether its events fail a condition that good ones have besides.
    var isOutside = false
    var runs: [InputSeries.Run]

    init(_ name: String, _ labels: LabelValues, _ role: Role, by growth: Int) {
        identity = SeriesIdentity(name, labels)
        self.role = role
        runs = [.init(start: Double(100 * growth), growth: Double(growth), count: CountingProof.ticks)]
    }
}

/// Makes up what one process exposes of an objective's counters.
struct CountedSeries {
    private let objective: ObjectiveDeclaration
    private let labels: SeriesLabels
    private let recorded: RecordedEvents

    init(_ objective: ObjectiveDeclaration, _ recorded: RecordedEvents) {
        self.objective = objective
        self.recorded = recorded
        labels = recorded.labels
    }

    func instance(_ number: Int) throws(Underivable) -> [Counted] {
        // Multiples of 60, as a rate a second times 60 is rounded otherwise.
        let (all, failed) = (600 + 120 * number, 120 + 60 * number)
        switch objective.indicator {
        case .events(.selector(let good), .selector(let total)):
            return try good.suffix == "_bucket"
                ? histogram(good, total, number, all, failed) : counter(good, total, number, all, failed)
        case .counters(let pair): return try self.pair(pair, number, all, failed)
        case .events, .bound, .errorRatio, .weighted: throw Underivable("its events are no plain counters")
        }
    }

    /// An instance whose events are bad for one reason alone.
    func simpleInstance() throws(Underivable) -> [Counted] {
        let all = try instance(0).filter { !$0.isOutside }
        guard let bad = all.firstIndex(where: { $0.role == .bad }) else { return all }
        return all.enumerated().filter { $0.element.role != .bad || $0.offset == bad }.map(\.element)
    }

    /// For each matcher of all events, and of the other counter, a series that it keeps out.
    func excluded() throws(Underivable) -> [Counted] {
        switch objective.indicator {
        case .events(_, .selector(let total)): return try excluded(total.metric, total.suffix, total.matchers)
        case .counters(let pair):
            let total = try excluded(pair.total.metric, pair.total.suffix, pair.total.matchers)
            guard pair.narrowing == nil else { return total }
            return try total + excluded(pair.counted.metric, pair.counted.suffix, pair.counted.matchers)
        default: return []
        }
    }

    private func excluded(
        _ metric: MetricDeclaration, _ suffix: String, _ matchers: [Matcher]
    ) throws(Underivable) -> [Counted] {
        let fitting = try labels.fitting(metric, matchers) { _ in 0 }
        return matchers.compactMap { matcher in
            labels.outside(matcher, of: metric, fitting).map { Counted(metric.name + suffix, $0, .none, by: 1000) }
        }
    }

    private func choice(_ number: Int) -> (String) -> Int {
        { label in objective.groupedBy.contains(label) ? 0 : number }
    }

    /// Good events, and for each condition that they have some that fail it.
    private func counter(
        _ good: Selector, _ total: Selector, _ number: Int, _ all: Int, _ failed: Int
    ) throws(Underivable) -> [Counted] {
        let inGood = try labels.fitting(good.metric, good.matchers, choice: choice(number))
        let bad = outside(good, good.matchers.dropFirst(total.matchers.count), inGood)
        guard !bad.isEmpty else { throw Underivable("no value is known that makes an event bad") }
        return [Counted(good.name, inGood, .good, by: all - failed)]
            + bad.enumerated().map { Counted(good.name, $1, .bad, by: failed * ($0 + 1)) }
    }

    /// The bucket of the good ones among all; and where those have to be something else too, as fast ones that are not.
    private func histogram(
        _ good: Selector, _ total: Selector, _ number: Int, _ all: Int, _ failed: Int
    ) throws(Underivable) -> [Counted] {
        guard let index = good.matchers.firstIndex(where: { $0.label == "le" }),
            let bound = good.matchers[index].operand.values.first
        else { throw Underivable("its bucket is not named") }
        let conditions = good.matchers[(index + 1)...]
        let inGood = try labels.fitting(
            total.metric, total.matchers + conditions, choice: choice(number))
        func series(_ labels: LabelValues, _ role: Counted.Role, _ all: Int, _ fast: Int) -> [Counted] {
            [
                Counted(total.name, labels, .all, by: all),
                Counted(good.name, labels.adding("le", "+Inf"), .none, by: all),
                Counted(good.name, labels.adding("le", bound), role, by: fast),
            ]
        }
        let outside = outside(good, conditions, inGood).enumerated().flatMap { index, labels in
            series(labels, .none, failed * (index + 1), failed * (index + 1)).map { counted in
                var counted = counted
                counted.isOutside = true
                return counted
            }
        }
        guard conditions.isEmpty || !outside.isEmpty else {
            throw Underivable("no value is known that makes an event bad")
        }
        return series(inGood, .good, all, all - failed) + outside
    }

    /// For each condition labels that fail it alone, in the same group.
    private func outside(
        _ good: Selector, _ conditions: ArraySlice<Matcher>, _ inGood: LabelValues
    ) -> [LabelValues] {
        conditions.filter { !objective.groupedBy.contains($0.label) }
            .compactMap { labels.outside($0, of: good.metric, inGood) }
    }

    /// Both counters, of the same group, and where they are one target's of the same instance. Of one counter alone, what is
    /// good and what is bad.
    private func pair(
        _ pair: CounterPair, _ number: Int, _ all: Int, _ failed: Int
    ) throws(Underivable) -> [Counted] {
        if let narrowing = pair.narrowing {
            let inBad = try self.labels.fitting(pair.counted.metric, pair.counted.matchers, choice: choice(number))
            let name = pair.counted.metric.name + pair.counted.suffix
            guard
                let inGood = narrowing.lazy.compactMap({ self.labels.outside($0, of: pair.total.metric, inBad) }).first
            else { throw Underivable("no value is known that makes an event good") }
            return [Counted(name, inGood, .good, by: all - failed), Counted(name, inBad, .bad, by: failed)]
        }
        let shared = Set(objective.groupedBy + (pair.isOfOneTarget ? ["instance", "job"] : []))
        func labels(_ own: Selection, _ other: Selection) throws(Underivable) -> LabelValues {
            let others = other.matchers.filter { shared.contains($0.label) }
            return try self.labels.fitting(own.metric, own.matchers + others, choice: choice(number))
        }
        let (inPart, inTotal) = (try labels(pair.counted, pair.total), try labels(pair.total, pair.counted))
        guard shared.allSatisfy({ inPart[$0] == inTotal[$0] }) else {
            throw Underivable("no values are known that the labels of both counters have")
        }
        return [
            Counted(pair.total.metric.name + pair.total.suffix, inTotal, .all, by: all),
            Counted(
                pair.counted.metric.name + pair.counted.suffix, inPart, pair.part == .bad ? .bad : .good,
                by: pair.part == .bad ? failed : all - failed),
        ]
    }
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
