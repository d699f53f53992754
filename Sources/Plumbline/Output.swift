/// A kind of generated files: what the spec's `outputs` declare, and `specs generate --target` picks from.
public enum Output: String, Sendable, CaseIterable {
    /// `prometheus_alerts.yml`: recording and alerting rules. More than 1,000 rules or 384 KiB are several files, so load
    /// them as `prometheus_alerts*.yml`.
    case prometheus
    /// `proofs/`: tests of those rules, for `promtool test rules generated/proofs/*.yml`.
    case proofs
    /// `grafana_dashboard_….json`: a file for each dashboard.
    case grafana
    /// The Swift module that the service records its metrics through.
    case swift
    /// `runbooks/`: a page for each alert, and an index.
    case runbooks
    /// `MONITORING_GUIDE.md`: tables of objectives, alerts, dashboards and metrics.
    case guide
    /// `alertmanager.yml`: who is told of which alert.
    case alertmanager
    /// `prometheus_scrape.yml`: how Prometheus finds the service.
    case scrape
    /// `kubernetes/`: a PrometheusRule for each file of rules, ServiceMonitor, and a ConfigMap for each dashboard.
    case kubernetes
    /// `mimir_rules.yml`: the rules in a namespace, for Mimir and Cortex, in groups as small as ``Mimir`` says. Thanos takes
    /// `prometheus_alerts*.yml`.
    case mimir
    /// `grafana/`: file provisioning of data source, dashboards, and the alerts as Grafana's own.
    case grafanaProvisioning = "grafana-provisioning"
    /// `openslo/`: each objective as OpenSLO v1.
    case openSLO = "openslo"
}

/// What becomes of a rule of which no proof can be derived, and none is written down.
public enum ProofDemand: Sendable {
    /// It is generated all the same; `specs check` names it, and counts it apart from what is proven.
    case wherePossible
    /// It is an error.
    case required
}

extension Set<Output> {
    /// Rules and their proofs, dashboards and the Swift module.
    public static var standard: Set<Output> { [.prometheus, .proofs, .grafana, .swift] }
}
