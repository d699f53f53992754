package import Plumbline
package import PlumblinePlan

/// Tests that show, for every alert, burn and recorded series, that the rules do what the spec says and only that.
///
/// They are derived from the declarations: inputs that cross a condition just enough, for just long enough; inputs that
/// do not quite; and inputs that end.
package struct Proofs: Sendable {
    /// What each alert does first and last, and a file for each group and objective.
    package let files: [ProofFile]
    package let coverage: ProofCoverage

    static let none = Proofs(files: [], coverage: ProofCoverage())
}

extension Proofs {
    /// Derives them all; none where the spec does not ask for them.
    ///
    /// - Throws: Each alert that would not do what it says; where the spec asks for proofs of all, also each rule without.
    package init(_ plan: Plan) throws(Diagnostics) {
        guard plan.outputs.contains(.proofs) else {
            self = .none
            return
        }
        let (declarations, links, budgets) =
            (plan.declarations, plan.dashboards.linksOfAlerts, plan.dashboards.objectiveLinks)
        var draft = ProofDraft(declarations, plan.text)
        for group in declarations.groups { draft.add(group, links: links) }
        let empty = draft
        let objectives = declarations.objectives.map(\.value)
        let scenarios = BurnScenarios.all(of: objectives)
        let derived = objectives.concurrentMap { objective in
            empty.proofs(
                of: objective, scenarios[objective.promise] ?? BurnScenarios(objective), panel: budgets[objective.name])
        }
        for proofs in derived { draft.add(proofs) }
        guard draft.problems.isEmpty else { throw Diagnostics(draft.problems) }
        var coverage = draft.coverage
        let rules = plan.ruleGroups.flatMap(\.rules)
        coverage.alerts = rules.count { if case .alert = $0.name { true } else { false } }
        coverage.recordings = rules.count - coverage.alerts
        let files = draft.files
        coverage.tests = files.reduce(0) { $0 + $1.tests.count }
        self.init(files: files, coverage: coverage)
    }
}

/// How much of the rules is proven.
package struct ProofCoverage: Sendable {
    var alerts = 0
    /// Alerts whose proof follows from the declaration.
    var derived = 0
    /// Alerts of which one comparison or another is not shown to decide.
    var inPart = 0
    /// Alerts whose only proof is written down.
    var written = 0
    /// Alerts without any.
    var unproven = 0
    var burns = 0
    var recordings = 0
    var unprovenRecordings = 0
    var tests = 0
    /// Rules that no test exercises, with the reason.
    package var missing: [Problem] = []

    /// One line for a person.
    package var description: String {
        "proofs: of \(alerts) alerts \(derived) proven, \(inPart) in part, \(written) by hand, \(unproven) not; "
            + "\(burns) burns, \(recordings - unprovenRecordings) of \(recordings) recording rules; \(tests) tests"
    }
}
