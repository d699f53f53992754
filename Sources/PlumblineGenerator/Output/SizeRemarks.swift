package import Plumbline
package import PlumblinePlan

/// What `specs check` tells of the files' number and size without failing: what those who deploy them have to know.
package func sizeRemarks(_ files: [OutputFile], of plan: Plan) -> [Problem] {
    let rules = files.count { Output.prometheus.holds($0.path, module: plan.module) }
    let divided = rules > 1 ? ["the rules are in \(rules) files: load them as prometheus_alerts*.yml"] : []
    let large = files.filter { $0.bytes.count > 1 << 20 && plan.mayBeMounted($0) }.map { file in
        "\(file.path) has \(file.bytes.count) bytes and is not divided: a ConfigMap takes 1048576, so mount it from a volume"
    }
    return (divided + large).map { Problem($0, at: plan.text.spec.origin, mend: "") }
}

extension Plan {
    /// Whether people put the file into a ConfigMap themselves, as it is what a server reads at its start. Dashboards are in
    /// one already where there are manifests, which is as large as it may be.
    fileprivate func mayBeMounted(_ file: OutputFile) -> Bool {
        let mounted: [Output] = [.prometheus, .alertmanager, .grafanaProvisioning]
        let all = outputs.contains(.kubernetes) ? mounted : mounted + [.grafana]
        return all.contains { $0.holds(file.path, module: module) }
    }
}
