package import Plumbline

// The alert of an objective of which nothing is counted any more: the targets vanished, or what it reads has other names.
extension ObjectiveDeclaration {
    /// `FeatureStoreAvailabilityNotMeasured`, where missing data fires.
    package func notMeasuredAlert(_ service: String) -> String? {
        guard case .fires = missingData else { return nil }
        return alertName(.notMeasured, "NotMeasured", service)
    }

    /// So long has nothing been counted when it fires.
    package var notMeasuredFor: Quantity<Time> { .minutes(10) }

    /// Nothing was counted last of the objective; of one that is made of others, of any of these. Of a sum nothing is known
    /// but that it is not there, so the alert has no labels but those of its rule.
    ///
    /// ```
    /// absent(sum(slo:events:increase{slo="availability", by="", kind="total", window="1m"}))
    /// ```
    package var isNotMeasured: Expression {
        var seen: Set<RecordedObjective> = []
        let absent = leaves.filter { seen.insert($0).inserted }.map { leaf in
            let counted = RecordedSeries.events.selector(leaf, kind: .total, window: RecordedSeries.minute, origin)
            return Expression.call("absent", [.aggregate(.sum, parameter: nil, nil, counted)])
        }
        return absent.dropFirst().reduce(absent.first ?? .number(.zero)) { .binary(.or, nil, $0, $1) }
    }

    package var notMeasuredSummary: String { "Objective \(name) is not measured" }

    /// What is missing, what may be the cause, and what follows from it.
    package func notMeasuredDescription(_ quoted: (String) -> String) -> String {
        let names = parts.isEmpty ? [metric?.name ?? "what it reads"] : leaves.map(\.name)
        let cause =
            parts.isEmpty
            ? "the targets are gone, or what they expose has another name, label or bucket"
            : "their own alerts say more"
        return "Nothing is counted any more of \(quoted(names.joined(separator: ", or of "))): \(cause). "
            + "Until it is back nobody knows whether the promise is kept: \(quoted(summary))"
    }
}

extension PlannedRule {
    init(notMeasured alert: String, of objective: ObjectiveDeclaration, _ text: PromQLText, panel: String?) {
        name = .alert(alert)
        expression = text.rule(objective.isNotMeasured)
        duration = objective.notMeasuredFor.promQL
        labels = objective.labels(.notMeasured, .warning, nil, text.spec)
        annotations = [
            ("summary", objective.notMeasuredSummary),
            ("description", objective.notMeasuredDescription(\.templateQuoted)),
            ("runbook_url", text.spec.runbooks.map { "\($0)\(alert).md".templateQuoted } ?? ""),
        ]
        if let panel { annotations.append(("dashboard_url", (text.spec.grafana + panel).templateQuoted)) }
        annotations += objective.furtherAnnotations(.notMeasured)
    }
}
