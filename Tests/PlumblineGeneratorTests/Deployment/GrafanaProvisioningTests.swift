import Foundation
import Plumbline
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan
@testable import specs

/// Grafana's file provisioning, read back by PyYAML, in the shape that Grafana's loader takes.
@Suite(.needsPyYAML)
struct GrafanaProvisioningTests {
    /// Every alert is there once, linked to the panel that its link leads to, and of the same condition.
    @Test(arguments: [CornerShop.spec(outputs: Set(Output.allCases), routing), featureStore])
    func everyAlert(spec: Spec) throws {
        let plan = try Plan(spec)
        let rules = try alerts(of: spec)
        #expect(rules.map { $0["title"] as? String } == plan.alertRules.map(\.name))
        let uids = rules.compactMap { $0["uid"] as? String }
        #expect(Set(uids).count == plan.alertRules.count)
        for uid in uids { #expect(uid.wholeMatch(of: /[A-Za-z0-9_-]{1,40}/) != nil, "\(uid)") }
        for (rule, alert) in zip(rules, plan.alertRules) {
            let link = try #require(alert.rule.annotation("dashboard_url"))
            let board = try #require(rule["dashboardUid"] as? String)
            let panel = try #require(rule["panelId"] as? Int)
            #expect(link.hasSuffix("/d/\(board)?viewPanel=\(panel)"))
            #expect(rule["for"] as? String == alert.rule.duration ?? "0s")
            #expect(rule["condition"] as? String == "C")
            let data = try #require(rule["data"] as? [[String: Any]])
            #expect(data.map { $0["refId"] as? String } == ["A", "C"])
            #expect(data.map { $0["datasourceUid"] as? String } == ["prometheus", "__expr__"])
            #expect((data[0]["model"] as? [String: Any])?["expr"] as? String == alert.rule.expression)
            let annotations = try #require(rule["annotations"] as? [String: String])
            #expect(!annotations.values.contains { $0.contains("$value ") })
            #expect(annotations.keys.sorted() == alert.rule.annotations.map(\.key).sorted())
        }
    }

    @Test func oneRule() throws {
        let rule = try #require(try alerts(of: CornerShop.spec(outputs: Set(Output.allCases), routing)).first)
        let annotations = try #require(rule["annotations"] as? [String: String])
        #expect(
            annotations["description"]
                == "95 % wait less than {{ $values.A.Value | humanizeDuration }}; 500 ms are promised.")
        #expect(annotations["summary"] == "People wait long in the {{ $labels.lane }} lane")
        #expect(rule["labels"] as? [String: String] == ["service": "shop", "severity": "critical", "team": "tills"])
        #expect(rule["keepFiringFor"] as? String == "5m")
        #expect(rule["noDataState"] as? String == "OK" && rule["execErrState"] as? String == "Error")
    }

    /// Grafana evaluates at multiples of 10 seconds.
    @Test(arguments: [(15.0, "20s"), (30, "30s"), (0.5, "10s"), (90, "90s"), (601, "610s")])
    func intervals(seconds: Double, interval: String) throws {
        struct Rules {
            let group: RuleGroup
            let full = Alert.test("Full", when: shop.occupancy > 0.9, for: .minutes(20))
        }
        struct Board {
            let dashboard = Dashboard.test()
            let full: Panel
        }
        struct Metrics { let occupancy = shop.occupancy }
        let rules = Rules(group: RuleGroup("tills", interval: .seconds(seconds)))
        let panel = Panel.stat("Full", Series("tills", shop.occupancy), alerts: [rules.full])
        let spec = Spec.shop(Metrics(), rules, Board(full: panel), routing, outputs: [.grafanaProvisioning])
        let groups = try #require(try parsed("grafana/alerting.yml", of: spec)["groups"] as? [[String: Any]])
        #expect(groups.map { $0["interval"] as? String } == [interval])
    }

