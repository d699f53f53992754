import Plumbline
import PlumblinePlan

/// `generated/grafana/alerting.yml`: the alerts of the rule file as Grafana-managed rules, with contact points and
/// notification policies. The recorded series that they read are still Prometheus' to record. Grafana has no
/// inhibition: warnings are told beside the critical alert.
func grafanaAlertingYAML(_ plan: Plan, _ routing: PlannedRouting) -> YAML {
    let groups = plan.ruleGroups.compactMap { group in
        let alerts = group.rules.compactMap(plan.planned)
        return alerts.isEmpty ? nil : groupYAML(group, alerts, plan)
    }
    let hours = routing.routing.warningHours.map { hours in
        [("muteTimes", YAML.sequence([.mapping([("orgId", 1)] + hours.interval)]))]
    }
    return .mapping(
        [
            ("apiVersion", 1),
            ("groups", .sequence(groups)),
            ("contactPoints", .sequence(routing.routing.receivers.map(\.contactPoint))),
            ("policies", .sequence([policyYAML(routing)])),
        ] + (hours ?? []))
}

private func groupYAML(_ group: PlannedGroup, _ alerts: [PlannedAlert], _ plan: Plan) -> YAML {
    .mapping([
        ("orgId", 1),
        ("name", .string(group.name)),
        ("folder", .string(plan.provisioning.folder.dollarsKept)),
        ("interval", .string(schedulable(group.interval))),
        ("rules", .sequence(alerts.map { ruleYAML($0, plan.service) })),
    ])
}

/// Grafana evaluates at multiples of 10 seconds only, so others are rounded up.
private func schedulable(_ interval: String?) -> String {
    guard let interval, let seconds = wholeSeconds(interval) else { return "1m" }
    return "\((seconds + 9) / 10 * 10)s"
}

/// The seconds of `1m30s`, rounded up; nil for what is no duration of Prometheus.
private func wholeSeconds(_ duration: String) -> Int? {
    let sizes = ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
    var milliseconds = 0
    var rest = duration[...]
    while !rest.isEmpty {
        let digits = rest.prefix { $0.isNumber }
        let unit = rest[digits.endIndex...].prefix { !$0.isNumber }
        guard let count = Int(digits), let size = sizes[String(unit)] else { return nil }
        milliseconds += count * size
        rest = rest[unit.endIndex...]
    }
    return milliseconds > 0 ? (milliseconds + 999) / 1000 : nil
}

private func ruleYAML(_ alert: PlannedAlert, _ service: String) -> YAML {
    var fields: [(key: String, value: YAML)] = [
        ("uid", .string(alert.uid)),
        ("title", .string(alert.name)),
        ("condition", "C"),
        ("for", .string(alert.rule.duration ?? "0s")),
    ]
    if let keep = alert.rule.keepFiringFor { fields.append(("keepFiringFor", .string(keep))) }
    // No series means that the condition does not hold, as in Prometheus; what absence means is in the expression.
    fields += [("noDataState", "OK"), ("execErrState", "Error")]
    if let panel = alert.panel {
        fields += [("dashboardUid", .string(panel.dashboard.uid)), ("panelId", .integer(panel.id))]
    }
    return .mapping(
        fields + [
            ("labels", .strings(alert.rule.labels.map { ($0.key, $0.value.dollarsKept) })),
            ("annotations", .strings(alert.annotations(service).map { ($0.key, $0.value.valueOfQuery) })),
            ("isPaused", .boolean(false)),
            ("data", [query(alert.rule.expression), condition]),
        ])
}

private func query(_ expression: String) -> YAML {
    .mapping([
        ("refId", "A"),
        ("relativeTimeRange", .mapping([("from", 600), ("to", 0)])),
        ("datasourceUid", .string(prometheusUID)),
        (
            "model",
            .mapping([
                ("refId", "A"),
                ("datasource", .strings([("type", "prometheus"), ("uid", prometheusUID)])),
                ("expr", .string(expression)),
                ("instant", .boolean(true)), ("range", .boolean(false)), ("intervalMs", 1000),
                ("maxDataPoints", 43200),
            ])
        ),
    ])
}

/// The expression has its comparison in itself: it fires for every series that is left, whatever its value is.
private let condition: YAML = .mapping([
    ("refId", "C"),
    ("datasourceUid", "__expr__"),
    (
        "model",
        .mapping([
            ("refId", "C"), ("type", "math"), ("expression", "is_number($A) || is_inf($A)"),
            ("datasource", .strings([("type", "__expr__"), ("uid", "__expr__")])),
        ])
    ),
])

extension PlannedAlert {
    /// Those of the rule. Grafana answers `query` with nothing, so what an objective's alert asks for is left out.
    /// https://grafana.com/docs/grafana/latest/alerting/alerting-rules/templates/reference/
    fileprivate func annotations(_ service: String) -> [(key: String, value: String)] {
        guard let burn = burn(service) else { return rule.annotations }
        let description = burn.objective.burnDescription(burn.alert, burn.objective.templateWithoutQueries)
        return rule.annotations.map { ($0.key, $0.key == "description" ? description : $0.value) }
    }

    /// 40 characters at most, the same for as long as the name and the labels are.
    fileprivate var uid: String {
        let identity = ([name] + rule.labels.map { "\($0.key)=\($0.value)" }).joined(separator: "\n")
        let digits = String(stableHash(identity), radix: 16)
        return "\(name.prefix(23))-\(String(repeating: "0", count: 16 - digits.count))\(digits)"
    }
}

extension String {
    /// `$value` is a text of all queries in Grafana; the value alone is the query's. `${` would be a variable of the
    /// environment in annotations, where `$` alone is none.
    fileprivate var valueOfQuery: String {
        var (text, rest) = ("", Substring(self))
        while let open = rest.pair(of: "{"), let close = rest[open.upperBound...].pair(of: "}") {
            let action = String(rest[open.upperBound..<close.lowerBound])
            text += rest[..<open.upperBound] + action.swapping("$value ", for: "$values.A.Value ") + "}}"
            rest = rest[close.upperBound...]
        }
        return (text + rest).swapping("${", for: #"{{ "$" }}{"#)
    }
}
