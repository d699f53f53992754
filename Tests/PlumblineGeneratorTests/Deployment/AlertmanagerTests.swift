import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan
@testable import specs

/// Alertmanager's own tool takes the configuration and says who is told.
@Suite(.needs("amtool", Command.works("/usr/bin/env", "amtool", "--version")))
struct AlertmanagerTests {
    private static let onCall = Receiver.pagerDuty("on-call", keyFile: "/etc/alerting/key")
    private static let chat = Receiver.slack("chat", channel: "#shop", urlFile: "/etc/alerting/url")
    private static let hook = Receiver.webhook(
        "second-line", url: "https://hooks.example.com/alerts", tokenFile: "/etc/alerting/token")

    @Test func everyAlertOfTheFeatureStore() throws {
        let plan = try Plan(featureStore)
        try withTemporaryFolder { root in
            try put(["alertmanager.yml": text("alertmanager.yml", of: featureStore)], in: root)
            try check(root)
            for alert in plan.alertRules {
                let expected =
                    alert.rule.label("severity") == "critical"
                    ? "feature-store-on-call,feature-store-second-line" : "feature-store-chat"
                #expect(try told(alert.rule.labels, root) == expected, "\(alert.name)")
                #expect(plan.routing?.told(of: alert.rule).joined(separator: ",") == expected)
            }
        }
    }

    /// The tier decides before the severity does.
    @Test(arguments: [
        (["severity": "critical"], "on-call,second-line"), (["severity": "warning"], "chat"),
        (["severity": "warning", "tier": "page"], "on-call,second-line"),
        (["severity": "critical", "tier": "page"], "on-call,second-line"),
        (["severity": "critical", "tier": "ticket"], "chat"), (["severity": "warning", "tier": "ticket"], "chat"),
        (["severity": "critical", "service": "another"], "chat"), ([:], "chat"),
    ])
    func tiers(labels: [String: String], receivers: String) throws {
        let routing = Routing(warning: Self.chat, critical: Self.onCall, escalation: Escalation(to: Self.hook))
        let planned = PlannedRouting(routing, services: ["shop"], hasTiers: true)
        try withTemporaryFolder { root in
            try write(planned, root)
            try check(root)
            let labels = ["service": "shop"].merging(labels) { $1 }
            #expect(try told(labels.map { ($0.key, $0.value) }, root) == receivers)
        }
    }

    @Test func withoutEscalation() throws {
        let planned = PlannedRouting(
            Routing(warning: Self.chat, critical: Self.hook), services: ["shop"], hasTiers: true)
        try withTemporaryFolder { root in
            try write(planned, root)
            try check(root)
            #expect(try told([("service", "shop"), ("severity", "critical"), ("tier", "page")], root) == "second-line")
            #expect(try told([("service", "shop"), ("severity", "critical")], root) == "second-line")
        }
    }

