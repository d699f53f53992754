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

    static let tick = 25_000
    static let ticks = 40
    /// When everything is evaluated.
    static let time = 15 * 60_000

    /// None where a value is held at a bound.
    func tests() throws(Underivable) -> [ProofTest] {
        switch objective.indicator {
        case .events, .counters: try counters()
        case .weighted(let weights): [try weighted(weights)]
        case .bound, .errorRatio: []
        }
    }
}

// Counters.
extension CountingProof {
    private func counters() throws(Underivable) -> [ProofTest] {
        let made = CountedSeries(objective, recorded)
        let first = try made.instance(0)
        let second = try made.instance(1)
        func changed(_ runs: (_ growth: Double) -> [InputSeries.Run]) -> [Counted] {
            first.map { counted in
                var counted = counted
                counted.runs = runs(counted.runs[0].growth)
                return counted
            }
        }
        // After a restart a counter begins at 0, a third of the minute that is asked for.
        let restarted = changed { growth in
            [.init(start: 100 * growth, growth: growth, count: 33), .init(start: growth, growth: growth, count: 7)]
        }
        // Failed scrapes are bridged, almost for as long as a counter is held.
        let gaps = changed { growth in
            [
                .init(start: 100 * growth, growth: growth, count: 25), .init(start: nil, count: 10),
                .init(start: 135 * growth, growth: growth, count: 5),
            ]
        }
        // Not for longer.
        let longGaps = changed { growth in
            [
                .init(start: 100 * growth, growth: growth, count: 18), .init(start: nil, count: 16),
                .init(start: 134 * growth, growth: growth, count: 6),
            ]
        }
        return [
            try test(
                "two instances, and others that are not its own", first + second, besides: try made.excluded(),
                aMinuteBefore: 7, elsewhere: true),
            try test("nothing is scraped any more", [], besides: first.map(\.gone), aMinuteBefore: 7),
            try test("a counter begins again", restarted),
            try test("scrapes fail", gaps),
            try test("scrapes fail for longer than a counter is held", longGaps),
        ] + (try partial(first, second))
    }

    /// What is known where some of the series are missing.
    private func partial(_ first: [Counted], _ second: [Counted]) throws(Underivable) -> [ProofTest] {
        let fine = first.filter { $0.role != .bad && !$0.isOutside }
        let outside = first.filter(\.isOutside)
        let all = first.filter { $0.role == .all }
        let others = second.filter { ![.good, .bad].contains($0.role) && !$0.isOutside }
        switch objective.indicator {
        case .counters(let pair) where pair.narrowing == nil:
            let missing = pair.part.rawValue
            let nowhere = try test(
                "the counter of all events is nowhere", [], besides: first.filter { $0.role != .all })
            guard pair.partIsNeeded else { return [try test("nothing is bad yet", all), nowhere] }
            return [
                pair.isOfOneTarget
                    ? try test(
                        "an instance without a counter of \(missing) events is not known", first, besides: others)
                    : nil,
                try test("the counter of \(missing) events is nowhere", [], besides: all), nowhere,
                try test("the counter of \(missing) events has ended", [], besides: first.map(\.ended)),
            ].compactMap(\.self)
        case .events(let good, _) where good.bucketOfAll != nil:
            return [
                try test("nothing is bad yet", fine),
                outside.isEmpty ? nil : try test("nothing was ever good", outside),
                try test("an instance without the bucket is not known", first, besides: others),
                try test(
                    "an instance whose bucket is back is not known yet", first,
                    besides: others + second.compactMap(\.back)),
                try test("the bucket is nowhere", [], besides: others),
            ].compactMap(\.self)
        default:
            return [
                try test("nothing is bad yet", fine),
                try test("nothing was ever good", first.filter { $0.role != .good }),
            ]
        }
    }

