import Plumbline

/// All that the FeatureStore declares.
let featureStore = Spec(
    "feature-store", module: "FeatureStoreMetrics",
    scrape: Spec.Scrape(
        job: "feature-store", interval: .seconds(15), retention: .days(45), path: "/api/v1/monitoring/metrics"),
    runbooks: "https://github.com/plumbline/plumbline/blob/main/generated/runbooks/", grafana: "http://localhost:3000",
    outputs: Set(Output.allCases),
    metrics, fallbackMetrics, httpMetrics, objectives, recordings, latencyAlerts, availabilityAlerts, fallbackAlerts,
    loadAlerts, routing, variables, dashboards)
