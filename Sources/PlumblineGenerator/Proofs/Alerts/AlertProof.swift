import Plumbline

/// The proof of one declared alert: every comparison in its condition is shown to decide by itself whether it fires, and
/// what happens when the data is gone is what the spec says.
struct AlertProof {
    let alert: Alert
    let text: PromQLText
    /// Where it links to, below Grafana's address.
    let panel: String?
    private let expression: Expression
    private let evaluator: Evaluator
    private let solver: Solver
    private let seriesLabels: SeriesLabels

    init(
        _ alert: Alert, _ text: PromQLText, _ recordings: [String: [Recording]], panel: String?
    ) throws(Underivable) {
        self.alert = alert
        self.text = text
        self.panel = panel
        expression = text.resolved(alert.effectiveExpression)
        let reach = expression.reach(text.spec.window, recordings)
        let tick = alert.tick(expression.shortestRange(text.spec.window, recordings))
        guard reach / tick <= 1500 else {
            throw Underivable("it looks back \(durationText(reach)), which takes too many evaluations to replay")
        }
        evaluator = Evaluator(tick: tick, window: text.spec.window, recordings: recordings, series: [:])
        solver = Solver(evaluator: evaluator, steady: (reach / tick + 2) * tick)
        seriesLabels = SeriesLabels(job: text.spec.scrape.job)
    }

    var tick: Milliseconds { evaluator.tick }
    var holdTicks: Int { (alert.duration.milliseconds + tick - 1) / tick }
    var steadyTick: Int { solver.steady / tick }

    /// That it fires, and what it does without data; and the rest.
    func tests() throws(Underivable) -> (first: [ProofTest], more: [ProofTest]) {
        let atoms = expression.atoms
        guard !atoms.isEmpty else { throw Underivable("there is no comparison in it") }
        let (sources, own) = try sources(of: atoms)
        var world = World(sources)
        var points: [TurningPoint] = []
        for (atom, own) in zip(atoms, own) { points.append(try solver.turningPoint(atom, world, own)) }
        for point in points {
            for (source, knob) in point.beside { world.set(source, to: knob) }
        }
        for point in points { world.set(point.source, to: point.farNot) }
        var proofs: (first: [ProofTest], more: [ProofTest]) = ([], [])
        for (index, atom) in atoms.enumerated() {
            let tests = try tests(of: atom, own[index], index, points, world)
            if index == 0 {
                proofs.first = [tests.holding, try gone(tests.world, after: tests.ticks)]
            } else {
                proofs.more.append(tests.holding)
            }
            proofs.more += tests.others
            if atoms.count > 1 {
                proofs.more.append(try goneAlone(atom, tests.source, tests.world, after: tests.ticks))
            }
        }
        proofs.more += try together(atoms, points, world)
        return proofs
    }

    /// What the condition reads, and which of that each comparison does.
    private func sources(of atoms: [Atom]) throws(Underivable) -> (all: [Source], own: [[Int]]) {
        var all: [Source] = []
        var own: [[Int]] = []
        for atom in atoms {
            own.append(
                try indices(of: evaluator.sources(of: atom.expression, near: atom.bound, seriesLabels), in: &all))
        }
        _ = try indices(of: evaluator.sources(of: expression, near: nil, seriesLabels), in: &all)
        // What is compared with its own past has changed since, just long enough ago for the windows of now.
        for index in all.indices where all[index].offsets.count > 1 {
            all[index].since = (all[index].offsets.max() ?? 0) / tick + 1
        }
        return (all, own)
    }

    /// Adds sources that are new; those that are known keep what is known of them.
    private func indices(of found: [Source], in all: inout [Source]) -> [Int] {
        found.map { source in
            if let index = all.firstIndex(where: source.isSame) {
                all[index].merge(source)
                return index
            }
            all.append(source)
            return all.count - 1
        }
    }
}

