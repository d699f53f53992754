import Plumbline

/// The two counters of an objective count the same things, so far as their declarations tell.
@Sendable func checkCounterPairs(_ declarations: Declarations) -> [Problem] {
    declarations.objectives.map(\.value).flatMap { objective -> [Problem] in
        guard case .counters(let pair) = objective.indicator else { return [] }
        return pair.problems(in: objective)
    }
}

extension CounterPair {
    fileprivate func problems(in objective: ObjectiveDeclaration) -> [Problem] {
        let (one, all) = (counted.metric.name + counted.suffix, total.metric.name + total.suffix)
        func problem(_ message: String, _ mend: String) -> Problem {
            Problem(
                "objective '\(objective.name)' \(message)", at: origin, mend: mend,
                notes: [.init("the objective is declared here", objective.origin)])
        }
        if narrowing?.isEmpty == true {
            return [
                problem(
                    "counts every event of \(all) as a \(part.rawValue) one",
                    "narrow that side, as in \(part.rawValue): counter.where(…), or name another counter")
            ]
        }
        var problems: [Problem] = []
        if counted.unit.name != total.unit.name {
            problems.append(
                problem(
                    "counts \(one) in \(counted.unit.name) and \(all) in \(total.unit.name)",
                    "pair counters of one unit"))
        }
        for label in objective.groupedBy where total.labels.contains(label) && !counted.labels.contains(label) {
            problems.append(
                problem(
                    "is grouped by '\(label)', which \(one) does not have",
                    "add the label to its declaration, or group by labels that both counters have"))
        }
        for label in sharedLabels {
            if hasNothingInCommon(on: label) {
                problems.append(
                    problem(
                        "matches '\(label)' in \(one) and \(all) so that no value fits both",
                        "let the same values through on both sides"))
            } else if total.isMatched(on: label), !counted.isMatched(on: label) {
                problems.append(
                    problem(
                        "matches '\(label)' in \(all) and not in \(one), which has it too",
                        "put the matcher on both sides, or \(part.rawValue) events are counted that are not among all"))
            }
        }
        return problems
    }

    /// Labels of their own that both have, in the order of all events' declaration. Those of their targets may differ, as
    /// what one program serves another may count.
    private var sharedLabels: [String] {
        let names = Set(counted.metric.labels.map(\.label.name))
        return total.metric.labels.map(\.label.name).filter(names.contains)
    }
}

extension Selection {
    fileprivate func isMatched(on label: String) -> Bool { matchers.contains { $0.label == label } }
}
