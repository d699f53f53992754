package import Plumbline

/// A panel on its dashboard, as links and Grafana's own rules name it.
package struct PanelAddress: Sendable {
    package let dashboard: Dashboard
    package let panel: Panel
    package let id: Int

    /// Below Grafana's address.
    package var path: String { "/d/\(dashboard.uid)?viewPanel=\(id)" }
}

extension [PlannedDashboard] {
    /// All panels, by their path below Grafana's address.
    var panelsByPath: [String: PanelAddress] {
        let all = flatMap { board in
            board.panels.map { PanelAddress(dashboard: board.dashboard, panel: $0.panel, id: $0.id) }
        }
        return Dictionary(all.map { ($0.path, $0) }) { first, _ in first }
    }

    /// The panel that explains each alert, by the alert's name: the first graph that names it, else the first panel.
    package var panelsOfAlerts: [String: PanelAddress] {
        var found: (graphs: [String: PanelAddress], panels: [String: PanelAddress]) = ([:], [:])
        for board in self {
            for planned in board.panels {
                let address = PanelAddress(dashboard: board.dashboard, panel: planned.panel, id: planned.id)
                for alert in planned.panel.alerts where found.graphs[alert.name] == nil {
                    if case .graph = planned.panel.kind { found.graphs[alert.name] = address }
                    if found.panels[alert.name] == nil { found.panels[alert.name] = address }
                }
            }
        }
        return found.graphs.merging(found.panels) { graph, _ in graph }
    }
}
