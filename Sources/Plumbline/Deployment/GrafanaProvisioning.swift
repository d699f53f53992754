/// What Grafana's file provisioning cannot know from the rest of the spec. At most one stands in a spec; without one,
/// its defaults hold.
public struct GrafanaProvisioning: Declaration {
    package let prometheus: String
    package let folder: String
    package let dashboardPath: String
    /// Where it was declared.
    public let origin: Origin

    /// Declares where Grafana finds things.
    ///
    /// - Parameters:
    ///   - prometheus: The address of Prometheus, as Grafana's server reaches it.
    ///   - folder: Grafana's folder for dashboards and alerts.
    ///   - dashboardPath: The folder on Grafana's server that the dashboard files are put into.
    public init(
        prometheus: String = "http://localhost:9090", folder: String = "Services",
        dashboardPath: String = "/var/lib/grafana/dashboards",
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.prometheus = prometheus
        self.folder = folder
        self.dashboardPath = dashboardPath
        origin = Origin(file, line, column)
    }
}
