import Plumbline

/// What a reviewer should know although it is allowed: naming rules set aside, PromQL that nothing checked.
func allRemarks(_ declarations: Declarations) -> [Problem] {
    let waivers = declarations.metrics.flatMap { named in
        named.value.waivers.map { waiver in
            Problem(
                "\(named.value.name) sets .\(waiver.rule.rawValue) aside: \(waiver.reason)", at: waiver.origin,
                mend: "")
        }
    }
    let rules = declarations.groups.flatMap(\.rules).flatMap { named in
        switch named.value {
        case .alert(let alert): unchecked(in: alert.expression, of: alert.name, alert.origin)
        case .recording(let rule): unchecked(in: rule.expression, of: rule.name, rule.origin)
        }
    }
    let panels = declarations.boards.flatMap(\.panels).flatMap { panel in
        panel.value.series.flatMap { unchecked(in: $0.expression, of: "panel '\(panel.value.title)'", $0.origin) }
    }
    let objectives = declarations.objectives.flatMap { firstEvents($0.value) }
    return (waivers + rules + panels + objectives).sorted { $0.origin < $1.origin }
}

/// A series comes with its first event. What a counter was before its first scrape nobody knows, so that is not counted.
private func firstEvents(_ objective: ObjectiveDeclaration) -> [Problem] {
    guard case .events(_, let total) = objective.indicator else { return [] }
    let open = Set(
        total.selectors.flatMap { $0.metric.labels }.filter { declared in
            if case .closed = declared.label.values { false } else { true }
        }.map(\.label.name))
    guard !open.isEmpty else { return [] }
    let names = open.sorted().joined(separator: ", ")
    return [
        Problem(
            "objective '\(objective.name)' does not count the first event of each new value of \(names), with which its "
                + "series begins; a metric without the label would", at: objective.origin, mend: "")
    ]
}

private func unchecked(in expression: Expression, of subject: String, _ origin: Origin) -> [Problem] {
    var found: [Problem] = []
    expression.visit { part in
        guard case .unchecked(let text) = part else { return }
        found.append(Problem("\(subject) holds unchecked PromQL: \(text)", at: origin, mend: ""))
    }
    return found
}
