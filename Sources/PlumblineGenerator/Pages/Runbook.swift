import Plumbline
import PlumblinePlan

/// What the page of an alert says: its rules as they are emitted, and what its declaration adds.
struct Runbook {
    let name: String
    /// One, or one for each tier.
    let alerts: [PlannedAlert]

    var indexRow: [String: Any] { ["name": name, "severity": severity, "summary": summary] }

    /// The words that the template puts in place.
    func words(_ plan: Plan) -> [String: Any] {
        let declaration = alerts.first?.declaration
        let page = alerts.first?.page(plan.service)
        let queries = page?.queries(plan.text) ?? alerts.first?.panel.map { panelQueries($0.panel, plan.text) } ?? []
        let steps = page?.firstSteps ?? declaration?.firstSteps ?? []
        var words: [String: Any] = [
            "name": name, "severity": severity, "summary": summary,
            "alertService": alerts.first?.rule.label("service") ?? plan.service,
            "description": page?.description ?? (alerts.first?.rule.annotation("description") ?? "").templateWords,
            "missing": alerts.first?.missingWords(plan.service) ?? "",
            "rules": alerts.map { ["sentence": $0.rule.sentence, "expression": $0.rule.expression.fenced("promql")] },
            "queries": queries.map { ["title": $0.title.markdown, "query": $0.query.fenced("promql")] },
            "hasQueries": !queries.isEmpty,
            "hasSteps": !steps.isEmpty,
            "steps": steps,
        ]
        if let meaning = page?.meaning ?? declaration?.meaning, !meaning.isEmpty { words["meaning"] = meaning }
        if let impact = page?.impact ?? declaration?.impact, !impact.isEmpty { words["impact"] = impact }
        if let burns = page?.burns(plan.text.spec) { words["burns"] = burns }
        if let panel = alerts.first?.panel {
            words["panel"] = ["title": panel.panel.title.markdown, "url": (plan.grafana + panel.path).markdownAddress]
        }
        return words
    }

    private var summary: String { (alerts.first?.rule.annotation("summary") ?? name).templateWords }

    private var severity: String {
        Set(alerts.compactMap { $0.rule.label("severity") }).sorted().joined(separator: ", ")
    }

    /// The panel's queries in the words of a rule; those that select by a dashboard's variable mean nothing outside it.
    private func panelQueries(_ panel: Panel, _ text: PromQLText) -> [(title: String, query: String)] {
        panel.series.filter { $0.expression.variables.isEmpty }.map { series in
            ("\(panel.title): \(series.legend.words)", text.rule(series.expression))
        }
    }
}

extension Templates {
    /// A page, with the plan's own words besides those given.
    func page(_ name: String, _ values: [String: Any], _ plan: Plan) -> [UInt8] {
        Array(render(name, values.merging(plan.headerWords) { own, _ in own }).utf8)
    }
}

extension PlannedRule {
    /// When it fires, in words.
    fileprivate var sentence: String {
        let tier = label("tier").map { "As a \($0.markdown), once" } ?? "Once"
        let held = duration.map { "this has held for \($0)" } ?? "this holds"
        let kept = keepFiringFor.map { ", and for \($0) after it last held" } ?? ""
        return "\(tier) \(held)\(kept):"
    }
}

extension [TextSegment] {
    /// A legend in words: a label is its name.
    fileprivate var words: String {
        map { segment in
            switch segment {
            case .literal(let text): text
            case .label(let name, _): name ?? ""
            case .value(let unit, _): unit.name
            }
        }.joined()
    }
}
