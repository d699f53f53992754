import Plumbline

/// What is chosen of objectives' alerts fits alerts that there are, under names that no other alert has.
@Sendable func checkObjectiveAlerts(_ declarations: Declarations) -> [Problem] {
    let objectives = declarations.objectives.map(\.value)
    return sameAlerts(objectives, declarations) + objectives.flatMap(\.choiceProblems)
}

/// Names such as `v2` and `v-2` differ, and the alerts that are named after them do not.
private func sameAlerts(_ objectives: [ObjectiveDeclaration], _ declarations: Declarations) -> [Problem] {
    let declared = Dictionary(declarations.alerts.map { ($0.name, $0.origin) }) { first, _ in first }
    var first: [String: ObjectiveDeclaration] = [:]
    var problems: [Problem] = []
    for objective in objectives {
        var own: Set<String> = []
        for alert in objective.alertNames(declarations.spec.service) {
            if !own.insert(alert).inserted {
                problems.append(
                    Problem(
                        "objective '\(objective.name)' has two alerts '\(alert)'", at: objective.origin,
                        mend: "rename one of them"))
            } else if let origin = declared[alert] {
                problems.append(
                    Problem(
                        "alert '\(alert)' is also an alert of objective '\(objective.name)'", at: origin,
                        mend: "rename it", notes: [.init("the objective is declared here", objective.origin)]))
            } else if let other = first[alert], other.name != objective.name {
                problems.append(
                    Problem(
                        "objectives '\(other.name)' and '\(objective.name)' have the same alert '\(alert)'",
                        at: objective.origin, mend: "rename one of them",
                        notes: [.init("the other is declared here", other.origin)]))
            } else {
                first[alert] = objective
            }
        }
    }
    return problems
}

extension ObjectiveDeclaration {
    fileprivate var choiceProblems: [Problem] {
        var problems: [Problem] = []
        func add(_ message: String, _ mend: String) {
            problems.append(Problem("objective '\(name)' \(message)", at: origin, mend: mend))
        }
        if let service, !service.isSlug {
            add(
                "is of the service '\(service)', which is not lowercase letters, digits and hyphens",
                "write a name such as 'feature-store'")
        }
        for kind in ObjectiveAlert.Kind.allCases {
            let chosen = alerts.filter { $0.kind == kind }
            if chosen.count > 1 { add("chooses \(kind.words) twice", "keep one of them") }
            if !chosen.isEmpty, !has(kind) { add("has no alert of the kind \(kind.words)", kind.mend) }
            for name in chosen.compactMap(\.name) where !name.isIdentifier() {
                add(
                    "calls an alert '\(name)', which is not a name of letters, digits and underscores", "use CamelCase")
            }
        }
        return problems + keyProblems
    }

    private func has(_ kind: ObjectiveAlert.Kind) -> Bool {
        switch kind {
        case .page, .ticket: burn.contains { $0.tier.alert == kind }
        case .notMeasured: if case .fires = missingData { true } else { false }
        }
    }

    private var keyProblems: [Problem] {
        let subject = "objective '\(name)'"
        return furtherKeyProblems(
            Set(alerts.flatMap(\.labels.keys)), "label",
            reserved: ownLabels.union(["alertstate"]).union(groupedBy), subject, origin)
            + furtherKeyProblems(
                Set(alerts.flatMap(\.annotations.keys)), "annotation",
                reserved: ["summary", "description", "runbook_url", "dashboard_url"], subject, origin)
    }
}

extension ObjectiveAlert.Kind {
    /// As it is written.
    fileprivate var words: String { ".\(rawValue)" }

    fileprivate var mend: String {
        switch self {
        case .page, .ticket: "add one to burn:, or leave it out"
        case .notMeasured: "write onMissingData: .fires, or leave it out"
        }
    }
}
