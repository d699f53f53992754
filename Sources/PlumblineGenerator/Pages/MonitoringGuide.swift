import Plumbline
import PlumblinePlan

/// `generated/MONITORING_GUIDE.md`: objectives, alerts with thresholds and responses, dashboards, metrics.
func guideFile(_ plan: Plan, _ templates: Templates) -> OutputFile {
    var words: [String: Any] = [:]
    for (key, rows) in [
        ("objectives", plan.objectives.map(\.value.guideRow)),
        ("outages", plan.objectives.flatMap { outageRows($0.value, plan.text.spec) }),
        ("alerts", plan.alertRules.map { guideRow($0, plan) }),
        ("dashboards", plan.dashboards.map { $0.dashboard.guideRow(plan.grafana) }),
        ("metrics", plan.metrics.map(\.value.guideRow)),
    ] {
        words[key] = rows
        words["has\(key.prefix(1).uppercased())\(key.dropFirst())"] = !rows.isEmpty
    }
    return OutputFile(
        path: "generated/MONITORING_GUIDE.md", bytes: templates.page("guide.md", words, plan))
}

private typealias Words = [String: String]

private func guideRow(_ rule: PlannedAlert, _ plan: Plan) -> Words {
    let page = rule.page(plan.service)
    return [
        "name": rule.name.markdown,
        "runbook": (rule.declaration?.runbook ?? "\(plan.runbooks)\(rule.name).md").markdownAddress,
        "severity": rule.rule.label("severity") ?? "", "duration": rule.rule.duration ?? "at once",
        "threshold": page?.threshold ?? (rule.declaration?.bound?.inWords ?? "see its runbook").markdown,
        "missing": rule.missingWords(plan.service),
        "told": plan.routing.map { $0.told(of: rule.rule).joined(separator: ", then ").markdown } ?? "as routed",
        "step": (page?.firstSteps ?? rule.declaration?.firstSteps)?.first?.cell ?? "open the runbook",
    ]
}

/// How long a total outage lasts until it alerts, by tier.
private func outageRows(_ objective: ObjectiveDeclaration, _ spec: Spec) -> [Words] {
    objective.burnAlerts(spec.service).compactMap { alert in
        BurnPage(objective: objective, alert: alert, service: spec.service).outages(spec)?
            .merging(["name": objective.name.markdown, "tier": alert.tier.rawValue]) { own, _ in own }
    }
}

extension Bound {
    /// `> 5 ms`
    fileprivate var inWords: String { "\(op.rawValue) \(words)" }
}

extension ObjectiveDeclaration {
    fileprivate var guideRow: Words {
        [
            "name": name.markdown, "summary": summary.markdown, "target": objective.words.markdown,
            "period": period.words.markdown,
            "metric": metric.map { "`\($0.name)`" }
                ?? (parts.isEmpty ? "an expression" : parts.map(\.name).joined(separator: ", ").markdown),
        ]
    }
}

extension Dashboard {
    fileprivate func guideRow(_ grafana: String) -> Words {
        ["title": title.markdown, "summary": summary.markdown, "url": "\(grafana)/d/\(uid)".markdownAddress]
    }
}

extension MetricDeclaration {
    fileprivate var guideRow: Words {
        [
            "name": name, "kind": kind.registration, "help": help.markdown,
            "labels": labels.isEmpty ? "–" : labels.map(\.label.name).joined(separator: ", ").markdown,
        ]
    }
}
