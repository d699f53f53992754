import Plumbline
import PlumblinePlan

/// The tree of notification policies: it replaces the whole tree of the organisation.
func policyYAML(_ planned: PlannedRouting) -> YAML {
    func matchers(_ labels: [(name: String, value: String)]) -> YAML {
        .sequence(labels.map { [.string($0.name), "=", .string($0.value)] })
    }
    let routes = planned.routes.map { route in
        var fields: [(key: String, value: YAML)] = [
            ("receiver", .string(route.receiver)), ("object_matchers", matchers(route.labels)),
        ]
        if let wait = route.wait { fields += [("group_by", ["..."]), ("group_wait", .string(wait))] }
        if route.keepsHours { fields += activeHours }
        return YAML.mapping(
            fields + [
                ("repeat_interval", .string(route.repeatInterval)), ("continue", .boolean(route.continues)),
            ])
    }
    let services = planned.services.joined(separator: "|")
    let ofServices: YAML = [["service", .string(planned.services.count == 1 ? "=" : "=~"), .string(services)]]
    let warning = YAML.string(planned.routing.warning.name)
    return .mapping([
        ("orgId", 1),
        ("receiver", warning),
        ("group_by", ["grafana_folder", "alertname"]),
        ("group_wait", "30s"),
        ("group_interval", "5m"),
        ("repeat_interval", .string(planned.routing.warningRepeat.promQL ?? "")),
        (
            "routes",
            [
                .mapping(
                    [("receiver", warning), ("object_matchers", ofServices)]
                        + (planned.routing.warningHours == nil ? [] : activeHours)
                        + [("routes", .sequence(routes))])
            ]
        ),
    ])
}

extension Receiver {
    /// `$__file{…}` is read by Grafana from the machine it runs on.
    var contactPoint: YAML {
        let (type, settings): (String, [(key: String, value: String)]) =
            switch kind {
            case .slack(let channel, let file):
                ("slack", [("recipient", channel.dollarsKept), ("url", "$__file{\(file)}")])
            case .pagerDuty(let file): ("pagerduty", [("integrationKey", "$__file{\(file)}")])
            case .webhook(let url, let file):
                (
                    "webhook",
                    [("url", url.dollarsKept)]
                        + (file.map {
                            [("authorization_scheme", "Bearer"), ("authorization_credentials", "$__file{\($0)}")]
                        } ?? [])
                )
            }
        return .mapping([
            ("orgId", 1),
            ("name", .string(name)),
            (
                "receivers",
                [
                    .mapping([
                        ("uid", .string(String(name.prefix(40)))), ("type", .string(type)),
                        ("settings", .strings(settings)), ("disableResolveMessage", .boolean(false)),
                    ])
                ]
            ),
        ])
    }
}
