package import Plumbline

extension ObjectiveDeclaration {
    /// `slo-availability`
    package var ruleGroupName: String { "slo-\(name)" }

    /// The rule group of an objective, each rule after those that it reads. `panel` is where its alerts link to.
    func ruleGroup(_ text: PromQLText, panel: String?) -> PlannedGroup {
        let rules = SLORules(objective: self, text: text)
        return PlannedGroup(
            name: ruleGroupName, interval: Quantity<Time>.minutes(1).promQL,
            rules: rules.events + rules.errorRatios + rules.standing + rules.facts
                + burnAlerts(text.spec.service).map { PlannedRule($0, of: self, text, panel: panel) }
                + (notMeasuredAlert(text.spec.service).map {
                    [PlannedRule(notMeasured: $0, of: self, text, panel: panel)]
                } ?? []))
    }
}

/// The recording rules of one objective.
private struct SLORules {
    let objective: ObjectiveDeclaration
    let text: PromQLText

    /// Events of the last minute, since the piece of the clock began, of the one that ended, and of the windows that add up
    /// pieces.
    var events: [PlannedRule] {
        let minutes = RecordedSeries.Kind.allCases.map { kind in
            rule(
                .events, objective.countedInMinute(kind, text.spec), RecordedSeries.minute,
                labels: [("kind", kind.rawValue)])
        }
        let long = objective.windows.filter(\.addsPieces).map { window in
            rule(.events, objective.countedInPieces(window), objective.label(of: window))
        }
        return minutes + [
            rule(.events, objective.countedSincePiece, RecordedSeries.piece(objective.piece)),
            rule(.events, objective.countedInPiece, RecordedSeries.ended(objective.piece)),
        ] + long
    }

    var errorRatios: [PlannedRule] {
        objective.windows.map { window in
            rule(.errorRatio, objective.errorRatio(window), objective.label(of: window))
        }
    }

    /// How the objective stands. Google's SRE workbook, chapters 2 and 5.
    var standing: [PlannedRule] {
        let budget = Expression.number(objective.budget ?? .one)
        var spent = Expression.binary(.divide, nil, errorRatio(objective.period), budget)
        if let calendar = objective.calendar {
            // The budget is for all of the period, and the ratio is of what is known of it so far.
            let known = Expression.binary(
                .divide, nil, objective.counted(.minutes, objective.period), calendar.minutes)
            spent = .binary(.multiply, nil, spent, known)
        }
        return [
            rule(.compliance, .binary(.subtract, nil, .number(.one), errorRatio(objective.period))),
            rule(.currentBurn, .binary(.divide, nil, errorRatio(now), budget)),
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
            rule(.objective, .call("vector", [.number(promised)]), labels: labels)
        ]
    }

    /// A recorded error ratio by the objective's groups alone: a rule's label never meets one that its expression has.
    private func errorRatio(_ window: Quantity<Time>) -> Expression {
        let ratio = RecordedSeries.errorRatio.selector(
            objective.identity, window: objective.label(of: window), objective.origin)
        return objective.grouped(ratio)
    }

    private func rule(
        _ series: RecordedSeries, _ expression: Expression, _ window: String? = nil, labels: [(String, String)] = []
    ) -> PlannedRule {
        let by = objective.identity.by
        let own =
            [("service", objective.service(text.spec.service)), ("slo", objective.name)]
            + (by.isEmpty ? [] : [("by", by)])
        let counted = window.map { [("window", $0)] } ?? []
        return PlannedRule(
            name: .record(series.rawValue), expression: text.rule(expression),
            labels: (own + labels + counted).map { (key: $0.0, value: $0.1) })
    }
}
