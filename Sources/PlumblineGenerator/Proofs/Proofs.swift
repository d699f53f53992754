package import Plumbline

/// Tests that show, for every alert, burn and recorded series, that the rules do what the spec says and only that.
///
/// They are derived from the declarations: inputs that cross a condition just enough, for just long enough; inputs that
/// do not quite; and inputs that end.
package struct Proofs: Sendable {
    /// `prometheus_alerts_test.yml`, and a file for each objective.
    let files: [ProofFile]
    package let coverage: ProofCoverage

    static let none = Proofs(files: [], coverage: ProofCoverage())
}

extension Proofs {
    /// Derives them all.
    ///
    /// - Throws: Each alert whose proof can neither be derived nor is written down.
    init(
        _ declarations: Declarations, _ text: PromQLText, _ groups: [PlannedGroup], links: [String: String],
        budgets: [String: String]
    ) throws(Diagnostics) {
        var draft = ProofDraft(declarations, text)
        for group in declarations.groups { draft.add(group, links: links) }
        let empty = draft
        let objectives = declarations.objectives.map(\.value)
        let stories = BurnStories.all(of: objectives)
        let derived = objectives.concurrentMap { objective in
            empty.proofs(
                of: objective, stories[objective.promise] ?? BurnStories(objective), panel: budgets[objective.name])
        }
        for proofs in derived { draft.add(proofs) }
        guard draft.problems.isEmpty else { throw Diagnostics(draft.problems) }
        var coverage = draft.coverage
        coverage.alerts = groups.flatMap(\.rules).count { if case .alert = $0.name { true } else { false } }
        coverage.recordings = groups.flatMap(\.rules).count - coverage.alerts
        let files = draft.files
        coverage.tests = files.reduce(0) { $0 + $1.tests.count }
        self.init(files: files, coverage: coverage)
    }
}

/// How much of the rules is proven. Every alert is: one that is not is an error.
package struct ProofCoverage: Sendable {
    var alerts = 0
    var burns = 0
    var recordings = 0
    var tests = 0
    /// Recording rules that no test exercises, with the reason.
    package var missing: [Problem] = []

    /// One line for a person.
    package var description: String {
        "proofs: \(alerts) of \(alerts) alerts with \(burns) of \(burns) burns, "
            + "\(recordings - missing.count) of \(recordings) recording rules, in \(tests) tests"
    }
}
