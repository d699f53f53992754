import Plumbline

/// Dashboards have a valid uid and a title of their own, and everything on them belongs to one.
@Sendable func checkDashboards(_ declarations: Declarations) -> [Problem] {
    let boards = declarations.boards.map(\.dashboard)
    let uids = duplicates(
        boards, by: \.uid, origin: \.origin, { "dashboard uid '\($0)' is declared twice" }, mend: "change one of them")
    let files = duplicates(
        boards, by: \.fileName, origin: \.origin, { "two dashboards go to the file '\($0)'" }, mend: "change fileName"
    ).filter { file in !uids.contains { $0.origin == file.origin } }
    let titles = duplicates(
        boards, by: \.title, origin: \.origin, { "two dashboards are called '\($0)'" }, mend: "rename one of them")
    let strays = declarations.strays.map {
        Problem(
            "\(words(for: $0)) belongs to no dashboard", at: $0.origin,
            mend: "put a Dashboard(…) into the same struct, or the struct into one that has it")
    }
    return uids + files + titles + strays
        + declarations.boards.flatMap { board in
            var problems: [Problem] = []
            func add(_ message: String, _ mend: String) {
                problems.append(Problem("dashboard \(message)", at: board.dashboard.origin, mend: mend))
            }
            let uid = board.dashboard.uid
            if uid.utf8.count > 40 {
                add("uid '\(uid)' has \(uid.utf8.count) characters", "use at most 40")
            } else if !uid.isSlug {
                add("uid '\(uid)' is not lowercase letters, digits and hyphens", "write one such as 'feature-store'")
            }
            if uid.isSlug, !board.dashboard.fileName.isIdentifier() {
                add("file name '\(board.dashboard.fileName)' is not letters, digits and underscores", "change fileName")
            }
            if board.dashboard.title.isBlank { add("'\(uid)' has no title", "give it one") }
            if board.panels.isEmpty { add("'\(uid)' has no panels", "add some, or remove it") }
            if board.dashboard.span.promQL == nil {
                problems.append(.notADuration(board.dashboard.span, "span", at: board.dashboard.origin))
            } else if board.dashboard.span.base?.integer == nil {
                add("'\(uid)' spans \(board.dashboard.span.words)", "write whole seconds, such as .minutes(90)")
            }
            return problems
        }
}

private func words(for stray: any Declaration) -> String {
    switch stray {
    case let panel as Panel: "panel '\(panel.title)'"
    case let row as Row: "row '\(row.title)'"
    case let annotation as Annotation: "annotation '\(annotation.title)'"
    default: "this"
    }
}
