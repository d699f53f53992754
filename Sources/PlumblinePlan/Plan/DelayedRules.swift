package import Plumbline

// Rules of groups with a query offset, and what reads them. promtool evaluates them late, as Prometheus does, and proofs
// reckon with no delay: none is derived of these.
extension Plan {
    /// The plan without them, and a note of each; all of it where nobody asks for proofs.
    package var provable: (plan: Plan, left: [Problem]) {
        guard outputs.contains(.proofs), declarations.groups.contains(where: \.isDelayed) else { return (self, []) }
        var plan = self
        let left = plan.declarations.removeDelayed()
        return (plan, left)
    }
}

extension Declarations.Group {
    fileprivate var isDelayed: Bool { declared?.queryOffset != nil }
}

extension Declarations {
    fileprivate mutating func removeDelayed() -> [Problem] {
        let recorded = delayedRecordings
        let promised = delayedObjectives(recorded)
        var left: [Problem] = []
        func leave(_ subject: String, _ origin: Origin) {
            left.append(
                Problem(
                    "\(subject) is not proven: its group has a query offset, or that of what it reads", at: origin,
                    mend: ""))
        }
        for index in groups.indices {
            let isDelayed = groups[index].isDelayed
            groups[index].rules.removeAll { rule in
                switch rule.value {
                case .recording(let rule):
                    guard isDelayed || recorded.contains(rule.name) else { return false }
                    leave("recording rule '\(rule.name)'", rule.origin)
                case .alert(let alert):
                    guard isDelayed || alert.expression.reads(recorded) else { return false }
                    leave("alert '\(alert.name)'", alert.origin)
                }
                return true
            }
        }
        objectives.removeAll { objective in
            guard promised.contains(objective.value.name) else { return false }
            leave("objective '\(objective.value.name)'", objective.value.origin)
            return true
        }
        return left
    }

    /// By name: those of the groups, and those that read them.
    private var delayedRecordings: Set<String> {
        let own = groups.filter(\.isDelayed).flatMap(\.rules).compactMap { rule in
            if case .recording(let recording) = rule.value { recording.name } else { nil }
        }
        return Set(own).closed { names in recordings.filter { $0.expression.reads(names) }.map(\.name) }
    }

    private func delayedObjectives(_ recorded: Set<String>) -> Set<String> {
        let all = objectives.map(\.value)
        let readers = all.filter { objective in objective.expressions.contains { $0.reads(recorded) } }
        return Set(readers.map(\.name)).closed { names in
            all.filter { $0.parts.contains { names.contains($0.name) } }.map(\.name)
        }
    }
}

extension Set<String> {
    /// With all that follow from it, and from these.
    fileprivate func closed(_ followers: (Set) -> [String]) -> Set {
        let more = union(followers(self))
        return more.count == count ? self : more.closed(followers)
    }
}

extension Expression {
    fileprivate func reads(_ recorded: Set<String>) -> Bool { selectors.contains { recorded.contains($0.name) } }
}
