import Plumbline

/// What manifests and scrape configurations take from the spec is what their readers accept.
@Sendable func checkDeployment(_ declarations: Declarations) -> [Problem] {
    let spec = declarations.spec
    var problems: [Problem] = []
    func add(_ message: String, _ mend: String, at origin: Origin) {
        problems.append(Problem(message, at: origin, mend: mend))
    }
    if !spec.scrape.path.begins("/") || spec.scrape.path.contains(where: \.isWhitespace) {
        add("the scrape path '\(spec.scrape.path)' is not a path", "write one such as /metrics", at: spec.origin)
    } else if spec.scrape.path.contains(where: { $0 == "?" || $0 == "#" }) {
        add(
            "the scrape path '\(spec.scrape.path)' holds a query, which Prometheus would ask for as part of the path",
            #"give it as params:, such as ["format": ["prometheus"]]"#, at: spec.origin)
    }
    for (name, values) in spec.scrape.params.sorted(by: { $0.key < $1.key }) where name.isBlank || values.isEmpty {
        add(
            "the scrape parameter '\(name)' has no \(name.isBlank ? "name" : "value")",
            #"write one such as ["format": ["prometheus"]]"#, at: spec.origin)
    }
    for target in spec.scrape.targets where !target.isHostAndPort {
        add("the scrape target '\(target)' is not host:port", "write one such as localhost:8080", at: spec.origin)
    }
    if spec.outputs.contains(.kubernetes) {
        for (role, name) in [("service", spec.service), ("job", spec.scrape.job)] where !name.isLabelValue {
            add(
                "Kubernetes cannot label anything with the \(role) '\(name)'",
                "use at most 63 letters, digits, '-', '_' and '.', from a letter or digit to one", at: spec.origin)
        }
    }
    for cluster in declarations.clusters.dropFirst() {
        add("Kubernetes is declared twice", "keep one of them", at: cluster.origin)
    }
    for provisioning in declarations.provisionings.dropFirst() {
        add("GrafanaProvisioning is declared twice", "keep one of them", at: provisioning.origin)
    }
    for provisioning in declarations.provisionings {
        if let fault = provisioning.prometheus.addressFault {
            add(
                "the address of Prometheus '\(provisioning.prometheus)' \(fault)",
                "write one such as http://localhost:9090", at: provisioning.origin)
        }
        if provisioning.folder.isBlank {
            add("Grafana's folder has no name", "write one such as 'Services'", at: provisioning.origin)
        }
        if !provisioning.dashboardPath.begins("/") {
            add(
                "the dashboards' path '\(provisioning.dashboardPath)' is not absolute",
                "write one such as /var/lib/grafana/dashboards", at: provisioning.origin)
        }
    }
    for cluster in declarations.clusters {
        for (role, name) in [("namespace", cluster.namespace), ("port", cluster.port)] {
            if let name, !name.isSlug || name.utf8.count > 63 {
                add(
                    "the \(role) '\(name)' is not a Kubernetes name", "use lowercase letters, digits and hyphens",
                    at: cluster.origin)
            }
        }
        for (label, value) in cluster.selectedBy.sorted(by: { $0.key < $1.key })
        where !value.isLabelValue || !label.split(separator: "/", maxSplits: 1).allSatisfy({ String($0).isLabelValue })
        {
            add(
                "'\(label): \(value)' is not a Kubernetes label",
                "use at most 63 letters, digits, '-', '_' and '.', from a letter or digit to one", at: cluster.origin)
        }
    }
    return problems
}

extension String {
    /// Kubernetes' grammar for labels: 63 characters at most, a letter or digit at each end.
    fileprivate var isLabelValue: Bool {
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: false
            }
        }
        guard let first = utf8.first, let last = utf8.last, utf8.count <= 63 else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    /// `host:port`, or `[address]:port`, and nothing that Prometheus would take for a path.
    fileprivate var isHostAndPort: Bool {
        guard let colon = lastIndex(of: ":"), colon != startIndex, let port = Int(self[index(after: colon)...]) else {
            return false
        }
        return (1...65535).contains(port) && !contains { $0 == "/" || $0.isWhitespace }
    }
}
