import Plumbline
import PlumblinePlan

/// The proof of how an objective counts: what its metric's series become in a minute.
///
/// Samples come every 25 s, so that they stand off the full minutes at which counters are looked at.
struct CountingProof {
    let objective: ObjectiveDeclaration
    /// The objectives that it is made of.
    let parts: [ObjectiveDeclaration]
    let recorded: RecordedEvents
    /// After so long every sample has arrived.
    let arrival: Milliseconds
    /// How often counters are looked at.
    let step: Milliseconds

    private static let tick = 25_000
    private static let ticks = 40
    /// When everything is evaluated.
    static let time = 15 * 60_000

    /// None where a value is held at a bound.
    func tests() throws(Underivable) -> [ProofTest] {
        switch objective.indicator {
        case .events(.selector(let good), .selector(let total)): try counters(good, total)
        case .events: throw Underivable("its events are no plain counters")
        case .weighted(let weights): [try weighted(weights)]
        case .bound: []
        }
    }
}

// Counters.
extension CountingProof {
    /// A series of the metric: which events it counts, and how it grows from sample to sample.
    struct Counted {
        let identity: SeriesIdentity
        let isBad: Bool?
        var runs: [InputSeries.Run]

        init(_ name: String, _ labels: LabelValues, isBad: Bool?, by growth: Int) {
            identity = SeriesIdentity(name, labels)
            self.isBad = isBad
            runs = [.init(start: Double(100 * growth), growth: Double(growth), count: CountingProof.ticks)]
        }
    }

    private func counters(_ good: Selector, _ total: Selector) throws(Underivable) -> [ProofTest] {
        let isBucket = good.name != total.name
        let first = try instance(0, good, total)
        let second = try instance(1, good, total)
        // After a restart a counter begins at 0, a third of the minute that is asked for.
        let restarted = first.map { counted in
            var counted = counted
            let growth = counted.runs[0].growth
            counted.runs = [
                .init(start: 100 * growth, growth: growth, count: 33), .init(start: growth, growth: growth, count: 7),
            ]
            return counted
        }
        // A failed scrape or two are bridged.
        let gaps = first.map { counted in
            var counted = counted
            let growth = counted.runs[0].growth
            counted.runs = [
                .init(start: 100 * growth, growth: growth, count: 33), .init(start: nil, count: 2),
                .init(start: 135 * growth, growth: growth, count: 5),
            ]
            return counted
        }
        let excluded = try excluded(good, total)
        let bucketless = isBucket ? second.filter { $0.isBad == nil } : []
        return [
            try test("two instances, and others that are not its own", first + second, besides: excluded),
            try test("a counter begins again", restarted),
            try test("scrapes fail", gaps),
            try test("nothing is bad yet", first.filter { $0.isBad != true }),
            isBucket
                ? try test("an instance without the bucket is not known", first, besides: bucketless)
                : try test("nothing was ever good", first.filter { $0.isBad != false }),
            isBucket ? try test("the bucket is nowhere", [], besides: bucketless) : nil,
        ].compactMap(\.self)
    }

    func instance(_ number: Int, _ good: Selector, _ total: Selector) throws(Underivable) -> [Counted] {
        func choice(_ label: String) -> Int { objective.groupedBy.contains(label) ? 0 : number }
        // Multiples of 60, as a rate a second times 60 is rounded otherwise.
        let (all, failed) = (600 + 120 * number, 120 + 60 * number)
        let inAll = try recorded.labels.fitting(total.metric, total.matchers, choice: choice)
        if good.name != total.name {
            // A histogram: the bucket of the good ones among all.
            guard let bound = good.matchers.first(where: { $0.label == "le" })?.operand.values.first else {
                throw Underivable("its bucket is not named")
            }
            return [
                Counted(total.name, inAll, isBad: nil, by: all),
                Counted(good.name, inAll.adding("le", "+Inf"), isBad: nil, by: all),
                Counted(good.name, inAll.adding("le", bound), isBad: false, by: all - failed),
            ]
        }
        let inGood = try recorded.labels.fitting(good.metric, total.matchers + good.matchers, choice: choice)
        let narrowing = good.matchers.filter { matcher in !total.matchers.contains { $0 == matcher } }
        let outside = narrowing.lazy.compactMap { recorded.labels.outside($0, of: good.metric, inGood) }.first
        guard let inBad = outside else { throw Underivable("no value is known that makes an event bad") }
        return [
            Counted(good.name, inGood, isBad: false, by: all - failed),
            Counted(good.name, inBad, isBad: true, by: failed),
        ]
    }

