import Plumbline

/// The proof of one declared recording rule: what it records of series whose growth changes within its windows.
struct RecordingProof {
    let recording: Recording
    let evaluator: Evaluator
    let seriesLabels: SeriesLabels

    func test() throws(Underivable) -> ProofTest {
        let reach = recording.expression.reach(evaluator.window, evaluator.recordings)
        let ticks = reach / evaluator.tick + 4
        guard ticks <= 1500 else { throw Underivable("it looks back \(durationText(reach))") }
        let sources = try evaluator.sources(of: recording.expression, near: nil, seriesLabels)
        var world = World(sources)
        for index in sources.indices {
            for group in world.knobs[index].indices { world.knobs[index][group] = sources[index].example(index, group) }
        }
        // Half a window before the end, so that a longer or shorter one sees another mix.
        let bend = max(ticks - max(reach / evaluator.tick / 2, 1), 1)
        let series = world.series(ticks: ticks).map { series in
            series.bent(at: bend, factor: sources.factor(of: series))
        }
        var evaluator = evaluator
        evaluator.series = series.byName
        let samples = try evaluator.vector(Selection(recording.series).expression, at: ticks * evaluator.tick)
        guard !samples.isEmpty else { throw Underivable("it records nothing of the series made up for it") }
        return ProofTest(
            name: "\(recording.name) is recorded", tick: evaluator.tick, inputs: series,
            samples: [
                .init(
                    expression: recording.name, time: ticks * evaluator.tick,
                    samples: samples.map { sample in
                        .init(series: seriesText(recording.name, sample.nameless.labels), value: sample.value)
                    })
            ])
    }
}

extension Source {
    /// Another value for every source and group.
    fileprivate func example(_ index: Int, _ group: Int) -> Double {
        let number = Double(index + 1)
        return switch kind {
        case .gauge, .trend: number * (group == 0 ? 40 : 24)
        case .slope, .counter: number * (group == 0 ? 600 : 240)
        case .histogram: (group == 0 ? 0.8 : 0.96) * Double(Self.observations)
        }
    }
}

extension [Source] {
    /// How much faster a series grows after the bend: another factor for each source, and for a histogram's lower
    /// bucket none, so that ratios and quantiles change too.
    fileprivate func factor(of series: InputSeries) -> Double {
        for (index, source) in enumerated() where series.name.hasPrefix(source.metric.name) {
            if case .histogram(let bounds, let lower) = source.kind, series.labels["le"] == bounds[lower].description {
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
        let step = run.step * factor
        let next = run.step == 0 ? start * factor : before + step
        bent.runs = [
            Run(start: start, step: run.step, count: tick + 1),
            Run(start: next, step: step, count: run.count - tick - 1),
        ]
        return bent
    }
}
