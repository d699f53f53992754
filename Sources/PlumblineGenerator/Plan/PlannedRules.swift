package import Plumbline

/// A rule group, field for field as Prometheus' `rulefmt` has it.
package struct PlannedGroup: Sendable {
    package let name: String
    package let interval: String?
    package let rules: [PlannedRule]
}

/// A rule, field for field as Prometheus' `rulefmt` has it.
package struct PlannedRule: Sendable {
    package enum Name: Sendable {
        case record(String)
        case alert(String)
    }

    package let name: Name
    package let expression: String
    package var duration: String?
    package var keepFiringFor: String?
    package let labels: [(key: String, value: String)]
    package var annotations: [(key: String, value: String)] = []
}

extension PlannedGroup {
    init(_ group: Declarations.Group, _ text: PromQLText, _ boards: [PlannedDashboard]) {
        name = group.declared?.name ?? text.spec.service
        interval = group.declared?.interval?.promQL
        rules = group.rules.map { named in
            switch named.value {
            case .alert(let alert): PlannedRule(alert, text, boards)
            case .recording(let recording): PlannedRule(recording, text)
            }
        }
    }
}

extension PlannedRule {
    fileprivate init(_ alert: Alert, _ text: PromQLText, _ boards: [PlannedDashboard]) {
        name = .alert(alert.name)
        expression = text.rule(alert.effectiveExpression)
        duration = alert.duration.promQL
        keepFiringFor = alert.keepFiringFor?.promQL
        let own = ["severity": alert.severity.rawValue, "service": text.spec.service]
        labels = own.merging(alert.extraLabels) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        annotations = [("summary", alert.summary.template), ("description", alert.details.template)]
        annotations.append(("runbook_url", alert.runbookURL(text.spec) ?? ""))
        if let link = boards.link(to: alert) { annotations.append(("dashboard_url", text.spec.grafana + link)) }
    }

    fileprivate init(_ recording: Recording, _ text: PromQLText) {
        name = .record(recording.name)
        expression = text.rule(recording.expression)
        labels = recording.labels.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Alert {
    /// The condition with what is to happen on missing data: `… or on () absent(first selector)`.
    package var effectiveExpression: Expression {
        guard case .fires = missingData, let selector = expression.firstSelector else { return expression }
        return .binary(.or, Modifier(matching: .by([])), expression, .call("absent", [.selector(selector)]))
    }

    package func runbookURL(_ spec: Spec) -> String? {
        runbook ?? spec.runbooks.map { "\($0)\(name).md" }
    }
}

extension Expression {
    /// The first selector, reading from the left.
    fileprivate var firstSelector: Selector? {
        if case .selector(let selector) = self { return selector }
        return children.lazy.compactMap(\.firstSelector).first
    }
}

extension [PlannedDashboard] {
    /// The panel that explains an alert: the first graph that names it, else the first panel.
    fileprivate func link(to alert: Alert) -> String? {
        let explaining = flatMap { board in
            board.panels.filter { $0.panel.alerts.contains { $0.name == alert.name } }.map { (board, $0) }
        }
        let best = explaining.first { if case .graph = $0.1.panel.kind { true } else { false } } ?? explaining.first
        return best.map { "/d/\($0.0.dashboard.uid)?viewPanel=\($0.1.id)" }
    }
}
