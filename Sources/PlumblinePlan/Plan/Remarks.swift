import Plumbline

/// What a reviewer should know although it is allowed: naming rules set aside, PromQL that nothing checked.
func allRemarks(_ declarations: Declarations) -> [Problem] {
    let waivers = declarations.metrics.flatMap { named in
        named.value.waivers.map { waiver in
            Problem(
                "\(named.value.name) sets .\(waiver.rule.rawValue) aside: \(waiver.reason)", at: waiver.origin,
                mend: "")
        }
    }
    let objectives = declarations.objectives.flatMap { firstEventRemarks($0.value) + trafficRemarks($0.value) }
    return (waivers + uncheckedRemarks(declarations) + stalenessRemarks(declarations) + objectives)
        .sorted { $0.origin < $1.origin }
}
