package import Plumbline

/// An alerting rule as it is emitted, with its declaration.
package struct PlannedAlert: Sendable {
    package let name: String
    package let rule: PlannedRule
    /// Nil for alerts that follow from an objective.
    package let declaration: Alert?
    /// The objective that the others follow from.
    package let objective: ObjectiveDeclaration?
    package let panel: PanelAddress?
}

extension Plan {
    /// The alerting rules, in the order of the rule file.
    package var alertRules: [PlannedAlert] {
        ruleGroups.flatMap(\.rules).compactMap(planned)
    }

    /// The rule with what is known of it, if it is an alerting rule.
    package func planned(_ rule: PlannedRule) -> PlannedAlert? {
        guard case .alert(let name) = rule.name else { return nil }
        let declaration = alerts[name]
        return PlannedAlert(
            name: name, rule: rule, declaration: declaration,
            objective: declaration == nil ? rule.label("slo").flatMap { promises[$0] } : nil,
            panel: linkedPanel(of: rule))
    }

    /// The panel that the rule's own link leads to, whoever made the rule.
    private func linkedPanel(of rule: PlannedRule) -> PanelAddress? {
        guard let link = rule.annotation("dashboard_url"), let path = link.ranges(of: "/d/").last else { return nil }
        return panels[String(link[path.lowerBound...])]
    }
}

extension PlannedRule {
    /// What the rule has under an annotation's name.
    package func annotation(_ key: String) -> String? { annotations.first { $0.key == key }?.value }
    /// What the rule sets a label to.
    package func label(_ key: String) -> String? { labels.first { $0.key == key }?.value }
}
