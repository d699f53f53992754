import Plumbline
import PlumblinePlan

/// A file of `generated/kubernetes/`.
struct Manifest: Sendable {
    let name: String
    let yaml: YAML
    /// Where that was declared which the file is of.
    let origin: Origin

    /// What every file says first. Without `--server-side`, kubectl writes the object into an annotation of itself, which
    /// may have 262,144 bytes.
    static let advice = "Apply with: kubectl apply --server-side"

    /// The API server refuses larger objects. https://kubernetes.io/docs/concepts/configuration/configmap/
    private static let limit = 1 << 20

    /// What is wrong with the file, given its text.
    func problem(_ bytes: [UInt8]) -> Problem? {
        guard bytes.count > Self.limit else { return nil }
        return Problem(
            "kubernetes/\(name).yml has \(bytes.count) bytes, and Kubernetes takes objects of \(Self.limit)",
            at: origin,
            mend: "divide what it holds over two dashboards or two specs, or leave .kubernetes out of outputs:")
    }
}

/// The manifests: for the Prometheus operator, and for the dashboard sidecar of kube-prometheus-stack.
func kubernetesManifests(_ plan: Plan, _ groups: WrittenSequence, dashboards: [OutputFile]) -> [Manifest] {
    let origin = plan.text.spec.origin
    let boards = zip(plan.dashboards, dashboards).map { board, file in
        Manifest(
            name: "dashboard_\(board.dashboard.fileName)", yaml: configMap(board.dashboard, file, plan),
            origin: board.dashboard.origin)
    }
    return [
        Manifest(name: "prometheus_rule", yaml: prometheusRule(plan, groups), origin: origin),
        Manifest(name: "service_monitor", yaml: serviceMonitor(plan), origin: origin),
    ] + boards
}

private func prometheusRule(_ plan: Plan, _ groups: WrittenSequence) -> YAML {
    manifest(
        "monitoring.coreos.com/v1", "PrometheusRule", name: plan.service, labels: plan.kubernetes.selectedBy, plan,
        ("spec", rulesYAML(groups)))
}

/// The Service is found by its `app.kubernetes.io/name`, which also becomes the `job` label that the rules select by.
private func serviceMonitor(_ plan: Plan) -> YAML {
    let name = "app.kubernetes.io/name"
    let endpoint: [(key: String, value: YAML)] =
        [("port", .string(plan.kubernetes.port)), ("path", .string(plan.scrape.path))]
        + plan.scrape.parameters + [("interval", .string(plan.scrape.interval.promQL ?? ""))]
    return manifest(
        "monitoring.coreos.com/v1", "ServiceMonitor", name: plan.service, labels: plan.kubernetes.selectedBy, plan,
        (
            "spec",
            .mapping([
                ("jobLabel", .string(name)),
                ("selector", .mapping([("matchLabels", .strings([(name, plan.scrape.job)]))])),
                ("endpoints", .sequence([.mapping(endpoint)])),
            ])
        ))
}

/// The dashboard on one line: half of its file is white space.
private func configMap(_ board: Dashboard, _ file: OutputFile, _ plan: Plan) -> YAML {
    let lines = file.bytes.split(separator: UInt8(ascii: "\n")).map { $0.drop { $0 == UInt8(ascii: " ") } }
    return manifest(
        "v1", "ConfigMap", name: "grafana-dashboard-\(board.uid)", labels: ["grafana_dashboard": "1"], plan,
        ("data", .mapping([("\(board.fileName).json", .block(String(decoding: lines.joined(), as: UTF8.self)))])))
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
