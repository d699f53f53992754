import Plumbline

/// A small spec with one of nearly everything, and nothing wrong with it.
let cornerShop = Spec.shop(
    shop, CornerShop.objectives, CornerShop.rules, CornerShop.variables, CornerShop.board)

enum CornerShop {
    static let objectives = Objectives()
    static let rules = Rules()
    static let variables = Variables()
    static let board = Board()
    static let identity = Dashboard(
        "corner-shop", title: "Corner shop", summary: "How long people wait.", tags: ["shop"],
        links: [.url("Wiki", "https://example.com/wiki")])

    struct Objectives {
        let wait = SLO(
            "short-wait", "99 % wait less than half a second.", objective: .percent(99), over: .days(30),
            good: shop.wait.faster(than: .milliseconds(500)), onMissingData: .staysQuiet(because: "idle"))
    }

    struct Rules {
        let group = RuleGroup("shop-queue", interval: .seconds(30))
        let waitP95 = RecordingRule(
            "lane:queue_wait_seconds:p95", shop.wait.quantile(0.95, by: \.lane), labels: ["team": "tills"])
        let waitLong = Alert(
            "WaitLong", when: shop.wait.quantile(0.95, by: \.lane) > objectives.wait.threshold, for: .minutes(10),
            keepFiringFor: .minutes(5), severity: .critical, summary: "People wait long in the \(label: \.lane) lane",
            description: "95 % wait less than \(value: .seconds); \(objectives.wait.threshold) are promised.",
            labels: ["team": "tills"], onMissingData: .fires)
        let tillsIdle = Alert(
            "TillsIdle", when: shop.occupancy < 0.1, for: .seconds(0), severity: .warning,
            summary: "Tills are idle", description: "Only \(value: .ratio) are in use.",
            runbook: "https://example.com/idle", onMissingData: .coveredBy("WaitLong"))
    }

    struct Variables {
        let lane = Variable("lane", label: "Lane", valuesOf: \.lane, in: shop.wait, multi: false)
    }

    struct Board {
        let dashboard = identity
        let marks = Annotation("Long waits", firing: rules.waitLong)
        let summary = Row("Summary")
        let occupancy = Panel.stat("Occupancy", Series("tills", shop.occupancy), alerts: [rules.tillsIdle])
        let length = Panel.graph(
            "Queue",
            Series("\(label: \.lane)", shop.length.where(\.lane, .isSelected(in: variables.lane)).sum(by: \.lane)),
            size: .third)
        let wait = Panel.graph(
            "Wait", Series("P95 \(label: \.lane)", rules.waitP95), alerts: [rules.waitLong],
            objective: objectives.wait, summary: "The line is the promise.",
            drillDown: [.drillDown("This lane", identity, setting: variables.lane, to: \LaneLabels.lane)])
        let budget = Panel.stat("Budget", Series("left", objectives.wait.budgetRemaining))
        let details = Row("Details")
        let served = Panel.graph("Served", Series("customers", shop.served.rate().sum()), size: .full)
    }
}
