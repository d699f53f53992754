import Plumbline

/// The manifests of `generated/kubernetes/`, by file name: for the Prometheus operator, and for the dashboard sidecar of
/// kube-prometheus-stack.
func kubernetesManifests(
    _ plan: Plan, _ groups: WrittenSequence, dashboards: [OutputFile]
) -> [(name: String, manifest: YAML)] {
    let boards = zip(plan.dashboards, dashboards).map { board, file in
        ("dashboard_\(board.dashboard.fileName)", configMap(board.dashboard, file, plan))
    }
    return [("prometheus_rule", prometheusRule(plan, groups)), ("service_monitor", serviceMonitor(plan))] + boards
}

private func prometheusRule(_ plan: Plan, _ groups: WrittenSequence) -> YAML {
    manifest(
        "monitoring.coreos.com/v1", "PrometheusRule", name: plan.service, labels: plan.kubernetes.selectedBy, plan,
        ("spec", rulesYAML(groups)))
}

/// The Service is found by its `app.kubernetes.io/name`, which also becomes the `job` label that the rules select by.
private func serviceMonitor(_ plan: Plan) -> YAML {
    let name = "app.kubernetes.io/name"
    let endpoint: YAML = .mapping([
        ("port", .string(plan.kubernetes.port)),
        ("path", .string(plan.scrape.path)),
        ("interval", .string(plan.scrape.interval.promQL ?? "")),
    ])
    return manifest(
        "monitoring.coreos.com/v1", "ServiceMonitor", name: plan.service, labels: plan.kubernetes.selectedBy, plan,
        (
            "spec",
            .mapping([
                ("jobLabel", .string(name)),
                ("selector", .mapping([("matchLabels", .strings([(name, plan.scrape.job)]))])),
                ("endpoints", .sequence([endpoint])),
            ])
        ))
}

private func configMap(_ board: Dashboard, _ file: OutputFile, _ plan: Plan) -> YAML {
    manifest(
        "v1", "ConfigMap", name: "grafana-dashboard-\(board.uid)", labels: ["grafana_dashboard": "1"], plan,
        ("data", .strings([("\(board.fileName).json", String(decoding: file.bytes, as: UTF8.self))])))
}

private func manifest(
    _ version: String, _ kind: String, name: String, labels: [String: String], _ plan: Plan,
    _ content: (key: String, value: YAML)
) -> YAML {
    let own = ["app.kubernetes.io/name": plan.service, "app.kubernetes.io/managed-by": "plumbline"]
    let all = own.merging(labels) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    var metadata: [(key: String, value: YAML)] = [("name", .string(name))]
    if let namespace = plan.kubernetes.namespace { metadata.append(("namespace", .string(namespace))) }
    metadata.append(("labels", .strings(all)))
    return .mapping([
        ("apiVersion", .string(version)), ("kind", .string(kind)), ("metadata", .mapping(metadata)), content,
    ])
}
