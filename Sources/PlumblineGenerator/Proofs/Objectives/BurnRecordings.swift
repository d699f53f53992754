import Plumbline

// What is recorded of an objective.
extension BurnProof {
    func recordings() throws(Underivable) -> [ProofTest] {
        let strangers = strangers
        let names = try (isGrouped() ? [0, 1] : [0]).map { group throws(Underivable) in
            RecordedNames(objective, service: text.spec.service, try series.groupLabels(group))
        }
        return [
            try recorded("what is recorded of a period", stories.eventful, names, instances: 2, strangers: strangers),
            try recorded("nothing is known of good events, so no error is made up", stories.onlyTotals, names),
            try recorded("nothing happened: no error, and no NaN", stories.nothing, names),
            try recorded("one event, a bad one, and no good one ever", stories.oneBad, names, strangers: strangers),
        ]
    }

    /// Series of other services and of other objectives, which are not to be counted.
    private var strangers: [InputSeries] {
        [["service": "other"], ["slo": "other"]].flatMap { other in
            let direct = stories.windows.direct
            let tiles = [RecordedSeries.total, .good].flatMap { series in direct.map { (series, $0) } }
            let ratios = [tile, objective.period].map { (RecordedSeries.errorRatio, $0) }
            let windowed = (tiles + ratios).map { series, window in
                InputSeries(
                    SeriesIdentity(series.rawValue, self.series.labels(other, window).merging(other) { $1 }),
                    stories.stranger)
            }
            let burn = self.series.labels(other, tile).merging(other) { $1 }.without(["window"])
            let burns = [RecordedSeries.periodBurn] + (objective.calendar == nil ? [] : [.elapsed])
            return windowed + partsOf(other)
                + burns.map { InputSeries(SeriesIdentity($0.rawValue, burn), stories.stranger) }
        }
    }

    /// The parts of another service's objective, which have the same names.
    private func partsOf(_ other: LabelValues) -> [InputSeries] {
        guard case .weighted(let parts) = objective.indicator, other["service"] != nil else { return [] }
        return parts.flatMap { part in
            stories.windows.direct.flatMap { window in
                [RecordedSeries.total, .good].map { series in
                    let labels = self.series.labels(other, window).merging(other.adding("slo", part.name)) { $1 }
                    return InputSeries(SeriesIdentity(series.rawValue, labels), stories.stranger)
                }
            }
        }
    }

    private func recorded(
        _ words: String, _ told: BurnSamples, _ names: [RecordedNames], instances: Int = 1,
        strangers: [InputSeries] = []
    ) throws(Underivable) -> ProofTest {
        let groups = [told, stories.others]
        var inputs: [InputSeries] = []
        for group in names.indices { inputs += try series.inputs(groups[group], group: group, instances: instances) }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: tick, inputs: inputs + strangers,
            samples: RecordedSeries.allCases.filter { $0 != .elapsed || objective.calendar != nil }.map { series in
                let found = zip(names, groups).flatMap { samples(series, $0[series], $1.history) }
                // What was promised is the same for all groups.
                return .init(
                    expression: seriesText(series.rawValue, ["service": text.spec.service, "slo": objective.name]),
                    time: now, samples: series.isFact ? Array(found.prefix(1)) : found)
            })
    }

    private func samples(_ series: RecordedSeries, _ names: [String], _ history: BurnHistory) -> [ProofTest.Sample] {
        switch series {
        case .total, .good, .errorRatio:
            zip(windows, names).compactMap { window, name in
                guard let events = history.events(in: window), history.hasGoodTiles || series != .good else {
                    return nil
                }
                let value =
                    switch series {
                    case .total: Double(events.total)
                    case .good: Double(events.good)
                    default: events.errorRatio
                    }
                return .init(series: name, value: value)
            }
        case .currentBurn where history.events(in: tile) == nil: []
        default: names.map { .init(series: $0, value: value(of: series, history)) }
        }
    }

    /// As the recording rules compute it, operation by operation.
    private func value(of series: RecordedSeries, _ history: BurnHistory) -> Double {
        let budget = objective.budget?.double ?? 1
        let period = history.events(in: objective.period)?.errorRatio ?? 0
        return switch series {
        case .compliance: 1 - period
        case .currentBurn: (history.events(in: tile)?.errorRatio ?? 0) / budget
        case .periodBurn: period / budget
        case .budgetRemaining: 1 - period / budget * (objective.calendar?.sampleElapsed ?? 1)
        case .elapsed: objective.calendar?.sampleElapsed ?? 1
        case .objective: objective.objective.base?.double ?? 1
        default: 1
        }
    }
}

/// The recorded series of an objective, or of a group of it, as tests name them: written once for all of them.
private struct RecordedNames {
    private let names: [RecordedSeries: [String]]

    init(_ objective: ObjectiveDeclaration, service: String, _ group: LabelValues) {
        let own = ["service": service, "slo": objective.name]
        let facts = [
            "objective": objective.objective.words, "period": objective.label(of: objective.period),
            "summary": objective.summary,
        ].filter { !$0.value.isEmpty }
        func text(_ series: RecordedSeries, _ more: LabelValues) -> String {
            seriesText(series.rawValue, (series.isFact ? [:] : group).merging(own) { $1 }.merging(more) { $1 })
        }
        var names: [RecordedSeries: [String]] = [:]
        for series in RecordedSeries.allCases {
            names[series] =
                switch series {
                case .total, .good, .errorRatio:
                    objective.windows.map { text(series, ["window": objective.label(of: $0)]) }
                case .info: [text(series, facts)]
                default: [text(series, [:])]
                }
        }
        self.names = names
    }

    /// One for each window where the series has windows, else one.
    subscript(series: RecordedSeries) -> [String] { names[series] ?? [] }
}

extension RecordedSeries {
    /// Whether it is the same for all groups.
    fileprivate var isFact: Bool { [.objective, .info, .elapsed].contains(self) }
}
