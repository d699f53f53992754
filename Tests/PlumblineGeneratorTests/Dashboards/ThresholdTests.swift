import Plumbline
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan
@testable import specs

/// A bound is written once: in the alert or the objective, from where panels take it.
struct ThresholdTests {
    private static let warning = Alert.test("Warning", when: shop.length.sum() > 5)
    private static let critical = Alert.test("Critical", when: shop.length.sum() > 25, severity: .critical)
    private static let low = Alert.test("Low", when: shop.length.sum() < 1)
    private static let lowest = Alert.test("Lowest", when: shop.length.sum() < 0.5, severity: .critical)
    private static let none = Alert.test("None", when: shop.length.sum() == 0, severity: .critical)
    private static let many = SLO(
        "many", "Many.", objective: 0.9, over: .days(7), good: shop.length.atMost(.count(5)),
        onMissingData: .staysQuiet(because: "idle"))
    private static let few = SLO(
        "few", "Few.", objective: 0.9, over: .days(7), good: shop.length.atMost(.count(3)),
        onMissingData: .staysQuiet(because: "idle"))

    @Test(
        arguments: [
            ([], nil, "text", "transparent"),
            ([warning, critical], nil, "green, orange 5, red 25", "transparent, orange 5, red 25"),
            ([critical, warning], nil, "green, orange 5, red 25", "transparent, orange 5, red 25"),
            ([low, lowest], nil, "red, orange 0.5, green 1", "transparent, red 0.5, orange 1"),
            ([low, critical], nil, "orange, green 1, red 25", "transparent, orange 1, red 25"),
            (
                [low, lowest, warning, critical], nil, "red, orange 0.5, green 1, orange 5, red 25",
                "transparent, red 0.5, orange 1, orange 5, red 25"
            ),
            ([none], nil, "text", "transparent, red 0"),
            ([none, warning], nil, "green, orange 5", "transparent, red 0, orange 5"),
            ([warning], many, "green, orange 5", "transparent, orange 5"),
            ([warning], few, "green, orange 3, orange 5", "transparent, orange 3, orange 5"),
            ([critical], few, "green, orange 3, red 25", "transparent, orange 3, red 25"),
        ] as [([Alert], SLO<LaneLabels, Count>?, String, String)])
    func colours(alerts: [Alert], objective: SLO<LaneLabels, Count>?, judged: String, lines: String) throws {
        let series = Series("length", shop.length.sum())
        #expect(Panel.stat("P", series, alerts: alerts, objective: objective).words == judged)
        #expect(Panel.graph("P", series, alerts: alerts, objective: objective).words == lines)
        let own = Panel.stat(
            "P", series, alerts: alerts, objective: objective, steps: [.from(2, .red), .base(.blue), .from(1, .green)])
        #expect(own.words == "blue, green 1, red 2")
    }

    /// In the files, in the panel's unit.
    @Test func files() throws {
        let everyPanel = try #require(try BoardModel.all(of: EveryPanel.spec).first)
        let steps = Dictionary(uniqueKeysWithValues: everyPanel.panels.map { ($0.title, $0.steps) })
        #expect(steps["Stat"] == "green, orange 5, red 50")
        #expect(steps["Gauge"] == "orange, green 0.1")
        #expect(steps["Bars"] == "green, red 5")
        #expect(steps["Graph"] == "transparent, orange 1")
    }

    /// Wherever a panel has no steps of its own, it has those of its alerts and its objective, and no others; only a
    /// graph draws those of alerts on one exact value.
    @Test(arguments: [cornerShop, featureStore, EveryPanel.spec])
    func boundsOfAlerts(spec: Spec) throws {
        let plan = try Plan(spec)
        let files = try BoardModel.all(of: spec).flatMap { board in board.panels.map { (board.uid, $0) } }
        for board in plan.dashboards {
            for planned in board.panels where planned.panel.steps.isEmpty {
                let isGraph = if case .graph = planned.panel.kind { true } else { false }
                let bounds = (planned.panel.alerts.map(\.bound) + [planned.panel.objective?.threshold])
                    .compactMap { $0 }.filter { isGraph || $0.op != .equal }
                let file = try #require(files.first { $0.0 == board.dashboard.uid && $0.1.id == planned.id }?.1)
                let drawn = file.fieldConfig?.defaults.thresholds.steps.compactMap(\.value) ?? []
                #expect(drawn == Set(bounds.map(\.value.double)).sorted(), "\(file.title)")
            }
        }
    }

    /// What an alert's `dashboard_url` opens exists, and names the alert or shows its objective's budget.
    @Test(arguments: [cornerShop, featureStore, EveryPanel.spec])
    func linksOfAlerts(spec: Spec) throws {
        let plan = try Plan(spec)
        for rule in plan.ruleGroups.flatMap(\.rules) {
            guard case .alert(let name) = rule.name else { continue }
            let url = try #require(rule.annotations.first { $0.key == "dashboard_url" }?.value)
            let match = try #require(url.wholeMatch(of: /https?:\/\/[^\/]+\/d\/([a-z0-9-]+)\?viewPanel=(\d+)/))
            let board = try #require(plan.dashboards.first { $0.dashboard.uid == match.output.1 })
            let panel = try #require(board.panels.first { String($0.id) == match.output.2 })
            let budgets = panel.panel.series.map { plan.text.rule($0.expression) }
            #expect(
                panel.panel.alerts.contains { $0.name == name }
                    || rule.label("slo").map { slo in budgets.contains { $0.contains("slo=\"\(slo)\"") } } == true,
                "\(url)")
        }
    }
}

extension Panel {
    /// Such as `green, orange 5, red 25`.
    fileprivate var words: String {
        resolvedSteps.map { step in step.colour.rawValue + (step.value.map { " \($0)" } ?? "") }
            .joined(separator: ", ")
    }
}
