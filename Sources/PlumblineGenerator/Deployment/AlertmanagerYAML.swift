import Plumbline

/// `generated/alertmanager.yml`: routes, inhibitions and receivers, for Alertmanager 0.25 and later.
func alertmanagerYAML(_ planned: PlannedRouting, service: String) -> YAML {
    let hours = planned.routing.warningHours.map { [("time_intervals", YAML.sequence([.mapping($0.interval)]))] } ?? []
    return .mapping(
        [
            ("route", rootRoute(planned, service: service)),
            ("inhibit_rules", .sequence(inhibitions(planned, service: service))),
            ("receivers", .sequence(planned.routing.receivers.map(\.alertmanager))),
        ] + hours)
}

/// The service's route stands below the root, so that those of other services can stand beside it.
private func rootRoute(_ planned: PlannedRouting, service: String) -> YAML {
    let hours = planned.routing.warningHours == nil ? [] : activeHours
    return .mapping([
        ("receiver", .string(planned.routing.warning.name)),
        ("group_by", ["service", "alertname"]),
        ("group_wait", "30s"),
        ("group_interval", "5m"),
        ("repeat_interval", .string(planned.routing.warningRepeat.promQL ?? "")),
        (
            "routes",
            .sequence([
                .mapping(
                    [
                        ("matchers", .sequence([matcher("service", service)])),
                        ("receiver", .string(planned.routing.warning.name)),
                    ] + hours + [("routes", .sequence(planned.routes.map(\.alertmanager)))])
            ])
        ),
    ])
}

/// What is held back while something worse is known.
private func inhibitions(_ planned: PlannedRouting, service: String) -> [YAML] {
    func rule(_ label: String, _ source: String, over target: String, equal: [YAML]) -> YAML {
        .mapping([
            ("source_matchers", .sequence([matcher("service", service), matcher(label, source)])),
            ("target_matchers", .sequence([matcher("service", service), matcher(label, target)])),
            ("equal", .sequence(equal)),
        ])
    }
    let severities = rule("severity", "critical", over: "warning", equal: ["service"])
    guard planned.hasTiers else { return [severities] }
    return [severities, rule("tier", "page", over: "ticket", equal: ["service", "slo"])]
}

private func matcher(_ label: String, _ value: String) -> YAML { .string("\(label)=\(value.promQLQuoted)") }

extension PlannedRoute {
    fileprivate var alertmanager: YAML {
        var fields: [(key: String, value: YAML)] = [
            ("matchers", .sequence(labels.map { matcher($0.name, $0.value) })),
            ("receiver", .string(receiver)),
        ]
        if let wait {
            fields.append(("group_by", ["..."]))
            fields.append(("group_wait", .string(wait)))
        }
        fields.append(("repeat_interval", .string(repeatInterval)))
        if keepsHours { fields += activeHours }
        if continues { fields.append(("continue", .boolean(true))) }
        return .mapping(fields)
    }
}

extension Receiver {
    fileprivate var alertmanager: YAML {
        let (key, settings): (String, [(key: String, value: YAML)]) =
            switch kind {
            case .slack(let channel, let urlFile):
                (
                    "slack_configs",
                    [
                        ("api_url_file", .string(urlFile)), ("channel", .string(channel)),
                        ("send_resolved", .boolean(true)),
                        ("title", "{{ .Status | toUpper }} {{ .CommonLabels.alertname }} ({{ .Alerts | len }})"),
                        (
                            "text",
                            """
                            {{ range .Alerts }}*{{ .Annotations.summary }}*
                            {{ .Annotations.description }}
                            <{{ .Annotations.runbook_url }}|Runbook> <{{ .Annotations.dashboard_url }}|Dashboard>
                            {{ end }}
                            """
                        ),
                    ]
                )
            case .pagerDuty(let keyFile):
                (
                    "pagerduty_configs",
                    [
                        ("routing_key_file", .string(keyFile)),
                        ("description", "{{ .CommonLabels.alertname }}: {{ .CommonAnnotations.summary }}"),
                        ("severity", "{{ .CommonLabels.severity }}"),
                    ]
                )
            case .webhook(let url, let tokenFile):
                (
                    "webhook_configs",
                    [("url", .string(url))]
                        + (tokenFile.map { file in
                            [
                                (
                                    "http_config",
                                    .mapping([("authorization", .mapping([("credentials_file", .string(file))]))])
                                )
                            ]
                        } ?? [])
                )
            }
        return .mapping([("name", .string(name)), (key, .sequence([.mapping(settings)]))])
    }
}
