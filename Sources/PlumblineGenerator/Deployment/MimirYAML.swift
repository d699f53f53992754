import Plumbline
import PlumblinePlan

/// `generated/mimir_rules.yml`: the rule groups in a namespace named after the service, as `mimirtool rules load` and
/// `cortextool` take them.
///
/// - Throws: What cannot be written, with the file and the place in it.
func mimirYAML(_ plan: Plan, _ groups: [WrittenSequence]) throws(OutputError) -> YAML {
    let fitting = plan.ruleGroups.split(plan.mimir)
    let written =
        fitting.count == plan.ruleGroups.count ? groups : try writtenGroups(fitting, in: "generated/mimir_rules.yml")
    return .mapping([("namespace", .string(plan.service)), ("groups", .written(WrittenSequence(written)))])
}
