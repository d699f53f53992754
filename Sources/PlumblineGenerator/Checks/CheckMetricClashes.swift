import Plumbline

/// No two declarations may export the same series name: a histogram also takes `_bucket`, `_sum` and `_count`.
@Sendable func checkMetricClashes(_ declarations: Declarations) -> [Problem] {
    var taken: [String: (owner: String, origin: Origin)] = [:]
    var problems: [Problem] = []
    let named =
        declarations.metrics.map { ($0.value.name, $0.value.seriesNames, $0.value.origin) }
        + declarations.recordings.map { ($0.name, [$0.name], $0.origin) }
    for (name, series, origin) in named {
        if let clash = series.first(where: { taken[$0] != nil }), let earlier = taken[clash] {
            problems.append(
                Problem(
                    clash == name && earlier.owner == name
                        ? "'\(name)' is declared twice"
                        : "'\(name)' clashes with '\(earlier.owner)': both export \(clash)",
                    at: origin, mend: "rename one of them", notes: [.init("first declared here", earlier.origin)]))
        }
        for series in series where taken[series] == nil { taken[series] = (name, origin) }
        if name == Contract.name {
            problems.append(
                Problem("'\(name)' is exported by the generated module itself", at: origin, mend: "rename it"))
        }
    }
    return problems
}

extension MetricDeclaration {
    /// Every name it exports series under.
    var seriesNames: [String] {
        guard case .histogram = kind else { return [name] }
        return [name] + ["_bucket", "_sum", "_count"].map { name + $0 }
    }
}
