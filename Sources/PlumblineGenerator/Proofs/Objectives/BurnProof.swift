import Plumbline

/// The proof of one objective: every recorded series has the values that its definition asks for, and every burn alerts
/// just over its bounds and not at them.
///
/// Everything is evaluated once, after the longest window, so a month costs promtool no more than an hour.
struct BurnProof {
    let objective: ObjectiveDeclaration
    let text: PromQLText
    /// Where its alerts link to, below Grafana's address.
    let panel: String?
    let series: BurnSeries
    let stories: BurnStories
    private let alerts: [BurnAlert]
    var windows: [Quantity<Time>] { stories.windows.windows }

    init(
        _ objective: ObjectiveDeclaration, _ stories: BurnStories, of parts: [ObjectiveDeclaration], _ text: PromQLText,
        panel: String?
    ) {
        self.objective = objective
        self.stories = stories
        alerts = objective.burnAlerts(text.spec.service)
        self.text = text
        self.panel = panel
        series = BurnSeries(
            objective, stories.windows, of: parts, service: text.spec.service, job: text.spec.scrape.job)
    }

    var tick: Milliseconds { stories.windows.tick }
    var now: Milliseconds { stories.windows.now * tick }

    func tests() throws(Underivable) -> [ProofTest] {
        // Where there are groups, the others are well.
        let others = try isGrouped() ? series.inputs(stories.well, group: 1) : []
        var tests = try recordings()
        for story in stories.all { tests.append(try test(story, besides: others)) }
        return tests
    }

    private func test(_ story: BurnStory, besides others: [InputSeries]) throws(Underivable) -> ProofTest {
        let inputs = try series.inputs(story.samples) + others
        return ProofTest(
            name: "\(objective.name): \(story.words)", tick: tick, inputs: inputs,
            alerts: try alerts.map { alert throws(Underivable) in
                let firing = try firing(alert, story)
                return .init(alert: alert.name, time: now, firing: firing.map { [$0] } ?? [])
            })
    }

    /// Whether the groups' labels have values that tell two groups apart.
    func isGrouped() throws(Underivable) -> Bool { try series.groupLabels(0) != series.groupLabels(1) }

    private func firing(_ alert: BurnAlert, _ story: BurnStory) throws(Underivable) -> ProofTest.Firing? {
        let history = story.history
        let burning = alert.burns.filter { story.holding.contains($0) }
        guard let value = burning.compactMap({ history.events(in: $0.long)?.errorRatio }).max() else { return nil }
        let group = try series.groupLabels(0)
        let voice = BurnVoice(
            value: humanizedPercentage(value), timeLeft: timeLeft(history), label: { group[$0] ?? "" }, quoted: { $0 })
        var annotations = [
            ("summary", objective.burnSummary(alert, voice)), ("description", objective.burnDescription(alert, voice)),
            ("runbook_url", text.spec.runbooks.map { "\($0)\(alert.name).md" } ?? ""),
        ]
        if let panel { annotations.append(("dashboard_url", text.spec.grafana + panel)) }
        let own = [
            "service": text.spec.service, "severity": alert.tier.severity.rawValue, "slo": objective.name,
            "tier": alert.tier.rawValue,
        ]
        return .init(
            labels: group.merging(own) { $1 }, annotations: annotations.map { (key: $0.0, value: $0.1) })
    }

    /// What the alert's template asks Prometheus for.
    private func timeLeft(_ history: BurnHistory) -> String {
        guard let recent = history.events(in: tile), recent.errorRatio > 0,
            let period = history.events(in: objective.period)
        else { return ObjectiveDeclaration.foreverWords }
        let budget = objective.budget?.double ?? 1
        let spent = period.errorRatio / budget * (objective.calendar?.sampleElapsed ?? 1)
        let left = max(1 - spent, 0) * (objective.usualPeriod.base?.double ?? 0)
        return humanizedDuration(left / (recent.errorRatio / budget))
    }
}
