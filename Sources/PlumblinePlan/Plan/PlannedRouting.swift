package import Plumbline

/// The routing tree below the service's own route: the first route that fits decides, unless it continues.
package struct PlannedRouting: Sendable {
    package let routing: Routing
    /// The services whose alerts it is for: the spec's, and those of objectives.
    package let services: [String]
    package let routes: [PlannedRoute]
    /// Whether any alert has a tier.
    package let hasTiers: Bool
    /// What is held back while something worse is known.
    package let inhibitions: [PlannedInhibition]
}

/// While an alert of `source` fires, those of `target` are held back that have the same values of the `equal` labels. One
/// that neither has counts as the same.
package struct PlannedInhibition: Sendable {
    package let source: (name: String, value: String)
    package let target: (name: String, value: String)
    package let equal: [String]
}

/// One branch of the tree, as Alertmanager and Grafana both have it.
package struct PlannedRoute: Sendable {
    package let receiver: String
    /// All have to fit; an empty value fits a label that is not there.
    package let labels: [(name: String, value: String)]
    package let repeatInterval: String
    /// How long the first message waits: the delay of an escalation.
    package var wait: String?
    /// Whether it is silent outside of working hours.
    package var keepsHours = false
    /// Whether the routes that follow are tried too.
    package var continues = false
}

extension PlannedRouting {
    /// - Parameters:
    ///   - services: Whose alerts are routed.
    ///   - groups: The labels by which objectives are grouped: page and ticket of one group have the same.
    ///   - alerts: Those that may hold others back.
    init(
        _ routing: Routing, services: [String], hasTiers: Bool, groups: Set<String> = [], alerts: [Alert] = []
    ) {
        self.routing = routing
        self.services = services
        self.hasTiers = hasTiers
        let tiers = PlannedInhibition(
            source: ("tier", "page"), target: ("tier", "ticket"), equal: ["service", "slo"] + groups.sorted())
        inhibitions = (hasTiers ? [tiers] : []) + alerts.inhibitions
        let severe = [("severity", Severity.critical.rawValue)]
        routes =
            hasTiers
            ? Self.routes([("tier", "page")], routing)
                + [
                    PlannedRoute(
                        receiver: routing.warning.name, labels: [("tier", "ticket")],
                        repeatInterval: routing.warningRepeat.promQL ?? "", keepsHours: routing.warningHours != nil)
                ] + Self.routes(severe, routing)
            : Self.routes(severe, routing)
    }

    /// The first receiver at once, and the next one after the delay: each alert has a wait of its own there, or one
    /// that is new would be passed on together with one that is old.
    private static func routes(_ labels: [(name: String, value: String)], _ routing: Routing) -> [PlannedRoute] {
        let interval = routing.criticalRepeat.promQL ?? ""
        let first = PlannedRoute(
            receiver: routing.critical.name, labels: labels, repeatInterval: interval,
            continues: routing.escalation != nil)
        guard let escalation = routing.escalation else { return [first] }
        return [
            first,
            PlannedRoute(
                receiver: escalation.receiver.name, labels: labels, repeatInterval: interval,
                wait: escalation.delay.promQL),
        ]
    }

    /// The receivers that are told of a rule's alerts, in the order in which they are.
    package func told(of rule: PlannedRule) -> [String] {
        var told: [String] = []
        for route in routes where route.labels.allSatisfy({ (rule.label($0.name) ?? "") == $0.value }) {
            told.append(route.receiver)
            if !route.continues { break }
        }
        return told.isEmpty ? [routing.warning.name] : told
    }
}

extension [Alert] {
    /// Each pair of alerts of which one names the other, by the labels that both have.
    fileprivate var inhibitions: [PlannedInhibition] {
        let named = Dictionary(map { ($0.name, $0) }) { first, _ in first }
        return flatMap { alert in
            alert.inhibits.compactMap { name in
                named[name].map { other in
                    PlannedInhibition(
                        source: ("alertname", alert.name), target: ("alertname", name),
                        equal: ["service"] + alert.labels.shared(with: other.labels))
                }
            }
        }
    }
}

extension SurvivingLabels {
    fileprivate func shared(with other: SurvivingLabels) -> [String] {
        names.union(other.names).union(["job", "instance"]).filter { contains($0) && other.contains($0) }.sorted()
    }
}
