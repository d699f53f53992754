import Plumbline

// What is recorded of an objective.
extension BurnProof {
    func recordings() throws(Underivable) -> [ProofTest] {
        let strangers = strangers
        return [
            try recorded("what is recorded of a period", stories.eventful, instances: 2, strangers: strangers),
            try recorded("nothing is known of good events, so no error is made up", stories.onlyTotals),
            try recorded("nothing happened: no error, and no NaN", stories.nothing),
            try recorded("one event, a bad one, and no good one ever", stories.oneBad, strangers: strangers),
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
        _ words: String, _ told: BurnSamples, instances: Int = 1, strangers: [InputSeries] = []
    ) throws(Underivable) -> ProofTest {
        let history = told.history
        var groups = [(labels: try series.groupLabels(0), history: history)]
        var inputs = try series.inputs(told, instances: instances)
        if try isGrouped() {
            groups.append((try series.groupLabels(1), stories.others.history))
            inputs += try series.inputs(stories.others, group: 1, instances: instances)
        }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: tick, inputs: inputs + strangers,
            samples: RecordedSeries.allCases.filter { $0 != .elapsed || objective.calendar != nil }.map { series in
                .init(
                    expression: seriesText(series.rawValue, identity), time: now,
                    samples: isFact(series)
                        ? [sample(series, [:], value(of: series, history))]
                        : groups.flatMap { samples(series, $0.labels, $0.history) })
            })
    }

    private var identity: LabelValues { ["service": text.spec.service, "slo": objective.name] }

    private func isFact(_ series: RecordedSeries) -> Bool { [.objective, .info, .elapsed].contains(series) }

    private func samples(_ series: RecordedSeries, _ group: LabelValues, _ history: BurnHistory) -> [ProofTest.Sample] {
        switch series {
        case .total, .good, .errorRatio:
            windows.compactMap { window in
                guard let events = history.events(in: window), history.hasGoodTiles || series != .good else {
                    return nil
                }
                let value =
                    switch series {
                    case .total: Double(events.total)
                    case .good: Double(events.good)
                    default: events.errorRatio
                    }
                return sample(series, group.adding("window", objective.label(of: window)), value)
            }
        case .currentBurn where history.events(in: tile) == nil: []
        default: [sample(series, group, value(of: series, history))]
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

    private func sample(_ series: RecordedSeries, _ group: LabelValues, _ value: Double) -> ProofTest.Sample {
        var labels = group.merging(identity) { $1 }
        if series == .info {
            labels["objective"] = objective.objective.words
            labels["period"] = objective.label(of: objective.period)
            labels["summary"] = objective.summary
        }
        return .init(name: series.rawValue, labels: labels.filter { !$0.value.isEmpty }, value: value)
    }
}