    /// `$` is kept from being read as a variable; secrets are Grafana's to read from files.
    @Test func contactPointsAndPolicies() throws {
        let spec = CornerShop.spec(outputs: Set(Output.allCases), routing)
        let file = try parsed("grafana/alerting.yml", of: spec)
        let points = try #require(file["contactPoints"] as? [[String: Any]])
        let receivers = try #require(points.map { $0["receivers"] } as? [[[String: Any]]])
        #expect(points.map { $0["name"] as? String } == ["chat", "on-call"])
        #expect(receivers.map { $0[0]["type"] as? String } == ["slack", "webhook"])
        #expect(
            receivers.map { $0[0]["settings"] as? [String: String] } == [
                ["recipient": "#shop", "url": "$__file{/etc/alerting/url}"],
                [
                    "url": "https://hooks.example.com/$$alerts", "authorization_scheme": "Bearer",
                    "authorization_credentials": "$__file{/etc/alerting/token}",
                ],
            ])
        let policies = try #require(file["policies"] as? [NSDictionary])
        #expect(
            policies == [
                [
                    "orgId": 1, "receiver": "chat", "group_by": ["grafana_folder", "alertname"], "group_wait": "30s",
                    "group_interval": "5m", "repeat_interval": "12h",
                    "routes": [
                        [
                            "receiver": "chat", "object_matchers": [["service", "=", "shop"]],
                            "routes": [
                                [
                                    "receiver": "on-call", "object_matchers": [["tier", "=", "page"]],
                                    "repeat_interval": "1h", "continue": false,
                                ],
                                [
                                    "receiver": "chat", "object_matchers": [["tier", "=", "ticket"]],
                                    "repeat_interval": "12h", "continue": false,
                                ],
                                [
                                    "receiver": "on-call", "object_matchers": [["severity", "=", "critical"]],
                                    "repeat_interval": "1h", "continue": false,
                                ],
                            ],
                        ]
                    ],
                ]
            ])
    }

    @Test func workingHours() throws {
        let routing = Routing(
            warning: .slack("chat", channel: "#shop", urlFile: "/url"), critical: .pagerDuty("page", keyFile: "/key"),
            warningHours: .weekdays(in: "Europe/Berlin"))
        let file = try parsed("grafana/alerting.yml", of: CornerShop.spec(outputs: [.grafanaProvisioning], routing))
        let hours: NSDictionary = [
            "weekdays": ["monday:friday"], "times": [["start_time": "09:00", "end_time": "17:00"]],
            "location": "Europe/Berlin",
        ]
        #expect(
            file["muteTimes"] as? [NSDictionary] == [["orgId": 1, "name": "working-hours", "time_intervals": [hours]]])
        let policy = try #require((file["policies"] as? [[String: Any]])?.first)
        let service = try #require((policy["routes"] as? [[String: Any]])?.first)
        #expect(service["active_time_intervals"] as? [String] == ["working-hours"])
        let critical = try #require((service["routes"] as? [[String: Any]])?.first)
        #expect(critical["active_time_intervals"] == nil)
    }

    /// Texts that would be variables or templates to Grafana are the same text in the rules.
    @Test func hostileTexts() throws {
        let spec = Hostile.spec(outputs: Set(Output.allCases), routing)
        let rules = try alerts(of: spec)
        #expect(rules.count == 2 * Hostile.texts.count + 2)
        for rule in rules {
            let annotations = try #require(rule["annotations"] as? [String: String])
            #expect(!annotations.values.contains { $0.contains("${") })
            let labels = try #require(rule["labels"] as? [String: String])
            #expect(labels.values.allSatisfy { !$0.replacing("$$", with: "").contains("$") })
        }
        for name in ["kubernetes/prometheus_rule.yml", "mimir_rules.yml", "alertmanager.yml", "openslo/slo_fast.yml"] {
            #expect(try parsed(name, of: spec).count > 0)
        }
    }

    @Test func dataSourceAndDashboards() throws {
        struct Place {
            let grafana = GrafanaProvisioning(
                prometheus: "http://prometheus:9090", folder: "Till $1", dashboardPath: "/dashboards")
        }
        let spec = CornerShop.spec(outputs: Set(Output.allCases), routing, Place())
        let sources = try #require(try parsed("grafana/datasources.yml", of: spec)["datasources"] as? [NSDictionary])
        #expect(
            sources == [
                [
                    "name": "Prometheus", "uid": "prometheus", "type": "prometheus", "access": "proxy",
                    "url": "http://prometheus:9090", "jsonData": ["httpMethod": "POST", "timeInterval": "15s"],
                ]
            ])
        let providers = try #require(try parsed("grafana/dashboards.yml", of: spec)["providers"] as? [NSDictionary])
        #expect(
            providers == [
                [
                    "name": "shop", "orgId": 1, "folder": "Till $$1", "type": "file", "disableDeletion": false,
                    "allowUiUpdates": false, "options": ["path": "/dashboards"],
                ]
            ])
    }

    private func alerts(of spec: Spec) throws -> [[String: Any]] {
        let groups = try #require(try parsed("grafana/alerting.yml", of: spec)["groups"] as? [[String: Any]])
        return groups.flatMap { $0["rules"] as? [[String: Any]] ?? [] }
    }
}
