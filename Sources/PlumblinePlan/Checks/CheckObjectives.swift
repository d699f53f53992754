import Plumbline

/// Objectives lie between 0 and 100 %, over whole days that Prometheus keeps.
@Sendable func checkObjectives(_ declarations: Declarations) -> [Problem] {
    let all = declarations.objectives.map(\.value)
    let names = duplicates(
        all, by: \.name, origin: \.origin, { "objective '\($0)' is declared twice" }, mend: "rename one of them")
    let alerts = declarations.alertsOnMissingData
    return names + unseen(all, declarations)
        + all.flatMap { objective in
            var problems =
                objective.problems
                + objective.missingData.problems(
                    "objective '\(objective.name)'", besides: nil, alerts, objective.origin)
            func add(_ message: String, _ mend: String) {
                problems.append(Problem("objective '\(objective.name)' \(message)", at: objective.origin, mend: mend))
            }
            for label in objective.groupedBy where ownLabels.contains(label) {
                add(
                    "is grouped by '\(label)', which its recorded series have for themselves",
                    "group by another label, or give the metric's label another name")
            }
            if !objective.name.isSlug {
                add("is not lowercase letters, digits and hyphens", "write a name such as 'manifest-insert'")
            }
            if !(objective.objective.base.map { $0 > .zero && $0 < .one } ?? false) {
                add(
                    "asks for \(objective.objective.words)",
                    "ask for more than 0 % and less than 100 %, or there is no error budget")
            }
            let days = objective.period.base?.times(ExactDecimal(1)).flatMap { base in
                base.integer.flatMap { $0 > 0 && $0 % 86_400 == 0 ? $0 / 86_400 : nil }
            }
            if days == nil { add("has a period of \(objective.period.words)", "use whole days, such as .days(30)") }
            if let period = objective.period.base, let kept = declarations.spec.scrape.retention.base, period > kept {
                add(
                    "looks back \(objective.period.words), but Prometheus keeps \(declarations.spec.scrape.retention.words)",
                    "shorten the period or declare a longer retention")
            }
            return problems
        }
}

/// The labels that recorded series and alerts of objectives have, whatever they are grouped by.
let ownLabels: Set<String> = [
    "alertname", "by", "kind", "objective", "period", "service", "severity", "slo", "summary", "tier", "window",
]

/// Burn-rate alerts lead to a panel, where there are dashboards at all.
private func unseen(_ objectives: [ObjectiveDeclaration], _ declarations: Declarations) -> [Problem] {
    guard !declarations.boards.isEmpty else { return [] }
    let panels = declarations.boards.flatMap(\.panels).map(\.value)
    let seen = Set(
        panels.flatMap(\.series).flatMap(\.expression.recorded).map(\.objective)
            + panels.compactMap(\.objective?.name))
    return objectives.filter { !$0.burn.isEmpty && !seen.contains($0.name) }.map { objective in
        Problem(
            "objective '\(objective.name)' is on no dashboard, where its burn-rate alerts would lead",
            at: objective.origin, mend: "add an ObjectiveRow(…) of it to one")
    }
}
