import Plumbline
import PlumblinePlan

/// `generated/alertmanager.yml`: routes, inhibitions and receivers, for Alertmanager 0.25 and later.
func alertmanagerYAML(_ planned: PlannedRouting) -> YAML {
    let hours = planned.routing.warningHours.map { [("time_intervals", YAML.sequence([.mapping($0.interval)]))] } ?? []
    let inhibitions = planned.inhibitions.map { $0.alertmanager(ofServices(planned)) }
    return .mapping(
        [("route", rootRoute(planned))]
            + (inhibitions.isEmpty ? [] : [("inhibit_rules", .sequence(inhibitions))])
            + [("receivers", .sequence(planned.routing.receivers.map(\.alertmanager)))] + hours)
}

/// The service's route stands below the root, so that those of other services can stand beside it.
private func rootRoute(_ planned: PlannedRouting) -> YAML {
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
                        ("matchers", .sequence([ofServices(planned)])),
                        ("receiver", .string(planned.routing.warning.name)),
                    ] + hours + [("routes", .sequence(planned.routes.map(\.alertmanager)))])
            ])
        ),
    ])
}

extension PlannedInhibition {
    fileprivate func alertmanager(_ ofServices: YAML) -> YAML {
        .mapping([
            ("source_matchers", .sequence([ofServices, matcher(source.name, source.value)])),
            ("target_matchers", .sequence([ofServices, matcher(target.name, target.value)])),
            ("equal", .sequence(equal.map { .string($0) })),
        ])
    }
}

/// Names of services hold nothing that a regular expression would read otherwise.
private func ofServices(_ planned: PlannedRouting) -> YAML {
    let names = planned.services.joined(separator: "|")
    return planned.services.count == 1 ? matcher("service", names) : .string("service=~\(names.promQLQuoted)")
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
                        ("text", .string(slackText)),
                    ]
                )
            case .pagerDuty(let keyFile):
                (
                    "pagerduty_configs",
                    [
                        ("routing_key_file", .string(keyFile)),
                        ("description", .string(pagerDutyText)),
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

/// The first ten alerts of a message, and how many there are: Slack cuts what is longer than 40,000 characters. Three
/// characters are Slack's own markup, and a label's value must not be taken for a mention or a link.
/// https://docs.slack.dev/messaging/formatting-message-text
private let slackText = """
    {{ range $index, $alert := .Alerts }}{{ if lt $index 10 }}*{{ $alert.Annotations.summary\(slackEscaped) }}*
    {{ $alert.Annotations.description\(slackEscaped) }}
    {{ with $alert.Annotations.runbook_url }}<{{ . }}|Runbook> {{ end }}\
    {{ with $alert.Annotations.dashboard_url }}<{{ . }}|Dashboard>{{ end }}
    {{ end }}{{ end }}{{ if gt (len .Alerts) 10 }}These are the first 10 of {{ .Alerts | len }} alerts.{{ end }}
    """

private let slackEscaped =
    #" | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;""#

/// What one alert says; of several the first one's, with their number. Alertmanager cuts it at PagerDuty's 1,024 characters.
private let pagerDutyText = """
    {{ .CommonLabels.alertname }}: {{ (index .Alerts 0).Annotations.summary }}\
    {{ if gt (len .Alerts) 1 }} (the first of {{ .Alerts | len }}){{ end }}
    """