    private func test(
        _ words: String, _ counted: [Counted], besides others: [Counted] = [], aMinuteBefore before: Int? = nil,
        elsewhere: Bool = false
    ) throws(Underivable) -> ProofTest {
        let group = try recorded.groupLabels(0)
        // What is counted must not take in what was recorded of another kind, and what is not known any more is not recorded.
        let before = before.map { count in [RecordedSeries.Kind.bad, .minutes].map { (kind: $0, count: count) } } ?? []
        let recordedBefore = before.map { kind, count in
            InputSeries(
                recorded.identity(.events, group, kind, RecordedSeries.minute),
                .at([((Self.time - minute.milliseconds) / Self.tick, count)]))
        }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: Self.tick,
            inputs: (counted + others).map { InputSeries($0.identity, $0.runs) } + recordedBefore
                + (elsewhere ? ["service", "slo", "by"].flatMap { recordedElsewhere(group, other: $0) } : []),
            samples: [expectation(isKnown(counted) ? growth(counted) : before, group)])
    }

    /// The events of both kinds in the last minute. Where all events have a series of their own, those are all; and the bad
    /// ones are what is not good, where they have none.
    private func growth(_ counted: [Counted]) -> [(kind: RecordedSeries.Kind, count: Int)] {
        func growth(_ roles: Counted.Role...) -> Int {
            counted.filter { roles.contains($0.role) }
                .reduce(0) { $0 + self.growth(InputSeries($1.identity, $1.runs)) }
        }
        let bad = objective.countsBadEvents ? growth(.bad) : growth(.all) - growth(.good)
        let total = counted.contains { $0.role == .all } ? growth(.all) : growth(.good, .bad)
        return [(.total, total), (.bad, bad), (.minutes, 1)]
    }

    private func isKnown(_ counted: [Counted]) -> Bool {
        counted.contains { !growths(InputSeries($0.identity, $0.runs)).isEmpty }
    }

    private func growth(_ series: InputSeries) -> Int { growths(series).reduce(0, +) }

    /// By how much a counter grew from step to step in the last minute that was scraped, where both are known.
    private func growths(_ series: InputSeries) -> [Int] {
        let end = (Self.time - arrival) / step * step
        return stride(from: end, to: end - 60_000, by: -step).compactMap { time in
            guard let before = held(series, at: time - step), let now = held(series, at: time) else { return nil }
            return Int(now < before ? now : now - before)
        }
    }

    /// The last sample of the 5 minutes before a time.
    private func held(_ series: InputSeries, at time: Milliseconds) -> Double? {
        (0...(time / Self.tick)).reversed().lazy.filter { time - $0 * Self.tick < now.milliseconds }
            .compactMap { series.value(at: $0) }.first
    }

    private func expectation(
        _ counts: [(kind: RecordedSeries.Kind, count: Int)], _ group: LabelValues
    ) -> ProofTest.SampleExpectation {
        var labels = recorded.labels([:], nil, RecordedSeries.minute)
        labels["by"] = objective.identity.by
        return .init(
            expression: seriesText(RecordedSeries.events.rawValue, labels), time: Self.time,
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
            guard let part = parts.first(where: { $0.name == weighted.name }), part.parts.isEmpty
            else { throw Underivable("its part '\(weighted.name)' is made of others") }
            let proof = CountingProof(
                objective: part, parts: [],
                recorded: RecordedEvents(part, service: recorded.service, job: recorded.labels.job), arrival: arrival,
                step: step)
            let counted = try CountedSeries(part, proof.recorded).instance(0)
            for (kind, count) in proof.growth(counted) where kind != .minutes {
                sums[kind, default: 0] += weighted.weight * count
            }
            let elsewhere = ["service", "by"].flatMap { proof.recordedElsewhere([:], other: $0) }
            for series in counted.map({ InputSeries($0.identity, $0.runs) }) + elsewhere {
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

    /// What is recorded with another value of a label, as of another service's objective of the same name.
    private func recordedElsewhere(_ group: LabelValues, other label: String) -> [InputSeries] {
        RecordedSeries.Kind.allCases.map { kind in
            let labels = recorded.labels(group, kind, RecordedSeries.minute).merging([label: "other"]) { $1 }
            return InputSeries(
                SeriesIdentity(RecordedSeries.events.rawValue, labels), .at([(Self.time / Self.tick - 1, 7)]))
        }
    }
}

extension ObjectiveDeclaration {
    /// Whether it counts events of its own, by counters.
    var countsOwnEvents: Bool {
        switch indicator {
        case .events, .counters: true
        case .bound, .errorRatio, .weighted: false
        }
    }

    /// Whether bad events have series of their own, and are not what is left of all.
    fileprivate var countsBadEvents: Bool {
        switch indicator {
        case .counters(let pair): pair.part == .bad
        case .events(let good, _): good.bucketOfAll == nil
        case .bound, .errorRatio, .weighted: false
        }
    }
}
