import Foundation
import Plumbline
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan
@testable import specs

/// What the readers of the files take at most.
struct LimitTests {
    /// A5: by Mimir's defaults no group has more than 20 rules, and what a rule reads still comes before it.
    @Test(.needsPyYAML, arguments: [featureStore, Self.recordings(45)])
    func a5MimirsGroups(spec: Spec) throws {
        let file = try #require(try parsed("mimir_rules.yml", of: spec)["groups"] as? [[String: Any]])
        let plan = try Plan(spec)
        #expect(file.count <= 70)
        #expect(Set(file.compactMap { $0["name"] as? String }).count == file.count)
        let rules = file.map { $0["rules"] as? [[String: Any]] ?? [] }
        for group in rules { #expect(!group.isEmpty && group.count <= 20) }
        let expressions = rules.joined().map { $0["expr"] as? String }
        #expect(expressions == plan.ruleGroups.flatMap { $0.rules.map(\.expression) })
        for group in plan.ruleGroups where group.rules.count > 20 {
            let parts = file.filter { ($0["name"] as? String)?.hasPrefix(group.name) == true }
            #expect(parts.count > 1 && parts.allSatisfy { $0["interval"] as? String == group.interval })
        }
    }

    /// A5: what is split is said, each group once.
    @Test func a5SplitGroupsAreNoted() throws {
        let remarks = try ProvenPlan(Self.recordings(45)).remarks.filter { $0.message.hasPrefix("mimir_rules.yml") }
        #expect(
            remarks.map(\.message) == [
                "mimir_rules.yml has the 45 rules of group 'many' in 3 groups: Mimir evaluates them at the same time, "
                    + "so what reads across them may be an evaluation behind"
            ])
        #expect(try ProvenPlan(Self.recordings(20)).remarks.isEmpty)
        #expect(try ProvenPlan(Self.recordings(45, Mimir(rulesPerGroup: 45))).remarks.isEmpty)
    }

    /// A5: a part of a group is called like no other group.
    @Test func a5NamesOfParts() {
        let rule = PlannedRule(name: .record("a"), expression: "1", labels: [])
        let groups = [("a", 3), ("a.2", 1), ("a.3", 2)].map { name, count in
            PlannedGroup(name: name, interval: nil, rules: Array(repeating: rule, count: count))
        }
        let split = groups.split(Mimir(rulesPerGroup: 1))
        #expect(split.map(\.name) == ["a", "a.4", "a.5", "a.2", "a.3", "a.3.2"])
        #expect(groups.split(Mimir()).map(\.rules.count) == [3, 1, 2])
    }

    @Test func a5WhatCannotFit() throws {
        let base = #line
        let limits = Mimir(rulesPerGroup: 10, groups: 4)
        try expectProblems(
            of: Self.recordings(45, limits), since: base,
            """
            +1 the rules need 5 groups of 10, and Mimir takes 4; raise the tenant's limits and declare them as \
            Mimir(rulesPerGroup: …, groups: …), or declare fewer rules
            """)
        let next = #line
        struct Limits {
            let one = Mimir(rulesPerGroup: 0)
            let two = Mimir()
        }
        try expectProblems(
            of: CornerShop.spec(outputs: .standard, Limits()), since: next,
            """
            +2 Mimir takes 70 groups of 0 rules; write the tenant's limits, at least 1
            +3 Mimir is declared twice; keep one of them
            """)
    }

    /// A12: 30 objectives with their rows fit what kubectl puts into an annotation.
    @Test func a12ManyRowsFit() throws {
        #expect(try text("kubernetes/dashboard_rows.yml", of: Self.objectiveRows(30)).utf8.count < 262_144)
    }

    /// A12: what the API server refuses is an error at the dashboard.
    @Test func a12TooLargeAnObject() throws {
        let error = #expect(throws: Diagnostics.self) {
            try outputFiles(of: Self.objectiveRows(400), templates: Templates())
        }
        let problem = try #require(error?.problems.first)
        #expect(problem.message.hasPrefix("kubernetes/") && problem.origin.path.hasSuffix("LimitTests.swift"))
        #expect(problem.message.hasSuffix(" bytes, and Kubernetes takes objects of 1048576"))
    }

    /// A5: names are no longer than Grafana's columns.
    @Test func a5NamesForGrafana() throws {
        let base = #line
        let (long, title) = (String(repeating: "A", count: 191), String(repeating: "B", count: 190))
        struct Rules {
            let group: RuleGroup
            let alert: Alert
        }
        let rules = Rules(group: RuleGroup(long), alert: .test(long, when: shop.length > 5))
        struct Board {
            let dashboard: Dashboard
            let length: Panel
        }
        let board = Board(
            dashboard: .test(title: title),
            length: .stat("Length", Series("all", shop.length), alerts: [rules.alert]))
        struct Metrics { let length = shop.length }
        try expectProblems(
            of: .shop(Metrics(), rules, board, routing, outputs: [.grafana, .grafanaProvisioning]), since: base,
            """
            +6 rule group '\(long.prefix(30))…' has a name of 191 characters; Grafana takes 190 at most
            +6 the name of rule group '\(long.prefix(30))…' has 191 bytes; use at most 100; names become parts of file names
            +6 alert '\(long.prefix(30))…' has a name of 191 characters; Grafana takes 190 at most
            +6 the name of alert '\(long.prefix(30))…' has 191 bytes; use at most 100; names become parts of file names
            +12 dashboard '\(title.prefix(30))…' has a name of 190 characters; Grafana takes 189 at most
            """)
    }

    private static func recordings(_ count: Int, _ limits: Mimir = Mimir()) -> Spec {
        struct Rules {
            let group = RuleGroup("many")
            let rules: [RecordingRule<LaneLabels, Count>]
        }
        struct Board {
            let dashboard = Dashboard.test()
            let panels: [Panel]
        }
        struct Metrics { let length = shop.length }
        struct Limits { let mimir: Mimir }
        let rules = (1...count).map { RecordingRule("shop:queue_length:sum\($0)", shop.length.sum(by: \.lane)) }
        let panels = rules.enumerated().map { Panel.stat("Length \($0)", Series("all", $1)) }
        return .shop(
            Metrics(), Rules(rules: rules), Board(panels: panels), Limits(mimir: limits), outputs: [.mimir])
    }

    private static func objectiveRows(_ count: Int) -> Spec {
        let objectives = (1...count).map { number in
            SLO(
                "promise-\(number)", "The promise \(number).", objective: .percent(95), over: .days(30),
                good: shop.wait.faster(than: .milliseconds(500)), onMissingData: .staysQuiet(because: "idle"))
        }
        struct Objectives { let slos: [SLO<LaneLabels, Time>] }
        struct Board {
            let dashboard = Dashboard.test("rows", title: "Rows")
            let rows: [ObjectiveRow]
        }
        struct Metrics { let wait = shop.wait }
        return .shop(
            Metrics(), Objectives(slos: objectives), Board(rows: objectives.map { ObjectiveRow($0) }),
            outputs: [.kubernetes])
    }
}
