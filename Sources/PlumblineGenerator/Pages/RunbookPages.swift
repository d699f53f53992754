import Plumbline

/// `generated/runbooks/`: a Markdown page for each alert whose runbook stands under the spec's own address, and an
/// index of them.
func runbookFiles(_ plan: Plan, _ templates: Templates) -> [OutputFile] {
    var alerts: [String: [PlannedAlert]] = [:]
    var names: [String] = []
    for alert in plan.alertRules where alert.declaration?.runbook == nil {
        if alerts[alert.name] == nil { names.append(alert.name) }
        alerts[alert.name, default: []].append(alert)
    }
    let books = names.map { Runbook(name: $0, alerts: alerts[$0] ?? []) }
    let pages = books.map { book in
        OutputFile(
            path: "generated/runbooks/\(book.name).md", bytes: templates.page("runbook.md", book.words(plan), plan))
    }
    let index: [String: Any] = ["runbooks": books.map(\.indexRow)]
    return pages + [
        OutputFile(path: "generated/runbooks/README.md", bytes: templates.page("runbook_index.md", index, plan))
    ]
}
