package import Plumbline

/// Whatever an expression, panel or annotation names is in the spec: nothing is drawn or alerted on that is not
/// declared, linted and generated.
@Sendable func checkReferences(_ declarations: Declarations) -> [Problem] {
    let declared = DeclaredNames(declarations)
    var problems: [Problem] = []
    for alert in declarations.alerts { problems += declared.missing(in: alert.expression, alert.origin) }
    for rule in declarations.recordings { problems += declared.missing(in: rule.expression, rule.origin) }
    for objective in declarations.objectives.map(\.value) {
        problems += objective.selectors.flatMap { declared.missing($0.metric, objective.origin) }
    }
    for variable in declarations.variables.map(\.value) where !declared.metrics.contains(variable.metric) {
        problems.append(
            Problem(
                "variable '\(variable.name)' lists values of the metric '\(variable.metric)', which is not in the spec",
                at: variable.origin, mend: "hand the struct that declares it to Spec(…)"))
    }
    for board in declarations.boards {
        for annotation in board.annotations { problems += declared.missing(annotation.alerts, annotation.origin) }
        for panel in board.panels.map(\.value) {
            for series in panel.series { problems += declared.missing(in: series.expression, series.origin) }
            problems += declared.missing(panel.alerts, panel.origin)
            if let objective = panel.objective { problems += declared.missing(objective, panel.origin) }
        }
    }
    return problems
}

/// What the spec declares, by kind; says what of a use is not among it.
private struct DeclaredNames {
    let metrics: Set<String>
    let alerts: Set<String>
    let objectives: Set<String>
    let variables: Set<String>

    init(_ declarations: Declarations) {
        metrics = Set(
            declarations.metrics.map(\.value.name) + declarations.recordings.map(\.name)
                + RecordedSeries.allCases.map(\.rawValue) + [Contract.name])
        alerts = Set(declarations.alerts.map(\.name))
        objectives = Set(declarations.objectives.map(\.value.name))
        variables = Set(declarations.variables.map(\.value.name))
    }

    func missing(in expression: Expression, _ origin: Origin) -> [Problem] {
        expression.selectors.flatMap { missing($0.metric, origin) }
            + expression.variables.filter { !variables.contains($0.name) }
            .map { problem("variable", $0.name, origin, $0.origin) }
    }

    func missing(_ metric: MetricDeclaration, _ origin: Origin) -> [Problem] {
        metrics.contains(metric.name) ? [] : [problem("metric", metric.name, origin, metric.origin)]
    }

    func missing(_ used: [Alert], _ origin: Origin) -> [Problem] {
        used.filter { !alerts.contains($0.name) }.map { problem("alert", $0.name, origin, $0.origin) }
    }

    func missing(_ objective: ObjectiveDeclaration, _ origin: Origin) -> [Problem] {
        objectives.contains(objective.name) ? [] : [problem("objective", objective.name, origin, objective.origin)]
    }

    private func problem(_ kind: String, _ name: String, _ origin: Origin, _ declared: Origin) -> Problem {
        Problem(
            "this reads the \(kind) '\(name)', which is not in the spec", at: origin,
            mend: "hand the struct that declares it to Spec(…)", notes: [.init("declared here", declared)])
    }
}

extension Expression {
    /// All selectors within.
    package var selectors: [Selector] {
        var found: [Selector] = []
        visit { if case .selector(let selector) = $0 { found.append(selector) } }
        return found
    }
}
