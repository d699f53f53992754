/// A kind of generated files: what the spec's `outputs` declare, and `specs generate --target` picks from.
public enum Output: String, Sendable, CaseIterable {
    /// `prometheus_alerts.yml`: recording and alerting rules.
    case prometheus
    /// `grafana_dashboard_….json`: a file for each dashboard.
    case grafana
    /// The Swift module that the service records its metrics through.
    case swift
}

extension Set<Output> {
    /// Rules, dashboards and the Swift module.
    public static var standard: Set<Output> { [.prometheus, .grafana, .swift] }
}
