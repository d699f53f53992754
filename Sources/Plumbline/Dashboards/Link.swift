/// A link on a dashboard, a panel, or a value in one.
public struct Link: Sendable {
    package enum Target: Sendable {
        case dashboard(Dashboard, Setting?)
        case runbook(Alert)
        case url(String)
    }

    /// A variable of the other board, set from the label of the series that was clicked.
    package struct Setting: Sendable {
        package let variable: VariableDeclaration
        package let label: String?
    }

    package let title: String
    package let target: Target
    package let origin: Origin

    /// To another dashboard, at the same time range and data source.
    public static func dashboard(
        _ title: String, _ dashboard: Dashboard,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Link { Link(title: title, target: .dashboard(dashboard, nil), origin: Origin(file, line, column)) }

    /// To another dashboard, with a variable set to the label of the clicked value: a drill-down.
    public static func drillDown<L: LabelSet>(
        _ title: String, _ dashboard: Dashboard, setting variable: Variable, to label: PartialKeyPath<L>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Link {
        let setting = Setting(variable: variable.declaration, label: L.label(label)?.name)
        return Link(title: title, target: .dashboard(dashboard, setting), origin: Origin(file, line, column))
    }

    /// To the runbook page of an alert.
    public static func runbook(
        _ alert: Alert, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Link { Link(title: "Runbook: \(alert.name)", target: .runbook(alert), origin: Origin(file, line, column)) }

    /// To anywhere: an `https://` address or a path on the same Grafana.
    public static func url(
        _ title: String, _ url: String, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Link { Link(title: title, target: .url(url), origin: Origin(file, line, column)) }
}
