import Plumbline
import PlumblinePlan

/// A file of `generated/kubernetes/`.
struct Manifest: Sendable {
    let name: String
    let yaml: YAML
    /// Where that was declared which the file is of.
    let origin: Origin
    let limit: Limit

    /// What every file says first. Without `--server-side`, kubectl writes the object into an annotation of itself, which
    /// may have 262,144 bytes.
    static let advice = "Apply with: kubectl apply --server-side"

    /// Who takes how much, and what to do where there is more.
    struct Limit: Sendable {
        let bytes: Int
        let words: String
        let mend: String

        /// The API server refuses larger objects. https://kubernetes.io/docs/concepts/configuration/configmap/
        static let object = Limit(
            bytes: 1 << 20, words: "Kubernetes takes objects of",
            mend: "divide what it holds over two dashboards or two specs, or leave .kubernetes out of outputs:")

        /// The operator puts the rules into ConfigMaps, fills half of each, and with larger rules updates none of them.
        /// https://github.com/prometheus-operator/prometheus-operator/issues/6478
        static let rules = Limit(
            bytes: 1 << 19, words: "the Prometheus operator takes a PrometheusRule of",
            mend: "a rule group stays whole: divide it into several, or leave .kubernetes out of outputs:")
    }

    /// What is wrong with the file, given its text.
    func problem(_ bytes: [UInt8]) -> Problem? {
        guard bytes.count > limit.bytes else { return nil }
        return Problem(
            "kubernetes/\(name).yml has \(bytes.count) bytes, and \(limit.words) \(limit.bytes)", at: origin,
            mend: limit.mend)
    }
}

/// The manifests: for the Prometheus operator, and for the dashboard sidecar of kube-prometheus-stack.
func kubernetesManifests(_ plan: Plan, _ shards: [RuleShard], dashboards: [OutputFile]) -> [Manifest] {
    let origin = plan.text.spec.origin
    let boards = zip(plan.dashboards, dashboards).map { board, file in
        Manifest(
            name: "dashboard_\(board.dashboard.fileName)", yaml: configMap(board.dashboard, file, plan),
            origin: board.dashboard.origin, limit: .object)
    }
    let rules = shards.map { shard in
        Manifest(
            name: "prometheus_rule\(shard.suffix)", yaml: prometheusRule(plan, shard),
            origin: shard.groups.first.flatMap { plan.groupOrigins[$0.name] } ?? origin, limit: .rules)
    }
    return rules + [
        Manifest(name: "service_monitor", yaml: serviceMonitor(plan), origin: origin, limit: .object)
    ] + boards
}

/// Named after the service; further ones so that no other service's rules are called the same.
private func prometheusRule(_ plan: Plan, _ shard: RuleShard) -> YAML {
    manifest(
        "monitoring.coreos.com/v1", "PrometheusRule",
        name: shard.number == 0 ? plan.service : "\(plan.service)-rules\(shard.suffix)",
        labels: plan.kubernetes.selectedBy, plan, ("spec", rulesYAML(shard.written)))
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
