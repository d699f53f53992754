import Plumbline
import PlumblinePlan

/// The proof of what is made of an objective's counted events: every recorded series has the values that its definition
/// asks for, and every burn alerts just over its bounds and not at them.
///
/// Everything is evaluated once, after the longest window, so a month costs promtool no more than an hour.
struct BurnProof {
    let objective: ObjectiveDeclaration
    let text: PromQLText
    /// Where its alerts link to, below Grafana's address.
    let panel: String?
    let scenarios: BurnScenarios
    let recorded: RecordedEvents
    private let alerts: [BurnAlert]

    static let tick = minute.milliseconds

    init(_ objective: ObjectiveDeclaration, _ scenarios: BurnScenarios, _ text: PromQLText, panel: String?) {
        self.objective = objective
        self.scenarios = scenarios
        self.text = text
        self.panel = panel
        alerts = objective.burnAlerts(text.spec.service)
        recorded = RecordedEvents(objective, service: text.spec.service, job: text.spec.scrape.job)
    }

    var now: Milliseconds { scenarios.clock.now * Self.tick }

    func tests() throws(Underivable) -> [ProofTest] {
        // Where there are groups, the others are well.
        let others = try recorded.isGrouped() ? recorded.inputs(scenarios.well, group: 1) : []
        var tests = try recordings()
        for scenario in scenarios.all { tests.append(try test(scenario, besides: others)) }
        return tests
    }

    private func test(_ scenario: BurnScenario, besides others: [InputSeries]) throws(Underivable) -> ProofTest {
        let group = try recorded.groupLabels(0)
        let past = scenario.past.map { past in
            InputSeries(
                recorded.identity(.errorRatio, group, nil, objective.label(of: past.window)),
                [.init(start: nil, count: scenarios.clock.now - past.age), .init(start: past.ratio)])
        }
        return ProofTest(
            name: "\(objective.name): \(scenario.words)", tick: Self.tick,
            inputs: try recorded.inputs(scenario.samples) + past + others,
            alerts: alerts.map { alert in
                .init(alert: alert.name, time: now, firing: firing(alert, scenario, group).map { [$0] } ?? [])
            })
    }

    private func firing(_ alert: BurnAlert, _ scenario: BurnScenario, _ group: LabelValues) -> ProofTest.Firing? {
        let burning = alert.burns.filter { scenario.holding.contains($0) }
        let ratios = burning.compactMap { objective.sampleRatio($0.long, scenario.history) }
        guard let value = ratios.max() else { return nil }
        let voice = BurnVoice(
            value: humanizedPercentage(value), timeLeft: timeLeft(scenario.history), label: { group[$0] ?? "" },
            quoted: { $0 })
        var annotations = [
            ("summary", objective.burnSummary(alert, voice)), ("description", objective.burnDescription(alert, voice)),
            ("runbook_url", text.spec.runbooks.map { "\($0)\(alert.name).md" } ?? ""),
        ]
        if let panel { annotations.append(("dashboard_url", text.spec.grafana + panel)) }
        annotations += objective.alerts.annotations(alert.tier.alert).map { ($0.key, $0.value) }
        let own = objective.alerts.labels(alert.tier.alert).merging(
            [
                "service": objective.service(text.spec.service), "severity": alert.tier.severity.rawValue,
                "slo": objective.name, "tier": alert.tier.rawValue,
            ]) { $1 }
        return .init(
            labels: group.merging(own) { $1 }.filter { !$0.value.isEmpty },
            annotations: annotations.map { (key: $0.0, value: $0.1) })
    }

    /// What the alert's template asks Prometheus for.
    private func timeLeft(_ history: EventHistory) -> String {
        guard let recent = objective.sampleRatio(.minutes(5), history), recent > 0,
            let spent = objective.sampleSpent(history)
        else { return ObjectiveDeclaration.foreverWords }
        let budget = objective.budget?.double ?? 1
        let left = max(1 - spent, 0) * (objective.usualPeriod.base?.double ?? 0)
        return humanizedDuration(left / (recent / budget))
    }
}
