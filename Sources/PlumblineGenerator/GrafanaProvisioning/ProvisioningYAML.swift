import Plumbline
import PlumblinePlan

/// The uid that provisioned alerts read from: a variable such as `${datasource}` means nothing there.
let prometheusUID = "prometheus"

/// The files of `generated/grafana/`, by name.
func provisioningFiles(_ plan: Plan) -> [(name: String, tree: YAML)] {
    [("datasources", dataSourcesYAML(plan)), ("dashboards", dashboardProviderYAML(plan))]
        + (plan.routing.map { [("alerting", grafanaAlertingYAML(plan, $0))] } ?? [])
}

/// `generated/grafana/datasources.yml`: Prometheus, at the uid that the alerts read from.
func dataSourcesYAML(_ plan: Plan) -> YAML {
    .mapping([
        ("apiVersion", 1),
        (
            "datasources",
            .sequence([
                .mapping([
                    ("name", "Prometheus"), ("uid", .string(prometheusUID)), ("type", "prometheus"),
                    ("access", "proxy"), ("url", .string(plan.provisioning.prometheus.dollarsKept)),
                    (
                        "jsonData",
                        .mapping([
                            ("httpMethod", "POST"),
                            // What `$__rate_interval` is computed from.
                            ("timeInterval", .string(plan.scrape.interval.inOneUnit ?? "")),
                        ])
                    ),
                ])
            ])
        ),
    ])
}

/// `generated/grafana/dashboards.yml`: the folder that the dashboard files are put into.
func dashboardProviderYAML(_ plan: Plan) -> YAML {
    .mapping([
        ("apiVersion", 1),
        (
            "providers",
            .sequence([
                .mapping([
                    ("name", .string(plan.service)), ("orgId", 1),
                    ("folder", .string(plan.provisioning.folder.dollarsKept)), ("type", "file"),
                    ("disableDeletion", .boolean(false)), ("allowUiUpdates", .boolean(false)),
                    ("options", .mapping([("path", .string(plan.provisioning.dashboardPath.dollarsKept))])),
                ])
            ])
        ),
    ])
}

extension String {
    /// The text as Grafana's provisioning reads it back: `$NAME` would be a variable of the environment.
    var dollarsKept: String { swapping("$", for: "$$") }
}
