package import Plumbline

/// A dashboard with ids, places on the grid, variables and annotations resolved.
package struct PlannedDashboard: Sendable {
    package enum Item: Sendable {
        case row(id: Int, title: String, y: Int)
        case panel(PlannedPanel)
    }

    package let dashboard: Dashboard
    package let items: [Item]
    package let variables: [VariableDeclaration]
    package let annotations: [Annotation]

    package var panels: [PlannedPanel] {
        items.compactMap { if case .panel(let panel) = $0 { panel } else { nil } }
    }
}

/// A panel with its id and place.
package struct PlannedPanel: Sendable {
    package let id: Int
    package let panel: Panel
    package let x: Int
    package let y: Int
    package let queries: [String]
    package let steps: [Step]
    package let runbooks: [(title: String, url: String)]
}

extension PlannedDashboard {
    init(_ board: Declarations.Board, _ variables: [VariableDeclaration], _ text: PromQLText) {
        dashboard = board.dashboard
        items = layout(board.items, text)
        annotations = board.annotations
        let used = board.panels.flatMap(\.value.series).reduce(into: Set<String>()) { names, series in
            names.formUnion(series.expression.variables.map(\.name))
        }
        self.variables = variables.filter { used.contains($0.name) }
    }
}

/// Puts panels side by side while they fit into 24 columns, then below the tallest so far; a row title takes a line.
private func layout(
    _ items: [Declarations.Named<Declarations.BoardItem>], _ text: PromQLText
) -> [PlannedDashboard.Item] {
    var (x, y, shelf) = (0, 0, 0)
    return items.map { item in
        switch item.value {
        case .row(let row):
            (x, y, shelf) = (0, y + shelf + 1, 0)
            return .row(id: panelID("row \(row.title)"), title: row.title, y: y - 1)
        case .panel(let panel):
            if x + panel.size.width > 24 { (x, y, shelf) = (0, y + shelf, 0) }
            defer {
                x += panel.size.width
                shelf = max(shelf, panel.size.height)
            }
            return .panel(PlannedPanel(panelID(item.property), panel, x: x, y: y, text))
        }
    }
}

/// An id that depends on the property's name alone, so that adding a panel renumbers no other. 31 bits, as Grafana's
/// panel ids are 32-bit signed.
package func panelID(_ property: String) -> Int {
    let hash = stableHash(property)
    return Int((hash >> 32 ^ hash) & 0x7fff_ffff) | 1 << 20
}

extension PlannedPanel {
    fileprivate init(_ id: Int, _ panel: Panel, x: Int, y: Int, _ text: PromQLText) {
        self.id = id
        self.panel = panel
        self.x = x
        self.y = y
        queries = panel.series.map { text.panel($0.expression) }
        steps = panel.resolvedSteps
        let linked = panel.links.compactMap { if case .runbook(let alert) = $0.target { alert } else { nil } }
        runbooks = (panel.alerts + linked).map { ("Runbook: \($0.name)", $0.runbookURL(text.spec) ?? "") }
    }
}

extension Expression {
    /// The dashboard variables that its selectors use.
    package var variables: [VariableDeclaration] {
        var found: [VariableDeclaration] = []
        visit { part in
            guard case .selector(let selector) = part else { return }
            for case .variable(let variable) in selector.matchers.map(\.operand) { found.append(variable) }
        }
        return found
    }
}
