package import Plumbline

// What fits into a tenant of Mimir.
extension [PlannedGroup] {
    /// Groups of no more rules than the limit, in order: what a rule reads stands before it, in its own group or in one
    /// that comes earlier.
    package func split(_ limits: Mimir) -> [PlannedGroup] {
        var taken = Set(map(\.name))
        return flatMap { group in
            stride(from: 0, to: Swift.max(group.rules.count, 1), by: Swift.max(limits.rulesPerGroup, 1)).map { start in
                let rules = Array<PlannedRule>(group.rules[start...].prefix(limits.rulesPerGroup))
                return PlannedGroup(
                    name: start == 0 ? group.name : group.name.numbered(start / limits.rulesPerGroup + 1, &taken),
                    interval: group.interval, queryOffset: group.queryOffset, rules: rules)
            }
        }
    }

    /// What Mimir would refuse although groups are split.
    func problems(_ limits: Mimir) -> [Problem] {
        let needed = split(limits).count
        guard needed > limits.groups else { return [] }
        return [
            Problem(
                "the rules need \(needed) groups of \(limits.rulesPerGroup), and Mimir takes \(limits.groups)",
                at: limits.origin,
                mend: "raise the tenant's limits and declare them as Mimir(rulesPerGroup: …, groups: …), "
                    + "or declare fewer rules")
        ]
    }

    /// Which groups are split, and what it costs.
    func splitRemarks(_ limits: Mimir, _ origins: [Origin]) -> [Problem] {
        zip(self, origins).filter { $0.0.rules.count > limits.rulesPerGroup }.map { group, origin in
            let parts = (group.rules.count + limits.rulesPerGroup - 1) / limits.rulesPerGroup
            return Problem(
                "mimir_rules.yml has the \(group.rules.count) rules of group '\(group.name)' in \(parts) groups: Mimir "
                    + "evaluates them at the same time, so what reads across them may be an evaluation behind",
                at: origin, mend: "")
        }
    }
}

extension String {
    /// `name.2`, or with a higher number where another group is called so.
    fileprivate func numbered(_ first: Int, _ taken: inout Set<String>) -> String {
        var number = first
        while !taken.insert("\(self).\(number)").inserted { number += 1 }
        return "\(self).\(number)"
    }
}
