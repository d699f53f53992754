/// A Grafana dashboard: its identity. Panels are the stored properties beside it.
///
/// ```swift
/// struct Overview {
///     let dashboard = Dashboard("featurestore", title: "FeatureStore")
///     let summary = Row("Executive summary")
///     let insertP95 = Panel.stat("Insert P95", …)
/// }
/// ```
public struct Dashboard: Declaration {
    package let uid: String
    package let title: String
    package let summary: String
    package let tags: [String]
    package let links: [Link]
    package let span: Quantity<Time>
    /// `generated/grafana_dashboard_<fileName>.json`
    package let fileName: String
    /// Where it was declared.
    public let origin: Origin

    /// Declares a dashboard. Every board has a data source variable; other variables come with the queries that use
    /// them.
    ///
    /// - Parameters:
    ///   - uid: Grafana's stable id: lowercase letters, digits and hyphens, 40 at most.
    ///   - title: What people search for.
    ///   - summary: What it is for.
    ///   - tags: Grafana's tags.
    ///   - links: Shown at the top of the board.
    ///   - span: How far back it looks when opened.
    ///   - fileName: The last part of `grafana_dashboard_….json`; by default the uid.
    public init(
        _ uid: String, title: String, summary: String, tags: [String] = [], links: [Link] = [],
        span: Quantity<Time> = .hours(6), fileName: String? = nil,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.uid = uid
        self.title = title
        self.summary = summary
        self.tags = tags
        self.links = links
        self.span = span
        self.fileName = fileName ?? uid.replacing("-", with: "_")
        origin = Origin(file, line, column)
    }
}

/// Starts a row: the panels that follow in the struct stand in it.
public struct Row: Declaration {
    package let title: String
    /// Where it was declared.
    public let origin: Origin

    /// Declares a row.
    public init(
        _ title: String, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.title = title
        origin = Origin(file, line, column)
    }
}

/// Marks on every time axis of the dashboard, when alerts were firing.
public struct Annotation: Declaration {
    package let title: String
    package let colour: Colour
    package let alerts: [Alert]
    /// Where it was declared.
    public let origin: Origin

    /// Marks when any of the alerts fired: `ALERTS{alertname=~"…", alertstate="firing"}`.
    public init(
        _ title: String, firing alerts: Alert..., colour: Colour = .red,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.title = title
        self.colour = colour
        self.alerts = alerts
        origin = Origin(file, line, column)
    }
}