    /// For each matcher of all events a series that it keeps out.
    private func excluded(_ good: Selector, _ total: Selector) throws(Underivable) -> [Counted] {
        let inAll = try recorded.labels.fitting(total.metric, total.matchers) { _ in 0 }
        return total.matchers.flatMap { matcher -> [Counted] in
            guard let outside = recorded.labels.outside(matcher, of: total.metric, inAll) else { return [] }
            return [Counted(total.name, outside, isBad: nil, by: 1000)]
        }
    }

    private func test(
        _ words: String, _ counted: [Counted], besides others: [Counted] = []
    ) throws(Underivable) -> ProofTest {
        let group = try recorded.groupLabels(0)
        return ProofTest(
            name: "\(objective.name): \(words)", tick: Self.tick,
            inputs: (counted + others).map { InputSeries($0.identity, $0.runs) },
            samples: [expectation(counted.isEmpty ? [] : growth(counted), group)])
    }

    /// The events of both kinds in the last minute.
    private func growth(_ counted: [Counted]) -> [(kind: RecordedSeries.Kind, count: Int)] {
        func growth(_ fits: (Counted) -> Bool) -> Int {
            counted.filter(fits).reduce(0) { $0 + self.growth(InputSeries($1.identity, $1.runs)) }
        }
        let isBucket = counted.contains { $0.isBad == nil }
        let total = isBucket ? growth { $0.isBad == nil && $0.identity.labels["le"] == nil } : growth { _ in true }
        let bad = isBucket ? total - growth { $0.isBad == false } : growth { $0.isBad == true }
        return [(.total, total), (.bad, bad), (.minutes, 1)]
    }

    /// By how much a counter grew from step to step in the last minute that was scraped.
    private func growth(_ series: InputSeries) -> Int {
        let end = (Self.time - arrival) / step * step
        return stride(from: end, to: end - 60_000, by: -step).reduce(0) { sum, time in
            let (before, now) = (held(series, at: time - step), held(series, at: time))
            return sum + Int(now < before ? now : now - before)
        }
    }

    /// The last sample at a time.
    private func held(_ series: InputSeries, at time: Milliseconds) -> Double {
        (0...(time / Self.tick)).reversed().lazy.compactMap { series.value(at: $0) }.first ?? 0
    }

    private func expectation(
        _ counts: [(kind: RecordedSeries.Kind, count: Int)], _ group: LabelValues
    ) -> ProofTest.SampleExpectation {
        .init(
            expression: seriesText(
                RecordedSeries.events.rawValue, ["slo": objective.name, "window": RecordedSeries.minute]),
            time: Self.time,
            samples: counts.map { kind, count in
                .init(
                    series: recorded.identity(.events, group, kind, RecordedSeries.minute).selector,
                    value: Double(count))
            })
    }
}

// Events of other objectives.
extension CountingProof {
    /// What each part counts by itself, as often as it weighs; other services' objectives of the same names do not count.
    private func weighted(_ weights: [WeightedObjective]) throws(Underivable) -> ProofTest {
        var inputs: [String: InputSeries] = [:]
        var sums: [RecordedSeries.Kind: Int] = [:]
        for weighted in weights {
            guard let part = parts.first(where: { $0.name == weighted.name }),
                case .events(.selector(let good), .selector(let total)) = part.indicator
            else { throw Underivable("its part '\(weighted.name)' is made of others") }
            let proof = CountingProof(
                objective: part, parts: [],
                recorded: RecordedEvents(part, service: recorded.service, job: recorded.labels.job), arrival: arrival,
                step: step)
            let counted = try proof.instance(0, good, total)
            for (kind, count) in proof.growth(counted) where kind != .minutes {
                sums[kind, default: 0] += weighted.weight * count
            }
            for series in counted.map({ InputSeries($0.identity, $0.runs) }) + proof.elsewhere {
                guard inputs.updateValue(series, forKey: series.selector) == nil else {
                    throw Underivable("two of its parts count the same series")
                }
            }
        }
        return ProofTest(
            name: "\(objective.name): the events of its parts, each as often as it weighs", tick: Self.tick,
            inputs: inputs.values.sorted { $0.selector < $1.selector },
            samples: [expectation([(.total, sums[.total] ?? 0), (.bad, sums[.bad] ?? 0), (.minutes, 1)], [:])])
    }

    /// What another service records of an objective of the same name.
    private var elsewhere: [InputSeries] {
        RecordedSeries.Kind.allCases.map { kind in
            let labels = recorded.labels([:], kind, RecordedSeries.minute).merging(["service": "other"]) { $1 }
            return InputSeries(
                SeriesIdentity(RecordedSeries.events.rawValue, labels),
                [.init(start: nil, count: Self.time / Self.tick - 1), .init(start: 7)])
        }
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
