import Plumbline
import PlumblinePlan

// What is recorded of an objective.
extension BurnProof {
    func recordings() throws(Underivable) -> [ProofTest] {
        let excluded = try excluded()
        return [
            try recorded("what is recorded of a period", scenarios.eventful, excluded: excluded),
            try recorded("what is not known is not bad", scenarios.young),
            try recorded("nothing happened: no error, and no NaN", scenarios.nothing),
            try singleEvent(),
        ]
    }

    /// One event is enough for an error ratio of every window.
    private func singleEvent() throws(Underivable) -> ProofTest {
        let ratios = seriesText(
            RecordedSeries.errorRatio.rawValue,
            ["service": objective.service(text.spec.service), "slo": objective.name])
        return ProofTest(
            name: "\(objective.name): one event, a bad one", tick: Self.tick,
            inputs: try recorded.inputs(scenarios.single),
            samples: [
                .init(
                    expression: "count(\(ratios))", time: now,
                    samples: [.init(series: "{}", value: Double(objective.windows.count))])
            ])
    }

    /// Series of other services and of other objectives, and of the same one in other groups, which are not to be counted.
    private func excluded() throws(Underivable) -> [InputSeries] {
        let group = try recorded.groupLabels(0)
        return [["service": "other"], ["slo": "other"], ["by": "other"]].flatMap { other in
            func series(
                _ series: RecordedSeries, _ kind: RecordedSeries.Kind?, _ window: String?, at tick: Int
            ) -> InputSeries {
                let labels = recorded.labels(group, kind, window).merging(other) { $1 }
                return InputSeries(
                    SeriesIdentity(series.rawValue, labels), [.init(start: nil, count: tick), .init(start: 7)])
            }
            let now = scenarios.clock.now
            let events = RecordedSeries.Kind.allCases.flatMap { kind in
                [
                    series(.events, kind, RecordedSeries.minute, at: now - 2),
                    series(
                        .events, kind, RecordedSeries.piece(objective.piece),
                        at: now / scenarios.clock.piece * scenarios.clock.piece - 1),
                    series(.events, kind, RecordedSeries.ended(objective.piece), at: now - 2),
                ]
                    + objective.windows.filter(\.addsPieces).map {
                        series(.events, kind, objective.label(of: $0), at: now)
                    }
            }
            let ratios = [Quantity<Time>.minutes(5), objective.period].map {
                series(.errorRatio, nil, objective.label(of: $0), at: now)
            }
            return events + ratios
        }
    }

    private func recorded(
        _ words: String, _ samples: HistorySamples, excluded: [InputSeries] = []
    ) throws(Underivable) -> ProofTest {
        var inputs = try recorded.inputs(samples)
        var groups = [(labels: try recorded.groupLabels(0), history: samples.history)]
        if try recorded.isGrouped() {
            inputs += try recorded.inputs(scenarios.others, group: 1)
            groups.append((try recorded.groupLabels(1), scenarios.others.history))
        }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: Self.tick, inputs: inputs + excluded,
            samples: RecordedSeries.allCases.map { series in
                // What was promised is the same for all groups.
                let found =
                    series.isFact
                    ? self.samples(series, [:], samples.history)
                    : groups.flatMap { self.samples(series, $0.labels, $0.history) }
                var labels = ["service": objective.service(text.spec.service), "slo": objective.name]
                if series.isInput { labels["by"] = objective.identity.by }
                return .init(expression: seriesText(series.rawValue, labels), time: now, samples: found)
            })
    }

    private func samples(
        _ series: RecordedSeries, _ group: LabelValues, _ history: EventHistory
    ) -> [ProofTest.Sample] {
        switch series {
        case .events: events(group, history)
        case .errorRatio:
            objective.windows.compactMap { window in
                objective.sampleRatio(window, history).map { ratio in
                    let name = recorded.identity(series, group, nil, objective.label(of: window))
                    return .init(series: name.selector, value: ratio)
                }
            }
        case .objective:
            [
                .init(
                    series: seriesText(series.rawValue, recorded.labels([:]).merging(facts) { $1 }),
                    value: objective.objective.base?.double ?? 1)
            ]
        default:
            value(of: series, history).map { value in
                [.init(series: recorded.identity(series, group).selector, value: value)]
            } ?? []
        }
    }

    /// The minute that was recorded last, the piece of the clock that goes on, and the windows that add up pieces.
    private func events(_ group: LabelValues, _ history: EventHistory) -> [ProofTest.Sample] {
        let long = objective.windows.filter(\.addsPieces)
        let windows =
            [
                (RecordedSeries.minute, 1),
                (RecordedSeries.piece(objective.piece), scenarios.clock.now % scenarios.clock.piece + 1),
            ]
            + long.map { (objective.label(of: $0), objective.sampleMinutes($0)) }
        return windows.flatMap { window, minutes in
            RecordedSeries.Kind.allCases.map { kind in
                .init(
                    series: recorded.identity(.events, group, kind, window).selector,
                    value: Double(history.count(kind, in: minutes)))
            }
        }
    }

    private var facts: LabelValues {
        [
            "objective": objective.objective.words, "period": objective.label(of: objective.period),
            "summary": objective.summary,
        ].filter { !$0.value.isEmpty }
    }

    /// As the recording rules compute it, operation by operation; nil where they record nothing.
    private func value(of series: RecordedSeries, _ history: EventHistory) -> Double? {
        let budget = objective.budget?.double ?? 1
        return switch series {
        case .compliance: objective.sampleRatio(objective.period, history).map { 1 - $0 }
        case .currentBurn: objective.sampleRatio(.minutes(5), history).map { $0 / budget }
        case .budgetRemaining: objective.sampleSpent(history).map { 1 - $0 }
        case .events, .errorRatio, .objective: nil
        }
    }
}

extension RecordedSeries {
    /// Whether there are input series of it, which nothing may count and which a query must leave out.
    fileprivate var isInput: Bool { [.events, .errorRatio].contains(self) }

    /// Whether it is the same for all groups.
    fileprivate var isFact: Bool { self == .objective }
}
