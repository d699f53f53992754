import Plumbline
import PlumblinePlan

/// The proof of one declared recording rule: what it records of series whose growth changes within its windows.
struct RecordingProof {
    let recording: Recording
    private let pace: Pace
    private let evaluator: Evaluator
    private let seriesLabels: SeriesLabels
    private let reach: Milliseconds

    /// `interval` is how often its group is evaluated, where that is declared.
    init(
        _ recording: Recording, _ text: PromQLText, _ recordings: [String: [Recording]], every interval: Milliseconds
    ) {
        self.recording = recording
        reach = recording.expression.reach(text.spec.window, recordings)
        pace = Pace(
            waits: [], ranges: recording.expression.lengths(text.spec.window, recordings).ranges, reach: reach,
            scraped: text.spec.scrape.interval.milliseconds, evaluated: interval)
        evaluator = Evaluator(
            tick: pace.tick, evaluationInterval: pace.evaluationInterval, window: text.spec.window,
            recordings: recordings, series: [:])
        seriesLabels = SeriesLabels(job: text.spec.scrape.job)
    }

    func test() throws(Underivable) -> ProofTest {
        guard reach / pace.declaredInterval <= 1500 else { throw Underivable("it looks back \(durationText(reach))") }
        let last = pace.evaluations(reach + 4 * pace.tick)
        let ticks = pace.ticks(last)
        let synthetic = try evaluator.syntheticSeries(of: recording.expression, near: nil, seriesLabels)
        var inputs = SyntheticInputs(synthetic)
        for index in synthetic.indices {
            for group in inputs.levels[index].indices {
                inputs.levels[index][group] = synthetic[index].example(index, group)
            }
        }
        // Half a window before the end, so that a longer or shorter one sees another mix.
        let bend = max(ticks - max(reach / pace.tick / 2, 1), 1)
        let series = inputs.series(ticks: ticks).map { series in
            series.bent(at: bend, factor: synthetic.factor(of: series))
        }
        let samples = try recorded(of: series, at: last, .two)
        guard !samples.isEmpty else { throw Underivable("it records nothing of the series made up for it") }
        return ProofTest(
            name: "\(recording.name) is recorded", tick: pace.tick, evaluationInterval: pace.evaluationInterval,
            inputs: series,
            samples: [try expectation(samples, try recorded(of: series, at: last, .three), at: pace.seen(last))])
    }

    private func recorded(
        of series: [InputSeries], at last: Int, _ generation: PrometheusGeneration
    ) throws(Underivable) -> [VectorSample] {
        var evaluator = evaluator
        evaluator.series = series.byName
        evaluator.generation = generation
        return try evaluator.vector(Selection(recording.series).expression, at: pace.seen(last))
    }

    /// Rounded, where the generations of Prometheus differ in the last digits.
    private func expectation(
        _ old: [VectorSample], _ new: [VectorSample], at time: Milliseconds
    ) throws(Underivable) -> ProofTest.SampleExpectation {
        if shown(old) == shown(new) { return .init(expression: recording.name, time: time, samples: shown(old)) }
        let greatest = old.map(\.value.magnitude).max() ?? 0
        for unit in [1e-9, 1e-6, 1e-3, 1, 1e3] where greatest / unit < 1e14 && shown(old, unit) == shown(new, unit) {
            let expression = "round(\(recording.name), \(plainNumber(unit)))"
            return .init(expression: expression, time: time, samples: shown(old, unit))
        }
        throw Underivable("Prometheus 2 and 3 record something else of the series made up for it")
    }

    private func shown(_ samples: [VectorSample]) -> [ProofTest.Sample] {
        samples.map { .init(series: seriesText(recording.name, $0.nameless.labels), value: $0.value) }
    }

    /// As `round` has it, which takes the name away.
    private func shown(_ samples: [VectorSample], _ unit: Double) -> [ProofTest.Sample] {
        samples.map { sample in
            let rounded = (sample.value * (1 / unit) + 0.5).rounded(.down) / (1 / unit)
            return .init(series: seriesText("", sample.nameless.labels), value: rounded)
        }
    }
}

extension SyntheticSeries {
    /// A different value for every series and group.
    fileprivate func example(_ index: Int, _ group: Int) -> Double {
        let number = Double(index + 1)
        return switch kind {
        case .gauge, .trend: number * (group == 0 ? 40 : 24)
        case .slope, .counter: number * (group == 0 ? 600 : 240)
        case .histogram: (group == 0 ? 0.8 : 0.96) * Double(Self.observations)
        }
    }
}

extension [SyntheticSeries] {
    /// How much faster a series grows after the bend: a factor of its own for each, and for a histogram's lower
    /// bucket none, so that ratios and quantiles change too.
    fileprivate func factor(of series: InputSeries) -> Double {
        for (index, synthetic) in enumerated() where series.name.hasPrefix(synthetic.metric.name) {
            if case .histogram(let bounds, let lower) = synthetic.kind, series.labels["le"] == bounds[lower].description
            {
                return 1
            }
            return Double(index + 2)
        }
        return 1
    }
}

extension InputSeries {
    /// From a tick on, growing by a factor faster; a gauge is that much higher.
    fileprivate func bent(at tick: Int, factor: Double) -> InputSeries {
        guard let run = runs.first, let start = run.start, let before = run.value(tick), run.count > tick + 1 else {
            return self
        }
        var bent = self
        let growth = run.growth * factor
        let next = run.growth == 0 ? start * factor : before + growth
        bent.runs = [
            Run(start: start, growth: run.growth, count: tick + 1),
            Run(start: next, growth: growth, count: run.count - tick - 1),
        ]
        return bent
    }
}
