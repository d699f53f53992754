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
    return (waivers + uncheckedRemarks(declarations) + stalenessRemarks(declarations)).sorted { $0.origin < $1.origin }
}
