import Plumbline

/// OpenSLO has no groups: an objective by a label becomes one for each of its values, which have to be known. Its schema
/// limits names and descriptions, https://github.com/OpenSLO/OpenSLO/tree/v1/schemas.
@Sendable func checkOpenSLO(_ declarations: Declarations) -> [Problem] {
    guard declarations.spec.outputs.contains(.openSLO) else { return [] }
    let objectives = declarations.objectives.map(\.value)
    let groups = objectives.flatMap { objective in
        objective.groupedBy.filter { objective.closedValues(of: $0) == nil }.map { label in
            Problem(
                "objective '\(objective.name)' is grouped by '\(label)', whose values OpenSLO would have to list",
                at: objective.origin, mend: "group it by labels with known values, or leave .openSLO out of outputs:")
        }
    }
    let names = objectives.openSLOGroups.filter { $0.name.utf8.count > longestName }.map { group in
        Problem(
            "objective '\(group.objective.name)' has the name '\(group.name.prefix(30))…' of \(group.name.utf8.count) "
                + "characters in OpenSLO", at: group.objective.origin, mend: "shorten it to \(longestName)")
    }
    let summaries = objectives.filter { $0.summary.unicodeScalars.count > longestSummary }.map { objective in
        Problem(
            "objective '\(objective.name)' has a summary of \(objective.summary.unicodeScalars.count) characters",
            at: objective.origin, mend: "OpenSLO takes \(longestSummary) at most")
    }
    return groups + names + summaries
}

/// 255, as far as its indicator has a name that is longer by `-indicator`.
private let longestName = 245
private let longestSummary = 1050
