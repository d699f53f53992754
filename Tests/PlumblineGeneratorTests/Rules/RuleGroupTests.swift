import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// What a declared group says of its rules.
@Suite struct RuleGroupTests {
    private struct Recorded {
        let group: RuleGroup
        let mean = RecordingRule("lane:queue_length:avg", shop.length.query)
        let long = Alert.test("Long", when: shop.length.query > 20, labels: ["team": "tills"])
        let longer = Alert.test("Longer", when: shop.length.query > 30)
    }

    private struct Readers {
        let mean = Alert.test("MeanLong", when: recorded.mean > 10)
        let busy = Alert.test("Busy", when: shop.occupancy > .percent(90))
    }

    private struct Board {
        let dashboard = Dashboard.test()
        let panel: Panel
        let occupancy: Panel
        let row: ObjectiveRow?
    }

    private static let recorded = Recorded(group: RuleGroup("late"))

    private static func spec(
        _ group: RuleGroup, target: PrometheusTarget = .version(2, 53), outputs: Set<Output> = .standard,
        proofs: ProofDemand = .wherePossible, also: [any Sendable] = [], row: ObjectiveRow? = nil
    ) -> Spec {
        struct Metrics {
            let length = shop.length
            let occupancy = shop.occupancy
        }
        struct Also { let declarations: [any Sendable] }
        let (rules, readers) = (Recorded(group: group), Readers())
        let alerts = [rules.long, rules.longer, readers.mean]
        let board = Board(
            panel: .stat("Length", Series("length", shop.length), alerts: alerts),
            occupancy: .stat("Occupancy", Series("occupancy", shop.occupancy), alerts: [readers.busy]), row: row)
        return .shop(
            Metrics(), rules, readers, board, Also(declarations: also), target: target, outputs: outputs,
            proofs: proofs)
    }

    @Test func anOffsetNeedsATargetThatHasIt() {
        let group = RuleGroup("late", queryOffset: .minutes(1), file: "specs/A.swift", line: 7, column: 3)
        let found = problems(of: Self.spec(group, target: .v2_42))
        #expect(found.map(\.origin.description) == ["specs/A.swift:7:3"])
        #expect(
            found.map(\.message) == [
                "rule group 'late' has a query offset: in Prometheus since 2.53, and the rules are for 2.42 and later"
            ])
        #expect(found.map(\.mend) == ["declare target: .version(2, 53), or do without it"])
    }

    @Test func anOffsetIsADuration() {
        let found = problems(of: Self.spec(RuleGroup("late", queryOffset: .minutes(-1)))).map(\.message)
        #expect(found == ["the query offset of 'late' -1 min is not a positive whole number of milliseconds"])
    }

    @Test(.needs("today's promtool", Judge.all.contains(.today))) func isWrittenAndProvenWithout() throws {
        let labels = ["team": "shop", "site": "x"]
        let spec = Self.spec(
            RuleGroup("late", interval: .seconds(30), queryOffset: .seconds(90), alertLabels: labels))
        let proving = try Proving(spec)
        let rules = String(decoding: proving.files["generated/prometheus_alerts.yml"] ?? [], as: UTF8.self)
        #expect(rules.contains("- name: late\n  interval: 30s\n  query_offset: 1m30s\n  rules:\n"))
        // An alert's own labels win, and recorded series have none of the group's.
        #expect(rules.contains("      service: shop\n      severity: warning\n      site: x\n      team: tills\n"))
        #expect(rules.contains("      service: shop\n      severity: warning\n      site: x\n      team: shop\n"))
        #expect(rules.components(separatedBy: "site: x").count == 3)
        let notes = try ProvenPlan(spec).remarks.map(\.message).filter { $0.contains("query offset") }
        let reason = "is not proven: its group has a query offset, or that of what it reads"
        #expect(
            Set(notes) == [
                "recording rule 'lane:queue_length:avg' \(reason)", "alert 'Long' \(reason)",
                "alert 'Longer' \(reason)", "alert 'MeanLong' \(reason)",
            ])
        #expect(proving.text.contains("alertname: Busy") && !proving.text.contains("alertname: MeanLong"))
        // promtool 2 refuses the field.
        let checked = try withTemporaryFolder { root in
            try put(["rules.yml": rules], in: root)
            return try Command(.today, "promtool", "check", "rules", "rules.yml", in: root).run()
        }
        #expect(checked.output.contains("SUCCESS: 5 rules found"), "\(checked.output)")
        try proving.expectProven(by: [.today])
    }

    @Test func everyPromtoolHasTheLabelsOfAGroup() throws {
        let proving = try Proving(Self.spec(RuleGroup("late", alertLabels: ["site": "x"]), target: .v2_42))
        #expect(proving.missing.isEmpty)
        #expect(proving.text.contains("site: x"))
        try proving.expectProven()
        let broken = try proving.breaking("      site: x", "      site: y")
        #expect(try broken.run().status != 0)
    }

    /// The delay goes on: to objectives of what is recorded, and to those that are made of them.
    @Test func objectivesOfDelayedSeriesAreNotProven() throws {
        func slo<L: LabelSet>(_ name: String, _ good: SLI<L, Count>) -> SLO<L, Count> {
            SLO(
                name, "All is well.", objective: .percent(99), over: .days(28), good: good,
                onMissingData: .staysQuiet(because: "the shop is closed"))
        }
        let short = slo("short", Self.recorded.mean.query.atMost(5))
        let empty = slo("empty", shop.length.atMost(1))
        let all = slo("all", allOf(short, empty))
        struct Rows {
            let dashboard = Dashboard.test("rows", title: "Rows")
            let empty: ObjectiveRow
            let all: ObjectiveRow
        }
        let spec = Self.spec(
            RuleGroup("late", queryOffset: .minutes(1)),
            also: [short, empty, all, Rows(empty: ObjectiveRow(empty), all: ObjectiveRow(all))],
            row: ObjectiveRow(short))
        let notes = try ProvenPlan(spec).remarks.map(\.message).filter { $0.contains("query offset") }
        #expect(
            notes.filter { $0.hasPrefix("objective") }.map { $0.prefix(15) } == ["objective 'shor", "objective 'all'"])
    }

    @Test func whoAsksForAllProofsGetsAnError() {
        let spec = Self.spec(RuleGroup("late", queryOffset: .minutes(1)), proofs: .required)
        #expect(problems(of: spec).count == 4)
    }

    @Test func othersKeepIt() throws {
        let group = RuleGroup("late", queryOffset: .minutes(1))
        let chat = Receiver.slack("chat", channel: "#shop", urlFile: "/etc/alerting/url")
        let split = Self.spec(
            group, outputs: [.mimir, .kubernetes, .grafanaProvisioning],
            also: [
                Mimir(rulesPerGroup: 2),
                Routing(warning: chat, critical: .pagerDuty("on-call", keyFile: "/etc/alerting/key")),
            ])
        let files = try outputFiles(of: split, templates: Templates())
        for (path, count) in [("mimir_rules", 2), ("kubernetes/prometheus_rule", 1)] {
            let file = try #require(files.first { $0.path == "generated/\(path).yml" })
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(text.components(separatedBy: "query_offset: 1m").count == count + 1)
        }
        #expect(try Plan(split).remarks.contains { $0.message.contains("Grafana's groups have no query offset") })
    }
}
