import Plumbline

/// Links lead to declared dashboards, variables that those have, and web addresses.
@Sendable func checkLinks(_ declarations: Declarations) -> [Problem] {
    let boards = Dictionary(declarations.boards.map { ($0.dashboard.uid, $0) }) { first, _ in first }
    let links = declarations.boards.flatMap { board in
        board.dashboard.links + board.panels.flatMap { $0.value.links + $0.value.drillDown }
    }
    return links.flatMap { link -> [Problem] in
        func problem(_ message: String, _ mend: String) -> [Problem] {
            [Problem("link '\(link.title)' \(message)", at: link.origin, mend: mend)]
        }
        switch link.target {
        case .url(let url) where !url.isWebAddress && !url.hasPrefix("/"):
            return problem("leads to '\(url)'", "write an https address or a path that begins with /")
        case .dashboard(let target, let setting):
            guard let board = boards[target.uid] else {
                return problem("leads to dashboard '\(target.uid)', which is not in the spec", "hand it to the spec")
            }
            guard let setting else { return [] }
            if setting.label == nil { return problem("sets its variable from no label", "name a label by key path") }
            let used = board.panels.flatMap(\.value.series).flatMap { $0.expression.variables.map(\.name) }
            return used.contains(setting.variable.name)
                ? []
                : problem(
                    "sets $\(setting.variable.name), which dashboard '\(target.uid)' does not use",
                    "select by it there, with .isSelected(in:)")
        case .runbook, .url: return []
        }
    }
}
