import Plumbline
import PlumblinePlan

/// The proof of one declared alert: every comparison in its condition is shown to decide by itself whether it fires, and
/// what happens when the data is gone is what the spec says.
struct AlertProof {
    let alert: Alert
    let text: PromQLText
    /// Where it links to, below Grafana's address.
    let panel: String?
    private let expression: Expression
    let pace: Pace
    private let evaluator: Evaluator
    let solver: Solver
    private let seriesLabels: SeriesLabels
    /// All windows and offsets in it.
    private let lengths: [Milliseconds]
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

    /// Adds sources that are new; those that are known keep what is known of them.
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

// One comparison.
extension AlertProof {
    private func tests(
        of index: Int, _ comparisons: [Comparison], _ own: [[Int]], _ points: [BoundaryPoint],
        _ healthy: SyntheticInputs
    ) throws(Underivable) -> (holding: ProofTest, others: [ProofTest], series: Int, inputs: SyntheticInputs, first: Int)
    {
        let comparison = comparisons[index]
        let words = "\(alert.name): \(text.words(comparison))"
        guard let (inputs, point) = try deciding(index, comparisons, own, points, healthy) else {
            throw Underivable("whether \(text.line(comparison.expression)) holds never decides whether it fires")
        }
        let holds = inputs.with(point.series, at: point.holds)
        let last = steady + hold + 2
        let made = holds.series(ticks: pace.ticks(last))
        guard let firing = try play(made, upTo: last, steady: steadyPart(of: holds, to: last)) else {
            throw Underivable("Prometheus 2 and 3 see something else in the series made up for it")
        }
        guard let first = firing.firstIndex(where: { !$0.isEmpty }) else {
            throw Underivable("it never fires while \(text.line(comparison.expression)) holds")
        }
        let holding = test(
            point.isInverse ? "\(words) does not hold, \(point.almost[0].words)" : "\(words) just holds",
            holds.series(ticks: pace.ticks(first)),
            (first > 0 ? [expectation(at: first - 1, firing)] : []) + [expectation(at: first, firing)])
        var tests: [ProofTest] = []
        // Late enough for every window to be full, where it does not begin to hold meanwhile.
        let end = inputs.isOnItsWay ? first : last
        for (number, almost) in point.almost.enumerated() {
            let not = inputs.with(point.series, at: almost.level)
            // What no matcher lets through may be in trouble as much as it likes.
            let excluded = number == 0 ? try excluded(not, besides: holds, point, upTo: end) : []
            let series = not.firstGroup(ticks: pace.ticks(end)) + excluded
            let quiet = try play(series, upTo: end, steady: steadyPart(of: not, to: end))
            guard let quiet, quiet.allSatisfy(\.isEmpty) else { continue }
            let name = point.isInverse ? "\(words) holds" : "\(words) does not hold, \(almost.words)"
            tests.append(test(name, series, [expectation(at: end, quiet)]))
        }
        if let both = try twice(point, healthy, words, upTo: first) { tests.append(both) }
        return (holding, tests, point.series, holds, first)
    }

    /// The comparison holds in both groups, just so and by far, and nothing else does: an alert for each, or still too
    /// little for one.
    private func twice(
        _ point: BoundaryPoint, _ healthy: SyntheticInputs, _ words: String, upTo last: Int
    ) throws(Underivable) -> ProofTest? {
        guard healthy.levels[point.series].count > 1 else { return nil }
        var inputs = healthy
        for group in inputs.levels[point.series].indices {
            inputs.levels[point.series][group] = group == 0 ? point.holds : point.farHolds
        }
        let series = inputs.series(ticks: pace.ticks(last))
        return try play(series, upTo: last, steady: nil).map { firing in
            test("\(words) holds twice, and nothing else", series, [expectation(at: last, firing)])
        }
    }

    /// For each matcher a series in trouble that it keeps out, and that nothing else reads: where the comparison holds, its
    /// value stays what it is.
    private func excluded(
        _ inputs: SyntheticInputs, besides holds: SyntheticInputs, _ point: BoundaryPoint, upTo last: Int
    ) throws(Underivable) -> [InputSeries] {
        let ticks = pace.ticks(last)
        let series = inputs.firstGroup(ticks: ticks)
        let holding = holds.firstGroup(ticks: ticks)
        let active = try run(holding, .two).active(at: solver.steady)
        var taken = Set(series.map(\.selector))
        var found: [InputSeries] = []
        for synthetic in inputs.all[point.series].excludedSeries(seriesLabels) {
            let made = synthetic.inputSeries(group: 0, level: point.farHolds, ticks: ticks)
            guard made.allSatisfy({ !taken.contains($0.selector) }),
                try run(holding + found + made, .two).active(at: solver.steady) == active
            else { continue }
            let firing = try play(series + found + made, upTo: last, steady: nil)
            guard let firing, firing.allSatisfy(\.isEmpty) else { continue }
            taken.formUnion(made.map(\.selector))
            found += made
        }
        return found
    }
}

// What becomes of it.
extension AlertProof {
    /// All series end once it fires; every time after that at which other alerts fire than before.
    private func gone(_ inputs: SyntheticInputs, after first: Int) throws(Underivable) -> ProofTest {
        let series = inputs.firstGroup(ticks: pace.ticks(first)).map(\.ended)
        let last = calm(after: first)
        guard let firing = try play(series, upTo: last, steady: nil) else {
            throw Underivable("Prometheus 2 and 3 do not see its data end alike")
        }
        try checkMissingData(fires: !firing[last].isEmpty)
        return test(
            "\(alert.name): the data is gone, \(alert.missingData.words)", series, changes(firing, after: first))
    }

