import Plumbline

/// The proof of an objective that holds a value at a bound: which times count, and which of them are good.
struct BoundProof {
    let objective: ObjectiveDeclaration
    let text: PromQLText
    /// When everything is evaluated.
    let now: Milliseconds
    private let series: BurnSeries
    private let evaluator: Evaluator

    init(_ objective: ObjectiveDeclaration, _ text: PromQLText, _ series: BurnSeries, tick: Milliseconds) {
        self.objective = objective
        self.text = text
        self.series = series
        now = series.windows.now * series.windows.tick
        evaluator = Evaluator(tick: tick, window: text.spec.window, recordings: [:], series: [:])
    }

    private var tick: Milliseconds { evaluator.tick }
    /// The windows that look at the value itself.
    private var direct: [Quantity<Time>] { series.windows.direct }

    /// At the bound and well on its right side all times are good, a little beyond it none is; and what the value's
    /// matchers keep out does not count. No tests where nothing is held at a bound.
    ///
    /// - Throws: Where no inputs are found that bring the value to its bound.
    func tests() throws(Underivable) -> [ProofTest] {
        guard case .bound(let value, let op, let bound) = objective.indicator else { return [] }
        let reach = value.reach(text.spec.window, [:])
        let solver = Solver(evaluator: evaluator, steady: (reach / tick + 2) * tick)
        let (world, point) = try turning(text.resolved(value), op, bound, solver)
        let ticks = ((direct.last?.milliseconds ?? 0) + reach) / tick + 2
        func inputs(_ knob: Double) -> [InputSeries] {
            var world = world
            for group in world.knobs[point.source].indices {
                world.knobs[point.source][group] = group == 0 ? knob : point.holds
            }
            return world.series(ticks: ticks)
        }
        let held = inputs(point.holds)
        let strangers = try strangers(to: held, world, point, ticks)
        return [try test("as good as promised", held + strangers)]
            + (try point.almost.map { almost throws(Underivable) in try test(almost.words, inputs(almost.knob)) })
            + (point.farHolds == point.holds ? [] : [try test("better than promised", inputs(point.farHolds))])
            + (strangers.isEmpty ? [] : [try test("only of others is anything known", strangers)])
    }

    /// Series in trouble that are not to be counted: for each matcher one that it keeps out.
    private func strangers(
        to held: [InputSeries], _ world: World, _ point: TurningPoint, _ ticks: Int
    ) throws(Underivable) -> [InputSeries] {
        let expected = try test("", held).samples
        var found: [InputSeries] = []
        for (index, source) in world.sources.enumerated() {
            let knob = index == point.source ? point.farNot : source.usual
            for stranger in source.strangers(series.labels) {
                let made = stranger.series(group: 0, knob: knob, ticks: ticks)
                // What another selector lets through would count all the same.
                if try test("", held + found + made).samples == expected { found += made }
            }
        }
        return found
    }

    /// What is recorded of series that go on until now.
    private func test(_ words: String, _ inputs: [InputSeries]) throws(Underivable) -> ProofTest {
        let inputs = inputs.map { $0.delayed(by: now / tick - $0.ticks + 1) }
        var evaluator = evaluator
        evaluator.series = inputs.byName
        var expectations: [ProofTest.SampleExpectation] = []
        for recorded in [RecordedSeries.total, .good] {
            var samples: [ProofTest.Sample] = []
            for window in direct {
                let rule = recorded == .total ? objective.total(window, text.spec) : objective.good(window, text.spec)
                samples += try evaluator.vector(text.resolved(rule), at: now).map { sample in
                    let name = seriesText(recorded.rawValue, series.labels(sample.labels, window))
                    return .init(series: name, value: sample.value)
                }
            }
            let windows = direct.compactMap(\.promQL).joined(separator: "|")
            expectations.append(
                .init(
                    expression:
                        "\(recorded.rawValue){slo=\(objective.name.promQLQuoted), window=~\(windows.promQLQuoted)}",
                    time: now, samples: samples))
        }
        return ProofTest(name: "\(objective.name): \(words)", tick: tick, inputs: inputs, samples: expectations)
    }

    /// Where the value is at its bound. Of several ways to make up series the first is taken in which it turns: as they
    /// are added up, one by one, and shared out to the last digit.
    private func turning(
        _ value: Expression, _ op: Operator, _ bound: ExactDecimal, _ solver: Solver
    ) throws(Underivable) -> (World, TurningPoint) {
        let counted = Expression.aggregate(.sum, parameter: nil, .by(objective.groupedBy), value)
        var failure = Underivable("it has no series")
        for (labelled, sharesExactly) in [(counted, false), (value, false), (counted, true)] {
            var sources = try solver.evaluator.sources(of: labelled, near: bound, series.labels)
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
