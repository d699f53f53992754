import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// E9: what an objective's author chooses of its alerts.
@Suite struct ObjectiveAlertTests {
    private static func slo(
        _ alerts: [ObjectiveAlert], service: String? = nil, burn: [Burn]? = nil, _ missingData: MissingData = .fires,
        named name: String = "calls"
    ) -> any Declaration {
        SLO(
            name, "Requests succeed.", objective: .percent(99), over: .days(7), good: Shop.succeeding, by: \.region,
            onMissingData: missingData, service: service, burn: burn, alerts: alerts)
    }

    private static let chosen: [ObjectiveAlert] = [
        .all(labels: ["team": "store", "area": "all"], annotations: ["chat": "{{ #store }}"]),
        .page(named: "CallsFail", labels: ["area": "{{ $value }}"], annotations: ["chat": "#on-call"]),
        .notMeasured(named: "CallsAreGone"),
    ]

    @Test func namesLabelsAndAnnotations() throws {
        let spec = Shop.spec([Self.slo(Self.chosen)], outputs: [.prometheus, .proofs, .runbooks])
        let plan = try Plan(spec)
        let alerts = Dictionary(uniqueKeysWithValues: plan.alertRules.map { ($0.name, $0.rule) })
        #expect(alerts.keys.sorted() == ["CallsAreGone", "CallsFail", "ShopCallsBudgetBurnsSlowly"])
        func said(_ alert: String) -> [String] {
            (alerts[alert]?.labels ?? []).map { "\($0.key)=\($0.value)" }
                + [alerts[alert]?.annotation("chat") ?? "", alerts[alert]?.annotation("runbook_url") ?? ""]
        }
        #expect(
            said("CallsFail") == [
                #"area={{ "{{" }} $value }}"#, "service=shop", "severity=critical", "slo=calls", "team=store",
                "tier=page",
                "#on-call", "https://example.com/runbooks/CallsFail.md",
            ])
        #expect(
            said("ShopCallsBudgetBurnsSlowly") == [
                "area=all", "service=shop", "severity=warning", "slo=calls", "team=store", "tier=ticket",
                #"{{ "{{" }} #store }}"#, "https://example.com/runbooks/ShopCallsBudgetBurnsSlowly.md",
            ])
        #expect(
            said("CallsAreGone") == [
                "area=all", "service=shop", "severity=warning", "slo=calls", "team=store", #"{{ "{{" }} #store }}"#,
                "https://example.com/runbooks/CallsAreGone.md",
            ])
        let paths = try outputFiles(of: spec, templates: Templates()).map(\.path)
        for name in alerts.keys { #expect(paths.contains("generated/runbooks/\(name).md")) }
        // Prometheus expands them to the very texts.
        try Proving(spec).expectProven()
    }

    /// All that is recorded and fires is of the chosen service, and so is what reads it.
    @Test func anotherService() throws {
        let calls = SLO(
            "calls", "Requests succeed.", objective: .percent(99), over: .days(30), good: Shop.succeeding,
            onMissingData: .fires, service: "kiosk")
        let fast = SLO(
            "fast", "Fast.", objective: .percent(95), over: .days(30),
            good: Shop.latency.faster(than: .milliseconds(500)), onMissingData: .fires)
        let both = SLO(
            "both", "Both.", objective: .percent(99), over: .days(30), good: weighted(calls.weight(2), fast.weight(1)),
            onMissingData: .fires)
        let spec = Shop.spec([calls, fast, both])
        let groups = try Plan(spec).ruleGroups
        func services(_ group: String) -> Set<String?> {
            Set(groups.first { $0.name == group }?.rules.map { $0.label("service") } ?? [])
        }
        #expect(
            services("slo-calls") == ["kiosk"] && services("slo-fast") == ["shop"] && services("slo-both") == ["shop"])
        let names = groups.flatMap(\.rules).compactMap { if case .alert(let name) = $0.name { name } else { nil } }
        #expect(
            names.filter { $0.hasPrefix("Kiosk") } == [
                "KioskCallsBudgetBurnsFast", "KioskCallsBudgetBurnsSlowly", "KioskCallsNotMeasured",
            ])
        try Proving(spec).expectProven()
    }

    @Test func anotherServiceIsRouted() throws {
        let routing = Routing(
            warning: .slack("chat", channel: "#shop", urlFile: "/etc/alerting/url"),
            critical: .webhook("on-call", url: "https://hooks.example.com/alerts"))
        let spec = Shop.spec(
            [Self.slo([], service: "kiosk")], outputs: [.alertmanager, .grafanaProvisioning, .openSLO], also: [routing])
        let files = try outputFiles(of: spec, templates: Templates())
        func text(_ name: String) -> String {
            String(decoding: files.first { $0.path == "generated/\(name)" }?.bytes ?? [], as: UTF8.self)
        }
        #expect(text("alertmanager.yml").contains("  - matchers:\n    - service=~\"shop|kiosk\"\n"))
        #expect(
            text("alertmanager.yml").contains("- source_matchers:\n  - service=~\"shop|kiosk\"\n  - tier=\"page\"\n"))
        #expect(text("grafana/alerting.yml").contains("- - service\n      - =~\n      - shop|kiosk\n"))
        #expect(text("openslo/slo_calls-north.yml").contains("  service: kiosk\n"))
        #expect(text("openslo/service_kiosk.yml").contains("  name: kiosk\n"))
        try withTemporaryFolder { root in
            try Data(text("alertmanager.yml").utf8).write(to: URL(filePath: "\(root)/alertmanager.yml"))
            for judge in Judge.all {
                for (labels, receiver) in [("tier=page", "on-call"), ("severity=warning", "chat")] {
                    let run = try Command(
                        judge, "amtool", "config", "routes", "test", "--config.file=alertmanager.yml", "service=kiosk",
                        labels, in: root
                    ).run()
                    #expect(run.status == 0 && run.output.contains("\n\(receiver)\n"), "\(judge): \(run.output)")
                }
            }
        }
    }

    @Test(arguments: [
        (
            slo([.page(named: "Not a name")]),
            "calls an alert 'Not a name', which is not a name of letters, digits and underscores; use CamelCase"
        ),
        (slo([.page(), .page()]), "chooses .page twice; keep one of them"),
        (
            slo([.ticket()], burn: [.page(10, over: .hours(1), and: .minutes(5))]),
            "has no alert of the kind .ticket; add one to burn:, or leave it out"
        ),
        (
            slo([.notMeasured()], .staysQuiet(because: "idle")),
            "has no alert of the kind .notMeasured; write onMissingData: .fires, or leave it out"
        ),
        (slo([.all(labels: ["slo": "x"])]), "sets the reserved label 'slo'; leave it out"),
        (slo([.all(labels: ["by": "x"])]), "sets the reserved label 'by'; leave it out"),
        (slo([.all(labels: ["region": "x"])]), "sets the reserved label 'region'; leave it out"),
        (
            slo([.page(labels: ["__team": "x"])]),
            "has '__team', which is not a label name; use letters, digits and underscores"
        ),
        (slo([.all(annotations: ["summary": "x"])]), "sets the reserved annotation 'summary'; leave it out"),
        (
            slo([.page(annotations: ["a b": "x"])]),
            "has 'a b', which is not an annotation name; use letters, digits and underscores"
        ),
        (slo([.page(named: "Same"), .ticket(named: "Same")]), "has two alerts 'Same'; rename one of them"),
        (
            slo([], service: "Kiosk 1"),
            "is of the service 'Kiosk 1', which is not lowercase letters, digits and hyphens; write a name such as 'feature-store'"
        ),
    ])
    func choicesThatCannotBe(_ slo: any Declaration, _ message: String) {
        let found = problems(of: Shop.spec([slo])).map { "\($0.message); \($0.mend)" }
        #expect(found == ["objective 'calls' \(message)"])
    }

    /// Over the whole spec, whoever chose them.
    @Test func namesThatOthersHave() {
        let busy = Alert(
            "Busy", when: Shop.requests.rate().sum() > .perSecond(5), for: .minutes(5), severity: .warning,
            summary: "Busy.", description: "Busy.", onMissingData: .staysQuiet(because: "idle"))
        let found = problems(
            of: Shop.spec(
                [
                    Self.slo([.page(named: "Busy"), .ticket(named: "Same")]),
                    Self.slo([.page(named: "Same")], named: "others"),
                ], also: [busy])
        ).map(\.message)
        #expect(found.contains("alert 'Busy' is also an alert of objective 'calls'"))
        #expect(found.contains("objectives 'calls' and 'others' have the same alert 'Same'"))
    }
}