    /// The evaluation by which nothing changes any more of what happened at another.
    func calm(after first: Int) -> Int {
        first + steady + hold + pace.evaluations(alert.keepFiringFor?.milliseconds ?? 0) + 2
    }

    /// Before and at every change of what fires, and in the end.
    func changes(_ firing: [AlertRun.Firing], after first: Int) -> [ProofTest.AlertExpectation] {
        let last = firing.count - 1
        var alerts: [ProofTest.AlertExpectation] = []
        for now in (first + 1)...last where Set(firing[now].keys) != Set(firing[now - 1].keys) {
            if alerts.last?.time != pace.seen(now - 1) { alerts.append(expectation(at: now - 1, firing)) }
            alerts.append(expectation(at: now, firing))
        }
        if alerts.last?.time != pace.seen(last) { alerts.append(expectation(at: last, firing)) }
        return alerts
    }

    private func checkMissingData(fires: Bool) throws(Underivable) {
        switch alert.missingData {
        case .fires where !fires:
            throw Underivable("it does not fire when its data is gone, though it says so", isFault: true)
        case .staysQuiet where fires, .coveredBy where fires:
            throw Underivable("it fires when its data is gone, though it says that it does not", isFault: true)
        default: break
        }
    }

    /// From when to when nothing changes any more; never where something is on its way up or down, or where windows do
    /// not always hold the same number of samples.
    func steadyPart(of inputs: SyntheticInputs, to last: Int) -> ClosedRange<Int>? {
        inputs.isOnItsWay || last < steady || !pace.isEven(lengths, upTo: last) ? nil : steady...last
    }

    /// What fires at each evaluation; nil where that depends on the generation of Prometheus.
    func play(
        _ series: [InputSeries], upTo last: Int, steady: ClosedRange<Int>?
    ) throws(Underivable) -> [AlertRun.Firing]? {
        let old = try run(series, .two).firing(upTo: last, steady: steady)
        let new = try run(series, .three).firing(upTo: last, steady: steady)
        return zip(old, new).allSatisfy(looksAlike) ? old : nil
    }

    /// Whether alerts have the same labels and words.
    private func looksAlike(_ old: AlertRun.Firing, _ new: AlertRun.Firing) -> Bool {
        guard old.count == new.count else { return false }
        return old.allSatisfy { labels, value in
            guard let other = new[labels] else { return false }
            func words(_ value: Double) -> [String] {
                alert.firing(labels, value, text, panel: panel).annotations.map(\.value)
            }
            return value == other || words(value) == words(other)
        }
    }

    func run(_ series: [InputSeries], _ generation: PrometheusGeneration) -> AlertRun {
        var evaluator = evaluator
        evaluator.series = series.byName
        evaluator.generation = generation
        return AlertRun(
            expression: expression, labels: alert.ownLabels(text.spec), hold: alert.duration.milliseconds,
            keepFiring: alert.keepFiringFor?.milliseconds ?? 0, evaluator: evaluator)
    }

    func test(_ name: String, _ series: [InputSeries], _ alerts: [ProofTest.AlertExpectation]) -> ProofTest {
        ProofTest(
            name: name, tick: pace.tick, evaluationInterval: pace.evaluationInterval, inputs: series, alerts: alerts)
    }

    func expectation(at now: Int, _ firing: [AlertRun.Firing]) -> ProofTest.AlertExpectation {
        let alerts = firing[now].map { alert.firing($0.key, $0.value, text, panel: panel) }
        let sorted = alerts.sorted { seriesText("", $0.labels) < seriesText("", $1.labels) }
        return .init(alert: alert.name, time: pace.seen(now), firing: sorted)
    }
}

extension PromQLText {
    /// A comparison as a name of tests; of a long one the end, which tells it from others.
    func words(_ comparison: Comparison) -> String {
        let whole = line(comparison.expression)
        return whole.utf8.count <= 120 ? whole : "… \(comparison.op.rawValue) \(line(comparison.right))"
    }
}

extension MissingData {
    fileprivate var words: String {
        switch self {
        case .fires: "and it fires"
        case .staysQuiet: "and it stays quiet"
        case .coveredBy(let other): "and \(other) fires instead"
        }
    }
}
