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
    if !spec.module.isIdentifier() || spec.module.first?.isUppercase != true || takenTypes.contains(spec.module) {
        problems.append(
            Problem(
                "module name '\(spec.module)' is not a Swift type name", at: spec.origin,
                mend: "write a name such as 'FeatureStoreMetrics'"))
    }
    if spec.target.version < .v2_42 {
        problems.append(
            Problem(
                "the target is Prometheus \(spec.target.version), and rules are generated for 2.42 and later",
                at: spec.origin, mend: "leave target: out, or declare .version(2, 42) or a later one"))
    }
    for (role, time) in [("scrape interval", spec.scrape.interval), ("retention", spec.scrape.retention)]
    where time.promQL == nil {
        problems.append(.notADuration(time, role, at: spec.origin))
    }
    return problems + windowProblems(spec.window, spec.origin, spec) + addressProblems(spec)
}

/// Paths are put behind both addresses as they are.
private func addressProblems(_ spec: Spec) -> [Problem] {
    func problem(_ message: String, _ mend: String) -> Problem {
        Problem("the address of \(message)", at: spec.origin, mend: mend)
    }
    var problems: [Problem] = []
    if let fault = spec.grafana.addressFault {
        problems.append(
            problem("grafana '\(spec.grafana)' \(fault)", "write one such as https://grafana.example.com"))
    } else if spec.grafana.hasSuffix("/") {
        problems.append(problem("grafana '\(spec.grafana)' ends in /", "leave the / out"))
    }
    if let runbooks = spec.runbooks,
        let fault = runbooks.addressFault ?? (runbooks.hasSuffix("/") ? nil : "is not an http(s) address")
    {
        problems.append(
            problem(
                "runbooks '\(runbooks)' \(fault)" + (fault.hasPrefix("is not") ? " that ends in /" : ""),
                "write one such as https://example.com/runbooks/"))
    }
    return problems
}

extension String {
    /// Lowercase letters, digits and inner hyphens.
    var isSlug: Bool {
        guard let first, let last, first != "-", last != "-" else { return false }
        return unicodeScalars.allSatisfy { $0 == "-" || ("a"..."z").contains($0) || ("0"..."9").contains($0) }
    }
}
