import Plumbline

/// The proof of the rules of an objective that read its metric, where that takes time to show.
struct EventsProof {
    let objective: ObjectiveDeclaration
    let text: PromQLText
    private let series: BurnSeries

    init(_ objective: ObjectiveDeclaration, _ text: PromQLText, _ series: BurnSeries) {
        self.objective = objective
        self.text = text
        self.series = series
    }

    /// Two minutes after the service came into being, every long window knows what the shortest ones know.
    func firstMinutes(tick: Milliseconds) throws(Underivable) -> [ProofTest] {
        let some = try firstMinutes("the first minutes", EventCount(total: 100, bad: 3), tick)
        guard case .events = objective.indicator else { return [some] }
        return [some, try firstMinutes("the first minutes, in which nothing is good", .bad(100), tick)]
    }

    private func firstMinutes(
        _ words: String, _ each: EventCount, _ tick: Milliseconds
    ) throws(Underivable) -> ProofTest {
        let ticks = 120_000 / tick
        let group = try series.groupLabels(0)
        let inputs: [InputSeries]
        var windows = objective.windows
        switch objective.indicator {
        case .events:
            inputs = try series.counted(group: 0, instance: 0, hasGood: each.good > 0).map { counted in
                InputSeries(counted.identity, from: 0, step: Double(each[counted.kind]), ticks: ticks)
            }
        case .bound, .weighted:
            inputs = [(RecordedSeries.total, each.total), (.good, each.good)].map { recorded, count in
                InputSeries(
                    SeriesIdentity(recorded.rawValue, series.labels(group, tile)), .single([ticks: count * ticks]))
            }
            windows = windows.filter { $0.addsTiles || $0.base == tile.base }
        }
        let expectations = [(RecordedSeries.total, each.total), (.good, each.good)].map { recorded, count in
            ProofTest.SampleExpectation(
                expression: seriesText(recorded.rawValue, ["slo": objective.name]), time: ticks * tick,
                samples: windows.map { window in
                    // A short window may be over already.
                    let seen = min(ticks, window.milliseconds / tick)
                    return .init(
                        series: seriesText(recorded.rawValue, series.labels(group, window)),
                        value: Double(count * seen))
                })
        }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: tick, inputs: inputs, samples: expectations)
    }
}
