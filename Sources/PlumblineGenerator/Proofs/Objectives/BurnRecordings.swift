import Plumbline

// What is recorded of an objective.
extension BurnProof {
    func recordings() throws(Underivable) -> [ProofTest] {
        var onlyTotals = BurnHistory(windows)
        onlyTotals.isScraped = false
        onlyTotals.hasGoodTiles = false
        for window in windows { onlyTotals.add(.good(100), upTo: window) }
        var tests = [
            try recorded("what is recorded of a period", eventful, instances: 2, strangers: strangers),
            try recorded("nothing is known of good events, so no error is made up", onlyTotals),
        ]
        guard case .events = objective.indicator else { return tests }
        var oneBad = BurnHistory(windows)
        oneBad.hasGoodSeries = false
        oneBad.add(.bad(1), upTo: windows.first ?? tile)
        tests.append(try recorded("nothing happened: no error, and no NaN", BurnHistory(windows)))
        tests.append(
            try recorded("one event, a bad one, and no good one ever", oneBad, strangers: strangers))
        return tests
    }

    /// Series of other services and of other objectives, which are not to be counted.
    private var strangers: [InputSeries] {
        [["service": "other"], ["slo": "other"]].flatMap { other in
            let tiles = [RecordedSeries.total, .good].map { ($0, tile) }
            let ratios = [tile, objective.period].map { (RecordedSeries.errorRatio, $0) }
            let windowed = (tiles + ratios).map { series, window in
                InputSeries(
                    series.rawValue, self.series.labels(other, window).merging(other) { $1 },
                    samples: [self.series.now: 7])
            }
            let burn = self.series.labels(other, tile).merging(other) { $1 }.without(["window"])
            return windowed + [InputSeries(RecordedSeries.periodBurn.rawValue, burn, samples: [self.series.now: 7])]
        }
    }

    /// In each piece another number of events.
    private var eventful: BurnHistory {
        var history = BurnHistory(windows)
        for (index, window) in windows.enumerated() {
            history.add(EventCount(total: 1000 << index, bad: 10 + 7 * index), upTo: window)
        }
        return history
    }

    private func recorded(
        _ words: String, _ history: BurnHistory, instances: Int = 1, strangers: [InputSeries] = []
    ) throws(Underivable) -> ProofTest {
        var groups = [(labels: try series.groupLabels(0), history: history)]
        var inputs = try series.inputs(history, instances: instances)
        if try isGrouped() {
            var other = BurnHistory(windows)
            for window in windows { other.add(EventCount(total: 500, bad: 5), upTo: window) }
            groups.append((try series.groupLabels(1), other))
            inputs += try series.inputs(other, group: 1, instances: instances)
        }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: series.tick, inputs: inputs + strangers,
            samples: RecordedSeries.allCases.map { series in
                .init(
                    expression: seriesText(series.rawValue, identity), time: now,
                    samples: isFact(series)
                        ? [sample(series, [:], value(of: series, history))]
                        : groups.flatMap { samples(series, $0.labels, $0.history) })
            })
    }

    private var identity: LabelValues { ["service": text.spec.service, "slo": objective.name] }

    private func isFact(_ series: RecordedSeries) -> Bool { series == .objective || series == .info }

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
                return sample(series, group.adding("window", window.promQL ?? ""), value)
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
        case .budgetRemaining: 1 - period / budget
        case .objective: objective.objective.base?.double ?? 1
        default: 1
        }
    }

    private func sample(_ series: RecordedSeries, _ group: LabelValues, _ value: Double) -> ProofTest.Sample {
        var labels = group.merging(identity) { $1 }
        if series == .info {
            labels["objective"] = objective.objective.words
            labels["period"] = objective.period.promQL ?? ""
            labels["summary"] = objective.summary
        }
        return .init(name: series.rawValue, labels: labels.filter { !$0.value.isEmpty }, value: value)
    }
}
