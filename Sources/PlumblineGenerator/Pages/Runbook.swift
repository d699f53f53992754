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
        let burn = alerts.first?.burn(plan.service)
        let queries = burn?.queries(plan.text) ?? alerts.first?.panel.map { panelQueries($0.panel, plan.text) } ?? []
        let steps = burn?.firstSteps ?? declaration?.firstSteps ?? []
        var words: [String: Any] = [
            "name": name, "severity": severity, "summary": summary,
            "description": burn?.description ?? (alerts.first?.rule.annotation("description") ?? "").templateWords,
            "missing": alerts.first?.missingWords ?? "",
            "rules": alerts.map { ["sentence": $0.rule.sentence, "expression": $0.rule.expression.fenced("promql")] },
            "queries": queries.map { ["title": $0.title.markdown, "query": $0.query.fenced("promql")] },
            "hasQueries": !queries.isEmpty,
            "hasSteps": !steps.isEmpty,
            "steps": steps,
        ]
        if let meaning = burn?.meaning ?? declaration?.meaning, !meaning.isEmpty { words["meaning"] = meaning }
        if let impact = burn?.impact ?? declaration?.impact, !impact.isEmpty { words["impact"] = impact }
        if let burn {
            var burns: [String: Any] = ["rows": burn.rows, "events": burn.events(plan.text.spec)]
            burns["isFloored"] = burn.objective.leastBadEvents > 0
            burns["outages"] = burn.outages(plan.text.spec)
            words["burns"] = burns
        }
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

extension PlannedAlert {
    /// What is known of it as the burn-rate alert of an objective.
    func burn(_ service: String) -> BurnPage? {
        guard let objective, let alert = objective.burnAlerts(service).first(where: { $0.name == name }) else {
            return nil
        }
        return BurnPage(objective: objective, alert: alert)
    }

    /// What happens without data, for a reader of the runbook. What follows from an objective reads ratios of events,
    /// of which there are none then.
    var missingWords: String {
        switch declaration?.missingData {
        case .fires: "it fires as well"
        case .staysQuiet(let reason): "it stays quiet: \(reason.markdown)"
        case .coveredBy(let alert): "\(alert.markdown) fires instead"
        case nil: "it stays quiet: without events there is no error ratio"
        }
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