// One comparison.
extension AlertProof {
    private func tests(
        of atom: Atom, _ own: [Int], _ index: Int, _ points: [TurningPoint], _ healthy: World
    ) throws(Underivable) -> (holding: ProofTest, others: [ProofTest], source: Int, world: World, ticks: Int) {
        let words = "\(alert.name): \(text.words(atom))"
        var found = try deciding(index, points, healthy)
        if found == nil { found = try deciding(atom, own, healthy) }
        guard let (world, point) = found else {
            throw Underivable("whether \(text.line(atom.expression)) holds never decides whether it fires")
        }
        let holds = world.with(point.source, at: point.holds)
        let last = steadyTick + holdTicks + 2
        let firing = try run(holds, ticks: last).firing(upTo: last, steady: steadyTicks(of: holds, to: last))
        guard let first = firing.firstIndex(where: { !$0.isEmpty }) else {
            throw Underivable("it never fires while \(text.line(atom.expression)) holds")
        }
        let holding = ProofTest(
            name: "\(words) just holds", tick: tick, inputs: holds.series(ticks: first),
            alerts: (first > 0 ? [expectation(at: first - 1, firing)] : []) + [expectation(at: first, firing)])
        var tests: [ProofTest] = []
        // Late enough for every window to be full, where it does not begin to hold meanwhile.
        let end = world.isOnItsWay ? first : last
        for (number, almost) in point.almost.enumerated() {
            let not = world.with(point.source, at: almost.knob)
            // What no matcher lets through may be in trouble as much as it likes.
            let decoys = number == 0 ? try decoys(not, point, ticks: end) : []
            let series = not.troubled(ticks: end) + decoys
            let quiet = try run(series).firing(upTo: end, steady: steadyTicks(of: not, to: end))
            guard quiet.allSatisfy(\.isEmpty) else { continue }
            tests.append(
                ProofTest(
                    name: "\(words) does not hold, \(almost.words)", tick: tick, inputs: series,
                    alerts: [expectation(at: end, quiet)]))
        }
        if let both = try twice(point, healthy, words, ticks: first) { tests.append(both) }
        return (holding, tests, point.source, holds, first)
    }

    /// The comparison holds in both groups, just so and by far, and nothing else does: an alert for each, or still too
    /// little for one.
    private func twice(
        _ point: TurningPoint, _ healthy: World, _ words: String, ticks: Int
    ) throws(Underivable) -> ProofTest? {
        guard healthy.knobs[point.source].count > 1 else { return nil }
        var world = healthy
        for group in world.knobs[point.source].indices {
            world.knobs[point.source][group] = group == 0 ? point.holds : point.farHolds
        }
        let series = world.series(ticks: ticks)
        let firing = try run(series).firing(upTo: ticks, steady: nil)
        return ProofTest(
            name: "\(words) holds twice, and nothing else", tick: tick, inputs: series,
            alerts: [expectation(at: ticks, firing)])
    }

    /// A world in which this comparison alone decides: with it the alert fires, without it not.
    private func deciding(
        _ index: Int, _ points: [TurningPoint], _ healthy: World
    ) throws(Underivable) -> (World, TurningPoint)? {
        let others = points.indices.filter { $0 != index }
        guard others.count < 8 else { throw Underivable("it has more than 8 comparisons") }
        let choices = (0..<(1 << others.count)).sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
        for choice in choices {
            var world = healthy
            for (bit, other) in others.enumerated() where choice >> bit & 1 == 1 {
                world.knobs[points[other].source][0] = points[other].farHolds
            }
            if try decides(points[index], world) { return (world, points[index]) }
        }
        return nil
    }

    /// The same where another comparison reads a part of the same metric: a little of that part is enough for it, and
    /// leaves this one to turn, as of a share of events with a floor under all of them.
    private func deciding(
        _ atom: Atom, _ own: [Int], _ healthy: World
    ) throws(Underivable) -> (World, TurningPoint)? {
        for knob in [1.0, 8, 64, 512, 4096] {
            guard let world = healthy.withOthers(than: own, at: knob) else { return nil }
            guard let point = try? solver.turningPoint(atom, world, own) else { continue }
            if try decides(point, world) { return (world, point) }
        }
        return nil
    }

    private func decides(_ point: TurningPoint, _ world: World) throws(Underivable) -> Bool {
        guard try fires(world.with(point.source, at: point.holds)) else { return false }
        for almost in point.almost where try fires(world.with(point.source, at: almost.knob)) { return false }
        return true
    }

