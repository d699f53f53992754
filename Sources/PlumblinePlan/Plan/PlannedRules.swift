package import Plumbline

/// A rule group, field for field as Prometheus' `rulefmt` has it.
package struct PlannedGroup: Sendable {
    package let name: String
    package let interval: String?
    package var queryOffset: String?
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
    init(_ group: Declarations.Group, _ text: PromQLText, _ links: [String: String]) {
        name = group.name(text.spec)
        interval = group.declared?.interval?.promQL
        queryOffset = group.declared?.queryOffset?.promQL
        rules = group.rules.map { named in
            switch named.value {
            case .alert(let alert): PlannedRule(alert, text, links)
            case .recording(let recording): PlannedRule(recording, text)
            }
        }
    }
}

extension PlannedRule {
    fileprivate init(_ alert: Alert, _ text: PromQLText, _ links: [String: String]) {
        name = .alert(alert.name)
        expression = text.rule(alert.effectiveExpression)
        duration = alert.duration.promQL
        keepFiringFor = alert.keepFiringFor?.promQL
        let own = ["severity": alert.severity.rawValue, "service": text.spec.service]
        labels = own.merging(alert.extraLabels) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value.template) }
        annotations = [("summary", alert.summary.template), ("description", alert.details.template)]
        annotations.append(("runbook_url", (alert.runbookURL(text.spec) ?? "").template))
        if let link = links[alert.name] { annotations.append(("dashboard_url", (text.spec.grafana + link).template)) }
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

extension String {
    /// Prometheus expands templates in alerts' labels and annotations: one that is expanded to this very text.
    fileprivate var template: String { [TextSegment.literal(self)].template }
}

extension Expression {
    /// The first selector, reading from the left.
    fileprivate var firstSelector: Selector? {
        if case .selector(let selector) = self { return selector }
        return children.lazy.compactMap(\.firstSelector).first
    }
}

extension [PlannedDashboard] {
    /// Where each alert is explained, below Grafana's address, by the alert's name.
    package var linksOfAlerts: [String: String] { panelsOfAlerts.mapValues(\.path) }
}
