import Plumbline
import PlumblinePlan

/// The proof of the alert that nothing is counted of an objective: not on a fresh start, not while something is, ten minutes
/// after it ended, and no longer than until it is back.
struct NotMeasuredProof {
    let objective: ObjectiveDeclaration
    /// The objectives that count for it.
    let leaves: [ObjectiveDeclaration]
    let text: PromQLText
    /// Where it links to, below Grafana's address.
    let panel: String?

    static let tick = minute.milliseconds

    // By tick: it begins when nothing was there for just short of the time, ends, and is back.
    private var wait: Int { objective.notMeasuredFor.milliseconds / Self.tick }
    private var begins: Int { wait - 1 }
    private var ends: Int { begins + wait + 2 }
    private var fires: Int { ends + wait }
    private var isBack: Int { fires + 2 }

    /// None where missing data is not to fire.
    func tests() throws(Underivable) -> [ProofTest] {
        guard let alert = objective.notMeasuredAlert(text.spec.service) else { return [] }
        var tests: [ProofTest] = []
        for leaf in leaves { tests.append(try test(alert, ending: leaf)) }
        return tests
    }

    private func test(_ alert: String, ending leaf: ObjectiveDeclaration) throws(Underivable) -> ProofTest {
        var inputs: [InputSeries] = []
        for other in leaves { inputs += try series(of: other, ends: other.name == leaf.name) }
        func expectation(_ tick: Int, _ firing: [ProofTest.Firing] = []) -> ProofTest.AlertExpectation {
            .init(alert: alert, time: tick * Self.tick, firing: firing)
        }
        return ProofTest(
            name: "\(objective.name): nothing is counted of \(leaf.name) any more", tick: Self.tick, inputs: inputs,
            alerts: [
                expectation(begins - 1), expectation(ends - 1), expectation(fires - 1),
                expectation(fires, [firing(alert)]),
                expectation(isBack),
            ])
    }

    /// What is counted of it, in each of two groups where there are groups: the one has ended a minute before the other.
    /// Series that differ from its own in one label are always there.
    private func series(of leaf: ObjectiveDeclaration, ends isEnding: Bool) throws(Underivable) -> [InputSeries] {
        let recorded = RecordedEvents(leaf, service: text.spec.service, job: text.spec.scrape.job)
        let groups = try recorded.isGrouped() ? [0, 1] : [0]
        var series: [InputSeries] = []
        for group in groups {
            let length = ends - begins - (group == 0 ? 0 : 1)
            let runs: [InputSeries.Run] =
                [.init(start: nil, count: isEnding ? begins : 0), .init(start: 100, count: isEnding ? length : isBack)]
                + (isEnding ? [.stale] : [])
            let labels = try recorded.groupLabels(group)
            series.append(InputSeries(recorded.identity(.events, labels, .total, RecordedSeries.minute), runs))
        }
        if isEnding, let first = series.first {
            series[0].runs = first.runs + [.init(start: nil, count: isBack - ends - 1), .init(start: 100)]
            let own = recorded.labels([:], .total, RecordedSeries.minute)
            series += ["service", "slo", "by", "kind", "window"].map { label in
                InputSeries(
                    SeriesIdentity(first.name, own.merging([label: "other"]) { $1 }), from: 7, ticks: isBack)
            }
        }
        return series
    }

    private func firing(_ alert: String) -> ProofTest.Firing {
        var annotations = [
            ("summary", objective.notMeasuredSummary), ("description", objective.notMeasuredDescription { $0 }),
            ("runbook_url", text.spec.runbooks.map { "\($0)\(alert).md" } ?? ""),
        ]
        if let panel { annotations.append(("dashboard_url", text.spec.grafana + panel)) }
        annotations += objective.alerts.annotations(.notMeasured).map { ($0.key, $0.value) }
        let labels = objective.alerts.labels(.notMeasured).merging(
            [
                "service": objective.service(text.spec.service), "severity": Severity.warning.rawValue,
                "slo": objective.name,
            ]) { $1 }
        return .init(
            labels: labels.filter { !$0.value.isEmpty }, annotations: annotations.map { (key: $0.0, value: $0.1) })
    }
}
