import Plumbline

/// Links lead to declared dashboards, variables that those have, runbooks of declared alerts, and web addresses; and
/// each stands where Grafana has a place for it.
@Sendable func checkLinks(_ declarations: Declarations) -> [Problem] {
    let targets = LinkTargets(declarations)
    var problems: [Problem] = []
    for board in declarations.boards {
        for link in board.dashboard.links { problems += targets.problems(of: link) + link.misplaced(onBoard: true) }
        for panel in board.panels.map(\.value) {
            for link in panel.links { problems += targets.problems(of: link) + link.misplaced(onBoard: false) }
            for link in panel.drillDown { problems += targets.problems(of: link) + link.misplacedOnValue }
        }
    }
    return problems
}

/// What links may lead to.
private struct LinkTargets {
    let boards: [String: Declarations.Board]
    let alerts: Set<String>

    init(_ declarations: Declarations) {
        boards = Dictionary(declarations.boards.map { ($0.dashboard.uid, $0) }) { first, _ in first }
        alerts = Set(declarations.alerts.map(\.name))
    }

    func problems(of link: Link) -> [Problem] {
        switch link.target {
        case .url(let url) where !url.isWebAddress && !url.begins("/"):
            return [link.problem("leads to '\(url)'", "write an https address or a path that begins with /")]
        case .runbook(let alert) where !alerts.contains(alert.name):
            return [link.problem("leads to an alert that is not in the spec", "hand its struct to Spec(…)")]
        case .dashboard(let target, let setting):
            guard let board = boards[target.uid] else {
                return [
                    link.problem("leads to dashboard '\(target.uid)', which is not in the spec", "hand it to the spec")
                ]
            }
            return setting.map { problems(of: $0, on: board, link) } ?? []
        case .runbook, .url: return []
        }
    }

    private func problems(of setting: Link.Setting, on board: Declarations.Board, _ link: Link) -> [Problem] {
        if setting.label == nil { return [link.problem("sets its variable from no label", "name a label by key path")] }
        let used = board.panels.flatMap(\.value.series).flatMap { $0.expression.variables.map(\.name) }
        guard !used.contains(setting.variable.name) else { return [] }
        return [
            link.problem(
                "sets $\(setting.variable.name), which dashboard '\(board.dashboard.uid)' does not use",
                "select by it there, with .isSelected(in:)")
        ]
    }
}

extension Link {
    fileprivate func problem(_ message: String, _ mend: String) -> Problem {
        Problem("link '\(title)' \(message)", at: origin, mend: mend)
    }

    /// In the menu of a board or panel nothing was clicked that a variable could be set from, and a board explains no
    /// single alert.
    fileprivate func misplaced(onBoard: Bool) -> [Problem] {
        switch target {
        case .dashboard(_, .some):
            [problem("is a drill-down, which starts from a value", "put it into drillDown: of a panel")]
        case .runbook where onBoard:
            [problem("leads to a runbook from a whole dashboard", "put it into links: of a panel")]
        case .dashboard, .runbook, .url: []
        }
    }

    fileprivate var misplacedOnValue: [Problem] {
        guard case .runbook = target else { return [] }
        return [problem("leads to a runbook from a value", "put it into links: of the panel")]
    }
}
