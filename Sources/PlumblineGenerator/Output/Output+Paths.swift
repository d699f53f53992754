package import Plumbline

extension Output {
    /// Whether a file is this output's, by its path relative to the package root.
    ///
    /// - Parameter module: The name of the Swift module, and of its folder.
    package func holds(_ path: String, module: String) -> Bool {
        func begins(_ name: String) -> Bool { path.hasPrefix("generated/\(name)") }
        return switch self {
        case .prometheus: begins("prometheus_alerts")
        case .proofs: begins("proofs/")
        case .grafana: begins("grafana_dashboard_")
        case .swift: begins("\(module)/")
        case .runbooks: begins("runbooks/")
        case .guide: begins("MONITORING_GUIDE.md")
        case .alertmanager: begins("alertmanager.yml")
        case .scrape: begins("prometheus_scrape.yml")
        case .kubernetes: begins("kubernetes/")
        case .mimir: begins("mimir_rules.yml")
        case .openSLO: begins("openslo/")
        case .grafanaProvisioning: begins("grafana/")
        }
    }
}