    /// Warnings and tickets wait for the working hours, critical alerts do not.
    @Test func workingHours() throws {
        let routing = Routing(
            warning: Self.chat, critical: Self.onCall, warningHours: .weekdays(from: 8, to: 16, in: "Europe/Berlin"))
        try withTemporaryFolder { root in
            try write(PlannedRouting(routing, services: ["shop"], hasTiers: true), root)
            try check(root)
            let yaml = try String(contentsOfFile: "\(root)/alertmanager.yml", encoding: .utf8)
            #expect(
                yaml.hasSuffix(
                    """
                    time_intervals:
                    - name: working-hours
                      time_intervals:
                      - weekdays:
                        - monday:friday
                        times:
                        - start_time: '08:00'
                          end_time: '16:00'
                        location: Europe/Berlin

                    """))
            // The service's own route, and the route of tickets.
            #expect(yaml.split(separator: "active_time_intervals:\n").count == 3)
            #expect(
                yaml.contains("    receiver: chat\n    active_time_intervals:\n    - working-hours\n    routes:\n"))
            #expect(
                yaml.contains("      repeat_interval: 12h\n      active_time_intervals:\n      - working-hours\n"))
        }
    }

    /// An escalation waits for each alert by itself, and secrets are named, not written.
    @Test func asItIsWritten() throws {
        let routing = Routing(
            warning: Self.chat, critical: Self.onCall, escalation: Escalation(to: Self.hook, after: .minutes(45)),
            criticalRepeat: .hours(2))
        let yaml = alertmanagerYAML(PlannedRouting(routing, services: ["shop"], hasTiers: true))
        let text = String(decoding: try yamlBytes(yaml, header: ""), as: UTF8.self)
        #expect(
            text.contains(
                """
                    - matchers:
                      - tier="page"
                      receiver: second-line
                      group_by:
                      - '...'
                      group_wait: 45m
                      repeat_interval: 2h

                """))
        #expect(
            text.contains(
                """
                - source_matchers:
                  - service="shop"
                  - tier="page"
                  target_matchers:
                  - service="shop"
                  - tier="ticket"
                  equal:
                  - service
                  - slo

                """))
        #expect(text.contains("credentials_file: /etc/alerting/token\n"))
        #expect(text.contains("routing_key_file: /etc/alerting/key\n"))
        #expect(text.contains("api_url_file: /etc/alerting/url\n"))
    }

    /// A7: as narrow as declared: a page holds back the ticket of its objective and group, an alert those that it names,
    /// for the same values of all labels that both have.
    @Test func a7Inhibitions() throws {
        struct Metrics { let metrics = shop }
        struct Rules {
            let full = Alert.test(
                "Full", when: shop.length.sum(by: \.lane) > 50, severity: .critical, inhibits: ["Long", "Slow"])
            let long = Alert.test("Long", when: shop.length > 5)
            let slow = Alert.test("Slow", when: shop.wait.quantile(0.95) > .seconds(1))
        }
        struct Objectives {
            let wait = SLO(
                "wait", "Short.", objective: .percent(99), over: .days(30),
                good: shop.wait.faster(than: .milliseconds(500)), by: \.lane,
                onMissingData: .staysQuiet(because: "idle"))
        }
        struct Board {
            let dashboard = Dashboard.test()
            let length = Panel.stat("Length", Series("all", shop.length), alerts: [Rules().full, Rules().long])
            let wait = Panel.stat("Wait", Series("all", shop.wait.quantile(0.95)), alerts: [Rules().slow])
            let promise = ObjectiveRow(Objectives().wait)
            let occupancy = Panel.stat("Occupancy", Series("all", shop.occupancy))
            let served = Panel.stat("Served", Series("all", shop.served.rate()))
        }
        let spec = Spec.shop(Metrics(), Rules(), Objectives(), Board(), routing, outputs: [.alertmanager])
        let rules = try #require(parsed("alertmanager.yml", of: spec)["inhibit_rules"] as? [NSDictionary])
        func rule(_ source: String, _ target: String, _ equal: [String]) -> NSDictionary {
            [
                "source_matchers": [#"service="shop""#, source], "target_matchers": [#"service="shop""#, target],
                "equal": equal,
            ]
        }
        #expect(
            rules == [
                rule(#"tier="page""#, #"tier="ticket""#, ["service", "slo", "lane"]),
                rule(#"alertname="Full""#, #"alertname="Long""#, ["service", "lane"]),
                rule(#"alertname="Full""#, #"alertname="Slow""#, ["service"]),
            ])
    }

    private func write(_ planned: PlannedRouting, _ root: String) throws {
        let bytes = try yamlBytes(alertmanagerYAML(planned), header: "")
        try put(["alertmanager.yml": String(decoding: bytes, as: UTF8.self)], in: root)
    }

    private func check(_ root: String) throws {
        let check = try Command("amtool", "check-config", "alertmanager.yml", in: root).run()
        #expect(check.status == 0 && check.output.contains("SUCCESS"), "\(check.output)")
    }

    /// The names of the receivers, in the order of the routes.
    private func told(_ labels: [(key: String, value: String)], _ root: String) throws -> String {
        let pairs = labels.map { "\($0.key)=\($0.value)" }
        let command = Command(
            program: "/usr/bin/env",
            arguments: ["amtool", "config", "routes", "test", "--config.file=\(root)/alertmanager.yml"] + pairs)
        let lines = try command.run().output.split(separator: "\n").filter { !$0.hasPrefix("Warning:") }
        return lines.joined(separator: "\n")
    }
}
