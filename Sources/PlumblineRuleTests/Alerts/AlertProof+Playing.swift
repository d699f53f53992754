import Plumbline
import PlumblinePlan

// What becomes of it.
extension AlertProof {
    /// All series end once it fires; every time after that at which other alerts fire than before.
    func gone(_ inputs: SyntheticInputs, after first: Int) throws(Underivable) -> ProofTest {
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

extension MissingData {
    fileprivate var words: String {
        switch self {
        case .fires: "and it fires"
        case .staysQuiet: "and it stays quiet"
        case .coveredBy(let other): "and \(other) fires instead"
        }
    }
}
