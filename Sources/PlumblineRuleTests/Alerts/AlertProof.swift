import Plumbline
import PlumblinePlan

/// The proof of one declared alert: every comparison in its condition is shown to decide by itself whether it fires, and
/// what happens when the data is gone is what the spec says.
struct AlertProof {
    let alert: Alert
    let text: PromQLText
    /// Where it links to, below Grafana's address.
    let panel: String?
    let expression: Expression
    let pace: Pace
    let evaluator: Evaluator
    let solver: Solver
    let seriesLabels: SeriesLabels
    /// All windows and offsets in it.
    let lengths: [Milliseconds]
    /// The evaluation by which every window is full.
    let steady: Int

    /// `interval` is how often its group is evaluated, where that is declared.
    init(
        _ alert: Alert, _ text: PromQLText, _ recordings: [String: [Recording]], every interval: Milliseconds,
        panel: String?
    ) throws(Underivable) {
        self.alert = alert
        self.text = text
        self.panel = panel
        expression = text.resolved(alert.effectiveExpression)
        let reach = expression.reach(text.spec.window, recordings)
        let lengths = expression.lengths(text.spec.window, recordings)
        self.lengths = lengths.ranges + lengths.others
        pace = Pace(
            waits: alert.waits, ranges: lengths.ranges, reach: reach, scraped: text.spec.scrape.interval.milliseconds,
            evaluated: interval)
        guard reach / pace.declaredInterval <= 1500 else {
            throw Underivable("it looks back \(durationText(reach)), which takes too many evaluations to replay")
        }
        evaluator = Evaluator(
            tick: pace.tick, evaluationInterval: pace.evaluationInterval, window: text.spec.window,
            recordings: recordings, series: [:])
        steady = pace.evaluations(reach + 2 * pace.tick)
        solver = Solver(evaluator: evaluator, steady: steady * pace.evaluationInterval)
        seriesLabels = SeriesLabels(job: text.spec.scrape.job)
    }

    /// How many evaluations it waits.
    var hold: Int { pace.evaluations(alert.duration.milliseconds) }

    struct Tests {
        /// That it fires, and what it does without data.
        var first: [ProofTest] = []
        var more: [ProofTest] = []
        /// Comparisons that nothing shows to decide.
        var unproven: [(words: String, reason: Underivable)] = []
    }

    /// - Throws: Where no comparison is shown to decide, or the alert would not do what it says.
    func tests() throws(Underivable) -> Tests {
        var proofs = Tests()
        let all = expression.comparisons
        guard !all.isEmpty else { throw Underivable("there is no comparison in it") }
        let (series, allOwn) = try syntheticSeries(of: all)
        var inputs = SyntheticInputs(series)
        var (comparisons, own, points): ([Comparison], [[Int]], [BoundaryPoint]) = ([], [], [])
        for (comparison, mine) in zip(all, allOwn) {
            do throws(Underivable) {
                points.append(try solver.boundaryPoint(comparison, inputs, mine))
                comparisons.append(comparison)
                own.append(mine)
            } catch { proofs.unproven.append((text.words(comparison), error)) }
        }
        for point in points {
            for (index, level) in point.beside { inputs.set(index, to: level) }
        }
        for point in points { inputs.set(point.series, to: point.farNot) }
        for (index, comparison) in comparisons.enumerated() {
            do throws(Underivable) {
                let tests = try tests(of: index, comparisons, own, points, inputs)
                let isFirst = proofs.first.isEmpty
                if isFirst { proofs.first = [tests.holding, try gone(tests.inputs, after: tests.first)] }
                proofs.more += (isFirst ? [] : [tests.holding]) + tests.others
                if comparisons.count > 1 {
                    proofs.more += try goneAlone(comparison, tests.series, tests.inputs, after: tests.first)
                }
            } catch {
                if error.isFault { throw error }
                proofs.unproven.append((text.words(comparison), error))
            }
        }
        if proofs.first.isEmpty, let reason = proofs.unproven.first?.reason { throw reason }
        proofs.more += try together(comparisons, points, inputs)
        return proofs
    }

    /// What the condition reads, and which of that each comparison does.
    private func syntheticSeries(
        of comparisons: [Comparison]
    ) throws(Underivable) -> (all: [SyntheticSeries], own: [[Int]]) {
        var all: [SyntheticSeries] = []
        var own: [[Int]] = []
        for comparison in comparisons {
            own.append(
                try indices(
                    of: evaluator.syntheticSeries(of: comparison.expression, near: comparison.bound, seriesLabels),
                    in: &all))
        }
        _ = try indices(of: evaluator.syntheticSeries(of: expression, near: nil, seriesLabels), in: &all)
        // What is compared with its own past has changed since, just long enough ago for the windows of now.
        for index in all.indices where all[index].offsets.count > 1 {
            all[index].since = (all[index].offsets.max() ?? 0) / pace.tick + 1
        }
        return (all, own)
    }

    /// Adds series that are new, and merges the others with those that read the same.
    private func indices(of found: [SyntheticSeries], in all: inout [SyntheticSeries]) -> [Int] {
        found.map { series in
            if let index = all.firstIndex(where: series.isSame) {
                all[index].merge(series)
                return index
            }
            all.append(series)
            return all.count - 1
        }
    }
}

extension PromQLText {
    /// A comparison as a name of tests; of a long one the end, which tells it from others.
    func words(_ comparison: Comparison) -> String {
        let whole = line(comparison.expression)
        return whole.utf8.count <= 120 ? whole : "… \(comparison.op.rawValue) \(line(comparison.right))"
    }
}
