import Plumbline

/// The spec as a whole: it declares something, and its own settings make sense.
@Sendable func checkSpec(_ declarations: Declarations) -> [Problem] {
    let spec = declarations.spec
    var problems: [Problem] = []
    if spec.items.isEmpty {
        problems.append(
            Problem(
                "the spec declares nothing", at: spec.origin,
                mend: "hand it structs whose stored properties are metrics, rules or dashboards"))
    }
    if !spec.service.isSlug {
        problems.append(
            Problem(
                "service name '\(spec.service)' is not lowercase letters, digits and hyphens", at: spec.origin,
                mend: "write a name such as 'feature-store'"))
    }
    if !spec.module.isIdentifier() || spec.module.first?.isUppercase != true {
        problems.append(
            Problem(
                "module name '\(spec.module)' is not a Swift type name", at: spec.origin,
                mend: "write a name such as 'FeatureStoreMetrics'"))
    }
    for (role, time) in [
        ("window", spec.window), ("scrape interval", spec.scrape.interval), ("retention", spec.scrape.retention),
    ] where time.promQL == nil {
        problems.append(.notADuration(time, role, at: spec.origin))
    }
    for (role, address) in [("grafana", spec.grafana), ("runbooks", spec.runbooks ?? "https://")]
    where !address.isWebAddress {
        problems.append(
            Problem(
                "the address of \(role) '\(address)' is not an http(s) address", at: spec.origin,
                mend: "write one such as https://grafana.example.com"))
    }
    return problems
}

extension String {
    /// Lowercase letters, digits and inner hyphens.
    var isSlug: Bool {
        guard let first, let last, first != "-", last != "-" else { return false }
        return unicodeScalars.allSatisfy { $0 == "-" || ("a"..."z").contains($0) || ("0"..."9").contains($0) }
    }

    /// `http://` or `https://`, without white space or control characters.
    var isWebAddress: Bool {
        (hasPrefix("http://") || hasPrefix("https://"))
            && unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7f }
    }
}