    private func fires(_ world: World) throws(Underivable) -> Bool {
        try !run(world, ticks: steadyTick).active(at: solver.steady).isEmpty
    }

    /// For each matcher a series in trouble that it keeps out.
    private func decoys(_ world: World, _ point: TurningPoint, ticks: Int) throws(Underivable) -> [InputSeries] {
        let series = world.troubled(ticks: ticks)
        var taken = Set(series.map(\.selector))
        var found: [InputSeries] = []
        let source = world.sources[point.source]
        for stranger in source.strangers(seriesLabels) {
            let made = stranger.series(group: 0, knob: point.farHolds, ticks: ticks)
            guard made.allSatisfy({ !taken.contains($0.selector) }) else { continue }
            guard try run(series + found + made).firing(upTo: ticks, steady: nil).allSatisfy(\.isEmpty) else {
                continue
            }
            taken.formUnion(made.map(\.selector))
            found += made
        }
        return found
    }
}

// What becomes of it.
extension AlertProof {
    /// All series end once it fires; every time after that at which other alerts fire than before.
    private func gone(_ world: World, after first: Int) throws(Underivable) -> ProofTest {
        let series = world.troubled(ticks: first).map(\.ended)
        let last = calmTick(after: first)
        let firing = try run(series).firing(upTo: last, steady: nil)
        try checkMissingData(fires: !firing[last].isEmpty)
        return ProofTest(
            name: "\(alert.name): the data is gone, \(alert.missingData.words)", tick: tick, inputs: series,
            alerts: changes(firing, after: first))
    }

    /// When nothing changes any more of what happened at a tick.
    func calmTick(after first: Int) -> Int {
        let keepTicks = ((alert.keepFiringFor?.milliseconds ?? 0) + tick - 1) / tick
        return first + steadyTick + holdTicks + keepTicks + 2
    }

    /// Before and at every change of what fires, and in the end.
    func changes(_ firing: [AlertRun.Firing], after first: Int) -> [ProofTest.AlertExpectation] {
        let last = firing.count - 1
        var alerts: [ProofTest.AlertExpectation] = []
        for now in (first + 1)...last where Set(firing[now].keys) != Set(firing[now - 1].keys) {
            if alerts.last?.time != (now - 1) * tick { alerts.append(expectation(at: now - 1, firing)) }
            alerts.append(expectation(at: now, firing))
        }
        if alerts.last?.time != last * tick { alerts.append(expectation(at: last, firing)) }
        return alerts
    }

    private func checkMissingData(fires: Bool) throws(Underivable) {
        switch alert.missingData {
        case .fires where !fires: throw Underivable("it does not fire when its data is gone, though it says so")
        case .staysQuiet where fires, .coveredBy where fires:
            throw Underivable("it fires when its data is gone, though it says that it does not")
        default: break
        }
    }

    /// From when to when nothing changes any more; never where something is on its way up or down.
    func steadyTicks(of world: World, to last: Int) -> ClosedRange<Int>? {
        world.isOnItsWay || last < steadyTick ? nil : steadyTick...last
    }

    func run(_ world: World, ticks: Int) -> AlertRun { run(world.series(ticks: ticks)) }

    func run(_ series: [InputSeries]) -> AlertRun {
        var evaluator = evaluator
        evaluator.series = series.byName
        return AlertRun(
            expression: expression, labels: alert.ownLabels(text.spec), hold: alert.duration.milliseconds,
            keepFiring: alert.keepFiringFor?.milliseconds ?? 0, evaluator: evaluator)
    }

    func expectation(at now: Int, _ firing: [AlertRun.Firing]) -> ProofTest.AlertExpectation {
        let alerts = firing[now].map { alert.firing($0.key, $0.value, text, panel: panel) }
        let sorted = alerts.sorted { seriesText("", $0.labels) < seriesText("", $1.labels) }
        return .init(alert: alert.name, time: now * tick, firing: sorted)
    }
}

extension PromQLText {
    /// A comparison as a name of tests; of a long one the end, which tells it from others.
    func words(_ atom: Atom) -> String {
        let whole = line(atom.expression)
        return whole.utf8.count <= 120 ? whole : "… \(atom.op.rawValue) \(line(atom.right))"
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
