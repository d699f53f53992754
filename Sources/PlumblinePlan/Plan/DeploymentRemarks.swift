import Plumbline

/// What an output holds in another form than the rule file does, or leaves out, as its reader has no words for it.
func deploymentRemarks(_ declarations: Declarations, _ groups: [PlannedGroup], _ mimir: Mimir) -> [Problem] {
    let spec = declarations.spec
    let split = spec.outputs.contains(.mimir) ? groups.splitRemarks(mimir, declarations.groupOrigins) : []
    guard spec.outputs.contains(.grafanaProvisioning) else { return split }
    let holding = declarations.alerts.count { !$0.inhibits.isEmpty }
    let burning = groups.flatMap(\.rules).count { $0.label("tier") != nil }
    var left: [String] = []
    if holding > 0 {
        left.append("holds nothing back: Grafana has no inhibition (\(holding) alerts ask for it)")
    }
    if groups.contains(where: { $0.queryOffset != nil }) {
        left.append("does not wait for late samples: Grafana's groups have no query offset")
    }
    if burning > 0 {
        left.append("does not say how long a budget lasts: Grafana's templates cannot query (\(burning) alerts)")
    }
    return split + left.map { Problem("grafana/alerting.yml \($0)", at: spec.origin, mend: "") }
}
