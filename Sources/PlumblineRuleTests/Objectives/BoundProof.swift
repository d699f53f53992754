import Plumbline
import PlumblinePlan

/// The proof of an objective that looks at a value: which times count, and which of them are good, or how much of them.
struct BoundProof {
    let objective: ObjectiveDeclaration
    let text: PromQLText
    private let recorded: RecordedEvents
    private let evaluator: Evaluator

    init(_ objective: ObjectiveDeclaration, _ text: PromQLText, _ recorded: RecordedEvents) {
        self.objective = objective
        self.text = text
        self.recorded = recorded
        evaluator = Evaluator(tick: minute.milliseconds, window: text.spec.window, recordings: [:], series: [:])
    }

    private var tick: Milliseconds { evaluator.tick }

    /// At the bound and well on its right side all times are good, a little beyond it none is; and what the value's
    /// matchers keep out does not count. No tests where nothing is held at a bound.
    ///
    /// - Throws: Where no inputs are found that bring the value to its bound.
    func tests() throws(Underivable) -> [ProofTest] {
        let (value, op, bound): (Expression, Operator, ExactDecimal)
        let (words, isRatio): ((at: String, beyond: String), Bool)
        switch objective.indicator {
        case .bound(let held, let comparison, let limit):
            (value, op, bound) = (held, comparison, limit)
            (words, isRatio) = (("as good as promised", "better than promised"), false)
        case .errorRatio(let ratio):
            // Half of it fails, which is told exactly; what is near is rounded.
            (value, op, bound) = (ratio, .lessOrEqual, ExactDecimal(5, exponent: -1))
            (words, isRatio) = (("half of it fails", "less than half of it fails"), true)
        case .events, .counters, .weighted: return []
        }
        let reach = value.reach(text.spec.window, [:])
        let solver = Solver(evaluator: evaluator, steady: (reach / tick + 2) * tick)
        let (inputs, point) = try turning(text.resolved(value), op, bound, solver)
        let ticks = reach / tick + 5
        func series(at level: Double) -> [InputSeries] {
            var inputs = inputs
            for group in inputs.levels[point.series].indices {
                inputs.levels[point.series][group] = group == 0 ? level : point.holds
            }
            return inputs.series(ticks: ticks)
        }
        let held = series(at: point.holds)
        let excluded = try excluded(to: held, inputs, point, ticks)
        let almost = isRatio ? [] : point.almost
        return [try test(words.at, held + excluded)]
            + (try almost.map { almost throws(Underivable) in try test(almost.words, series(at: almost.level)) })
            + (point.farHolds == point.holds ? [] : [try test(words.beyond, series(at: point.farHolds))])
            + (excluded.isEmpty ? [] : [try test("only of others is anything known", excluded)])
    }

    /// Series beyond the bound that must not count: one for each matcher, which excludes it.
    private func excluded(
        to held: [InputSeries], _ inputs: SyntheticInputs, _ point: BoundaryPoint, _ ticks: Int
    ) throws(Underivable) -> [InputSeries] {
        let expected = try test("", held).samples
        var found: [InputSeries] = []
        for (index, synthetic) in inputs.all.enumerated() {
            let level = index == point.series ? point.farNot : synthetic.usual
            for series in synthetic.excludedSeries(recorded.labels) {
                let made = series.inputSeries(group: 0, level: level, ticks: ticks)
                // What another selector lets through would count all the same.
                if try test("", held + found + made).samples == expected { found += made }
            }
        }
        return found
    }

    /// What is recorded of the last minute of series that go on until now.
    private func test(_ words: String, _ inputs: [InputSeries]) throws(Underivable) -> ProofTest {
        let ticks = inputs.map(\.ticks).max() ?? 1
        let step = CountingProof.time / tick
        let now = (ticks + step - 2) / step * step * tick
        let inputs = inputs.map { $0.delayed(by: now / tick - $0.ticks + 1) }
        var evaluator = evaluator
        evaluator.series = inputs.byName
        var samples: [ProofTest.Sample] = []
        for kind in [RecordedSeries.Kind.total, .bad] {
            let rule = text.resolved(objective.countedInMinute(kind, text.spec))
            for sample in try evaluator.vector(rule, at: now) {
                samples.append(recorded(kind, sample.labels, sample.value))
                if kind == .total { samples.append(recorded(.minutes, sample.labels, 1)) }
            }
        }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: tick, inputs: inputs,
            samples: [
                .init(
                    expression: seriesText(
                        RecordedSeries.events.rawValue, ["slo": objective.name, "window": RecordedSeries.minute]),
                    time: now, samples: samples)
            ])
    }

    private func recorded(_ kind: RecordedSeries.Kind, _ group: LabelValues, _ value: Double) -> ProofTest.Sample {
        .init(series: recorded.identity(.events, group, kind, RecordedSeries.minute).selector, value: value)
    }

    /// The inputs with which the value is at its bound. Three ways to make them are tried in turn: added up, one by one,
    /// and shared out in fractions.
    private func turning(
        _ value: Expression, _ op: Operator, _ bound: ExactDecimal, _ solver: Solver
    ) throws(Underivable) -> (SyntheticInputs, BoundaryPoint) {
        let counted = Expression.aggregate(.sum, parameter: nil, .by(objective.groupedBy), value)
        var failure = Underivable("it has no series")
        for (labelled, sharesExactly) in [(counted, false), (value, false), (counted, true)] {
            var synthetic = try solver.evaluator.syntheticSeries(of: labelled, near: bound, recorded.labels)
            for index in synthetic.indices { synthetic[index].sharesExactly = sharesExactly }
            let inputs = SyntheticInputs(synthetic)
            let comparison = Comparison(op: op, left: value, right: .number(bound), expression: labelled)
            do {
                return (inputs, try solver.boundaryPoint(comparison, inputs, Array(synthetic.indices)))
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
