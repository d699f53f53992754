import Plumbline

/// A single bad event is no outage. Where the floor under bad events is so low that one pages at the quietest traffic, a
/// reviewer should know.
func trafficRemarks(_ objective: ObjectiveDeclaration) -> [Problem] {
    guard let quietest = objective.traffic?.quietest, objective.heaviestEvent >= objective.leastBadEvents else {
        return []
    }
    let paging = objective.burn.first { $0.tier == .page && objective.singleExceeds($0, at: quietest) }
    return paging.map { burn in
        [
            Problem(
                "objective '\(objective.name)' pages for a single bad event at its quietest, \(quietest.words), by its "
                    + "window of \(burn.long.words); minimumBadEvents: \(objective.heaviestEvent + 1) would not",
                at: objective.origin, mend: "")
        ]
    } ?? []
}
