import Plumbline
import PlumblinePlan

/// `generated/runbooks/`: a Markdown page for each alert whose runbook stands under the spec's own address, and an
/// index of them.
func runbookPieces(_ plan: Plan, _ templates: Templates) -> [PieceOfWork] {
    var alerts: [String: [PlannedAlert]] = [:]
    var names: [String] = []
    for alert in plan.alertRules where alert.declaration?.runbook == nil {
        if alerts[alert.name] == nil { names.append(alert.name) }
        alerts[alert.name, default: []].append(alert)
    }
    let books = names.map { Runbook(name: $0, alerts: alerts[$0] ?? []) }
    @Sendable func file(_ name: String, _ bytes: [UInt8]) -> OutputFile {
        OutputFile(path: "generated/runbooks/\(name).md", bytes: bytes)
    }
    let pages: [PieceOfWork] = books.map { book in
        { [file(book.name, templates.page("runbook.md", book.words(plan), plan))] }
    }
    return pages + [
        { [file("README", templates.page("runbook_index.md", ["runbooks": books.map(\.indexRow)], plan))] }
    ]
}
