import Plumbline

/// Rule groups have names of their own, rules in them, and intervals that are durations.
@Sendable func checkRuleGroups(_ declarations: Declarations) -> [Problem] {
    let empty = declarations.groups.filter(\.rules.isEmpty).compactMap(\.declared).map { group in
        Problem("rule group '\(group.name)' has no rules", at: group.origin, mend: "add some, or remove it")
    }
    let groups = declarations.groups.compactMap(\.declared)
    let names = declarations.groups.map { group in
        (name: group.name(declarations.spec), origin: group.declared?.origin ?? declarations.spec.origin)
    }
    let twice = duplicates(
        names, by: \.name, origin: \.origin, { "rule group '\($0)' is declared twice" },
        mend: "rename one of them; rules in a struct without a RuleGroup stand in one named after the service")
    return twice + empty
        + groups.flatMap { group in
            var problems: [Problem] = []
            if group.name.isBlank {
                problems.append(Problem("a rule group has no name", at: group.origin, mend: "name it"))
            }
            for (role, time) in [("interval", group.interval), ("query offset", group.queryOffset)] {
                guard let time, time.promQL == nil else { continue }
                problems.append(.notADuration(time, "\(role) of '\(group.name)'", at: group.origin))
            }
            return problems + group.offsetProblems(declarations.spec.target)
        }
}

extension RuleGroup {
    fileprivate func offsetProblems(_ target: PrometheusTarget) -> [Problem] {
        guard queryOffset != nil, let refusal = Availability.since(2, 53).refusal(on: target) else { return [] }
        return [Problem("rule group '\(name)' has a query offset: \(refusal.reason)", at: origin, mend: refusal.mend)]
    }
}
