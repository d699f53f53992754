import Plumbline

/// The proof of the rules of an objective that read its metric, where that takes time to show.
struct EventsProof {
    let objective: ObjectiveDeclaration
    let text: PromQLText
    private let series: BurnSeries

    init(_ objective: ObjectiveDeclaration, _ text: PromQLText) {
        self.objective = objective
        self.text = text
        series = BurnSeries(objective, service: text.spec.service, job: text.spec.scrape.job)
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
                InputSeries(counted.identity, from: 0, step: Double(counted.count(each)), ticks: ticks)
            }
        case .bound, .weighted:
            inputs = [(RecordedSeries.total, each.total), (.good, each.good)].map { recorded, count in
                InputSeries(
                    SeriesIdentity(recorded.rawValue, series.labels(group, tile)), samples: [ticks: count * ticks])
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
                        name: recorded.rawValue, labels: series.labels(group, window), value: Double(count * seen))
                })
        }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: tick, inputs: inputs, samples: expectations)
    }

    /// Of a value that is held at a bound: at the bound all times are good, a little beyond none.
    ///
    /// - Throws: Where no inputs are found that bring the value to its bound.
    func heldAtBound(tick: Milliseconds, now: Milliseconds) throws(Underivable) -> [ProofTest] {
        guard case .bound(let value, let op, let bound) = objective.indicator else { return [] }
        let direct = objective.windows.filter { !$0.addsTiles }
        let reach = value.reach(text.spec.window, [:])
        var evaluator = Evaluator(tick: tick, window: text.spec.window, recordings: [:], series: [:])
        let expression = text.resolved(value)
        let solver = Solver(evaluator: evaluator, steady: (reach / tick + 2) * tick)
        let (world, point) = try turning(expression, op, bound, solver)
        let first = now / tick - ((direct.last?.milliseconds ?? 0) + reach) / tick - 2
        var tests: [ProofTest] = []
        for (words, knob) in [("as good as promised", point.holds)] + point.almost.map({ ($0.words, $0.knob) }) {
            var world = world
            for group in world.knobs[point.source].indices {
                world.knobs[point.source][group] = group == 0 ? knob : point.holds
            }
            let inputs = world.series(ticks: now / tick - first).map { $0.delayed(by: first) }
            evaluator.series = inputs.byName
            var expectations: [ProofTest.SampleExpectation] = []
            for recorded in [RecordedSeries.total, .good] {
                var samples: [ProofTest.Sample] = []
                for window in direct {
                    let rule =
                        recorded == .total ? objective.total(window, text.spec) : objective.good(window, text.spec)
                    samples += try evaluator.vector(text.resolved(rule), at: now).map { sample in
                        .init(
                            name: recorded.rawValue, labels: series.labels(sample.labels, window), value: sample.value)
                    }
                }
                let windows = direct.compactMap(\.promQL).joined(separator: "|")
                expectations.append(
                    .init(
                        expression:
                            "\(recorded.rawValue){slo=\(objective.name.promQLQuoted), window=~\(windows.promQLQuoted)}",
                        time: now, samples: samples))
            }
            tests.append(
                ProofTest(name: "\(objective.name): \(words)", tick: tick, inputs: inputs, samples: expectations))
        }
        return tests
    }

    /// Where the value is at its bound. Of several ways to make up series the first is taken in which it turns: as they
    /// are added up, one by one, and shared out to the last digit.
    private func turning(
        _ value: Expression, _ op: Operator, _ bound: ExactDecimal, _ solver: Solver
    ) throws(Underivable) -> (World, TurningPoint) {
        let counted = Expression.aggregate(.sum, parameter: nil, .by(objective.groupedBy), value)
        var failure = Underivable("it has no series")
        for (labelled, sharesExactly) in [(counted, false), (value, false), (counted, true)] {
            let labels = SeriesLabels(job: text.spec.scrape.job)
            var sources = try solver.evaluator.sources(of: labelled, near: bound, labels)
            for index in sources.indices { sources[index].sharesExactly = sharesExactly }
            let world = World(sources)
            let atom = Atom(op: op, left: value, right: .number(bound), expression: labelled)
            do {
                return (world, try solver.turningPoint(atom, world, Array(sources.indices)))
            } catch { failure = error }
        }
        throw failure
    }
}

extension InputSeries {
    /// The same series, beginning some ticks later.
    fileprivate func delayed(by ticks: Int) -> InputSeries {
        var delayed = self
        if ticks > 0 { delayed.runs.insert(Run(start: nil, count: ticks), at: 0) }
        return delayed
    }
}
