/// How urgent an alert is: the `severity` label that routing goes by.
public enum Severity: String, Sendable, CaseIterable {
    /// Somebody should look during working hours.
    case warning
    /// Somebody should look now.
    case critical
}

/// What an alert does when the series it reads are not there. It has to be said for every alert.
public enum MissingData: Sendable {
    /// It fires too: `… or on () absent(…)`, and absence lasts as long as `for` before it does.
    case fires
    /// It stays quiet, for a reason that people will ask for.
    case staysQuiet(because: String)
    /// Another alert fires instead.
    case coveredBy(_ alert: String)
}

/// An alerting rule. A class, because panels, annotations and links refer to it.
public final class Alert: Declaration {
    package let name: String
    package let expression: Expression
    package let unit: UnitInfo
    package let labels: SurvivingLabels
    package let bound: Bound?
    package let problems: [Problem]
    package let duration: Quantity<Time>
    package let keepFiringFor: Quantity<Time>?
    package let severity: Severity
    package let summary: [TextSegment]
    package let details: [TextSegment]
    package let runbook: String?
    package let meaning: String
    package let impact: String
    package let firstSteps: [String]
    package let extraLabels: [String: String]
    /// The names of the alerts that are held back meanwhile.
    package let inhibits: [String]
    package let missingData: MissingData
    package let proof: Scenario?
    /// Where it was declared.
    public let origin: Origin

    /// Declares an alert; it fires once `condition` has held for `duration`.
    ///
    /// - Parameters:
    ///   - name: The `alertname`, in CamelCase.
    ///   - condition: What must hold; each series of it is an alert of its own.
    ///   - duration: How long it must hold: the rule's `for`.
    ///   - keepFiringFor: How long it goes on after it last held: `keep_firing_for`, since Prometheus 2.42.
    ///   - severity: The `severity` label.
    ///   - summary: One line.
    ///   - description: What is happening, with the figures.
    ///   - runbook: The page to open; by default `<the spec's runbooks><name>.md`.
    ///   - meaning: What the condition means, for the runbook page. Markdown, like the next two.
    ///   - impact: Who is affected, and how.
    ///   - firstSteps: What to look at and to do first, one sentence each.
    ///   - labels: Further labels for routing.
    ///   - inhibits: The names of alerts that nobody is told of while this one fires for the same thing: with the same
    ///     values of all labels that both have, such as `instance`.
    ///   - onMissingData: What happens when the series are gone.
    ///   - proof: A case to prove it by, where none can be derived from the condition, or besides.
    public init<L, D>(
        _ name: String, when condition: Condition<L, D>, for duration: Quantity<Time>,
        keepFiringFor: Quantity<Time>? = nil, severity: Severity, summary: Text<L, D>, description: Text<L, D>,
        runbook: String? = nil, meaning: String = "", impact: String = "", firstSteps: [String] = [],
        labels: [String: String] = [:], inhibits: [String] = [], onMissingData: MissingData, proof: Scenario? = nil,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.name = name
        expression = condition.query.expression
        unit = condition.query.unit
        self.labels = condition.query.labels
        bound = condition.bound
        problems = condition.query.problems
        self.duration = duration
        self.keepFiringFor = keepFiringFor
        self.severity = severity
        self.summary = summary.segments
        details = description.segments
        self.runbook = runbook
        self.meaning = meaning
        self.impact = impact
        self.firstSteps = firstSteps
        extraLabels = labels
        self.inhibits = inhibits
        missingData = onMissingData
        self.proof = proof
        origin = Origin(file, line, column)
    }

    /// The same alert in a group whose labels it has, besides its own.
    package init(_ alert: Alert, in group: RuleGroup) {
        name = alert.name
        expression = alert.expression
        unit = alert.unit
        labels = alert.labels
        bound = alert.bound
        problems = alert.problems
        duration = alert.duration
        keepFiringFor = alert.keepFiringFor
        severity = alert.severity
        summary = alert.summary
        details = alert.details
        runbook = alert.runbook
        meaning = alert.meaning
        impact = alert.impact
        firstSteps = alert.firstSteps
        extraLabels = group.alertLabels.merging(alert.extraLabels) { $1 }
        inhibits = alert.inhibits
        missingData = alert.missingData
        proof = alert.proof
        origin = alert.origin
    }
}
