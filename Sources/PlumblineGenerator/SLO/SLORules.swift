import Plumbline

extension ObjectiveDeclaration {
    /// `slo-availability`
    var ruleGroupName: String { "slo-\(name)" }

    /// The rule group of an objective, each rule after those that it reads. `panel` is where its alerts link to.
    func ruleGroup(_ text: PromQLText, panel: String?) -> PlannedGroup {
        let rules = SLORules(objective: self, text: text)
        return PlannedGroup(
            name: ruleGroupName, interval: Quantity<Time>.minutes(1).promQL,
            rules: rules.events + rules.standing + rules.facts
                + burnAlerts(text.spec.service).map { PlannedRule($0, of: self, text, panel: panel) })
    }
}

/// The recording rules of one objective.
private struct SLORules {
    let objective: ObjectiveDeclaration
    let text: PromQLText

    /// All events and the good ones, over every window.
    var events: [PlannedRule] {
        objective.windows.flatMap { window in
            [
                rule(.total, objective.total(window, text.spec), window),
                rule(.good, objective.good(window, text.spec), window),
            ]
        }
    }

    /// How the objective stands. Google's SRE workbook, chapters 2 and 5.
    var standing: [PlannedRule] {
        let budget = Expression.number(objective.budget ?? .one)
        var spent = RecordedSeries.periodBurn.selector(objective.name, objective.origin)
        if objective.calendar != nil {
            // What burned so far, of a budget that is for all of the period.
            let elapsed = RecordedSeries.elapsed.selector(objective.name, objective.origin)
            spent = .binary(
                .multiply, Modifier(matching: .by(["service", "slo"]), group: .left([])), spent, elapsed)
        }
        let elapsed = objective.calendar.map { [rule(.elapsed, $0.elapsed)] } ?? []
        return elapsed + [
            rule(.errorRatio, objective.errorRatio),
            rule(.compliance, .binary(.subtract, nil, .number(.one), errorRatio(objective.period))),
            rule(.currentBurn, .binary(.divide, nil, errorRatio(tile), budget)),
            rule(.periodBurn, .binary(.divide, nil, errorRatio(objective.period), budget)),
            rule(.budgetRemaining, .binary(.subtract, nil, .number(.one), spent)),
        ]
    }

    /// What was promised, for people and programs that read the other series.
    var facts: [PlannedRule] {
        let promised = objective.objective.base ?? .one
        let labels = [
            ("objective", objective.objective.words), ("period", objective.label(of: objective.period)),
            ("summary", objective.summary),
        ]
        return [
            rule(.objective, .call("vector", [.number(promised)])),
            rule(.info, .call("vector", [.number(.one)]), labels: labels),
        ]
    }

    /// A recorded error ratio without the window in its labels, so that what comes of it does not change its identity
    /// with the window.
    private func errorRatio(_ window: Quantity<Time>) -> Expression {
        let ratio = RecordedSeries.errorRatio.selector(
            objective.name, window: objective.label(of: window), objective.origin)
        return .aggregate(.sum, parameter: nil, .without(["window"]), ratio)
    }

    private func rule(
        _ series: RecordedSeries, _ expression: Expression, _ window: Quantity<Time>? = nil,
        labels: [(String, String)] = []
    ) -> PlannedRule {
        let own = [("service", text.spec.service), ("slo", objective.name)]
        let counted = window.map { [("window", objective.label(of: $0))] } ?? []
        return PlannedRule(
            name: .record(series.rawValue), expression: text.rule(expression),
            labels: (own + counted + labels).map { (key: $0.0, value: $0.1) })
    }
}
