import Plumbline

/// Panels have titles and ids of their own, queries, one unit, and bounds in that unit.
@Sendable func checkPanels(_ declarations: Declarations) -> [Problem] {
    declarations.boards.flatMap { board in
        let panels = board.panels
        let titles = duplicates(
            panels, by: \.value.title, origin: \.value.origin,
            { "dashboard '\(board.dashboard.uid)' has two panels '\($0)'" }, mend: "rename one of them")
        let properties = duplicates(
            panels, by: \.property, origin: \.value.origin,
            { "dashboard '\(board.dashboard.uid)' has two properties '\($0)', which would share a panel id" },
            mend: "rename one of them")
        var named = Set<String>()
        let ids = duplicates(
            panels.filter { named.insert($0.property).inserted }, by: { String(panelID($0.property)) },
            origin: \.value.origin,
            { "two panels get the same id \($0)" }, mend: "rename one of the properties")
        let rows = board.items.compactMap { if case .row(let row) = $0.value { row } else { nil } }
        let rowTitles = duplicates(
            rows, by: \.title, origin: \.origin, { "dashboard '\(board.dashboard.uid)' has two rows '\($0)'" },
            mend: "rename one of them")
        return titles + properties + ids + rowTitles + panels.flatMap { check($0.value) }
    }
}

private func check(_ panel: Panel) -> [Problem] {
    var problems: [Problem] = []
    func add(_ message: String, _ mend: String) {
        problems.append(Problem("panel '\(panel.title)' \(message)", at: panel.origin, mend: mend))
    }
    if panel.title.isBlank { add("has no title", "give it one") }
    if !(1...24).contains(panel.size.width) || panel.size.height < 1 {
        add(
            "is \(panel.size.width) × \(panel.size.height)", "use a width of 1 to 24 columns and a height of at least 1"
        )
    }
    if case .text(let markdown) = panel.kind {
        if markdown.isBlank { add("has no text", "write some") }
        return problems
    }
    if panel.series.isEmpty { add("has no series", "add a Series(…)") }
    if panel.series.count > 26 { add("has \(panel.series.count) series", "use at most 26") }
    if case .table(let key, _) = panel.kind {
        for series in panel.series where !series.labels.contains(key ?? "") {
            problems.append(.labelLost(key ?? "", series.labels, at: series.origin, of: panel.title))
        }
        problems += duplicates(
            panel.series, by: \.legend.legend, origin: \.origin, { "panel '\(panel.title)' has two columns '\($0)'" },
            mend: "rename one of them")
        return problems
    }
    guard let unit = panel.series.first?.unit else { return problems }
    for series in panel.series where series.unit.name != unit.name {
        problems.append(
            Problem(
                "panel '\(panel.title)' mixes \(unit.name) and \(series.unit.name)", at: series.origin,
                mend: "convert one with converted(to:), or draw two panels"))
    }
    for alert in panel.alerts {
        if let bound = alert.bound, bound.unit.name != unit.name, panel.steps.isEmpty {
            add(
                "is in \(unit.name), but alert '\(alert.name)' is in \(bound.unit.name)", "draw the alert's own measure"
            )
        }
    }
    if let objective = panel.objective, objective.threshold.unit.name != unit.name, panel.steps.isEmpty {
        add(
            "is in \(unit.name), but objective '\(objective.name)' is in \(objective.threshold.unit.name)",
            "draw the objective's own measure")
    }
    return problems
}

extension Problem {
    fileprivate static func labelLost(
        _ label: String, _ labels: SurvivingLabels, at origin: Origin, of title: String
    ) -> Problem {
        Problem(
            "a column of table '\(title)' has no label '\(label)', only \(labels.description)", at: origin,
            mend: "aggregate by it: .sum(by: \\.\(label))",
            notes: labels.loss(of: label).map { [Note("aggregated away here", $0.origin)] } ?? [])
    }
}
