import Plumbline

/// Rule groups have names of their own, rules in them, and intervals that are durations.
@Sendable func checkRuleGroups(_ declarations: Declarations) -> [Problem] {
    let groups = declarations.groups.compactMap(\.declared)
    let twice = duplicates(
        groups, by: \.name, origin: \.origin, { "rule group '\($0)' is declared twice" }, mend: "rename one of them")
    return twice
        + groups.flatMap { group in
            var problems: [Problem] = []
            if group.name.isBlank {
                problems.append(Problem("a rule group has no name", at: group.origin, mend: "name it"))
            }
            if let interval = group.interval, interval.promQL == nil {
                problems.append(.notADuration(interval, "interval of '\(group.name)'", at: group.origin))
            }
            return problems
        }
}
