import Plumbline

/// No two declarations may export the same series name: a histogram also takes `_bucket`, `_sum` and `_count`. Nor may
/// two of the module's own metrics need the same name in OpenMetrics: the runtime's registry would refuse the second.
@Sendable func checkMetricClashes(_ declarations: Declarations) -> [Problem] {
    var exported = TakenNames()
    var registered = TakenNames()
    var problems: [Problem] = []
    let named =
        declarations.metrics.map { ($0.value.name, $0.value.seriesNames, $0.value.registeredNames, $0.value.origin) }
        + declarations.recordings.map { ($0.name, [$0.name], [], $0.origin) }
    for (name, series, families, origin) in named {
        let exportedTwice = exported.claim(series, for: name, at: origin)
        let registeredTwice = registered.claim(families, for: name, at: origin)
        if let (clash, earlier) = exportedTwice ?? registeredTwice {
            let reason = exportedTwice == nil ? "both take the name \(clash) in OpenMetrics" : "both export \(clash)"
            problems.append(
                Problem(
                    clash == name && earlier.owner == name
                        ? "'\(name)' is declared twice" : "'\(name)' clashes with '\(earlier.owner)': \(reason)",
                    at: origin, mend: "rename one of them", notes: [.init("first declared here", earlier.origin)]))
        }
        if name.hasPrefix("plumbline_") {
            problems.append(
                Problem(
                    "'\(name)' begins with plumbline_, as what the runtime itself exports", at: origin,
                    mend: "rename it"))
        }
    }
    return problems
}

/// Names and the declarations that had them first.
private struct TakenNames {
    private var owners: [String: (owner: String, origin: Origin)] = [:]

    /// Takes those that are free; gives the first that is not, and who has it.
    mutating func claim(
        _ names: [String], for owner: String, at origin: Origin
    ) -> (name: String, earlier: (owner: String, origin: Origin))? {
        let clash = names.compactMap { name in owners[name].map { (name, $0) } }.first
        for name in names where owners[name] == nil { owners[name] = (owner, origin) }
        return clash
    }
}

extension MetricDeclaration {
    /// Every name it exports series under.
    var seriesNames: [String] {
        guard case .histogram = kind else { return [name] }
        return [name] + ["_bucket", "_sum", "_count"].map { name + $0 }
    }

    /// Every name that the runtime's registry takes for it, as OpenMetrics names families: without `_total` or `_info`,
    /// and with `_created` for the time of their making. What somebody else exports takes none.
    fileprivate var registeredNames: [String] {
        func family(_ suffix: String) -> String? {
            name.hasSuffix(suffix) && name != suffix ? String(name.dropLast(suffix.count)) : nil
        }
        guard !isExternal else { return [] }
        switch kind {
        case .counter: return [name] + (family("_total").map { [$0, $0 + "_created"] } ?? [])
        case .info: return [name] + (family("_info").map { [$0] } ?? [])
        case .gauge: return [name]
        case .histogram: return seriesNames + [name + "_created"]
        }
    }
}
