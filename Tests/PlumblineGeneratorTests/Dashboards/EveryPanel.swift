import Plumbline

/// Every kind of panel with every kind of link, variable, step and mapping.
enum EveryPanel {
    static let spec = Spec.shop(shop, rules, variables, board, other)
    static let rules = Rules()
    static let variables = Variables()
    static let board = Board()
    static let other = Other()
    static let identity = Dashboard(
        "every-panel", title: "Every panel", summary: "One of each.", tags: ["test"],
        links: [.dashboard("Other", otherIdentity), .url("Wiki", "https://example.com/wiki"), .url("Home", "/")],
        span: .days(2))
    static let otherIdentity = Dashboard("other", title: "Other", summary: "Where links lead.")

    struct Rules {
        let long = Alert.test(when: shop.length.sum() > 5)
        let longer = Alert.test("QueueLonger", when: shop.length.sum() > 50, severity: .critical)
        let idle = Alert.test("Idle", when: shop.occupancy < 0.1)
        let wait = SLO(
            "wait", "Short waits.", objective: 0.99, over: .days(7), good: shop.wait.faster(than: .seconds(1)),
            onMissingData: .staysQuiet(because: "idle"))
    }

    struct Variables {
        let lane = Variable("lane", label: "Lane", valuesOf: \.lane, in: shop.length, multi: false, includeAll: false)
        let customer = Variable("customer", label: "Customer", valuesOf: \.customer, in: shop.wait)
    }

    struct Board {
        let dashboard = identity
        let marks = Annotation("Alerts", firing: rules.long, rules.longer, colour: .purple)
        let first = Row("Now")
        let stat = Panel.stat(
            "Stat", Series("length", shop.length.sum()), alerts: [rules.long, rules.longer], summary: "One number.",
            links: [.dashboard("Other", otherIdentity), .url("Wiki", "https://example.com"), .runbook(rules.idle)],
            drillDown: [.url("Search", "https://example.com/search")])
        let gauge = Panel.gauge("Gauge", Series("tills", shop.occupancy), alerts: [rules.idle])
        let barGauge = Panel.barGauge(
            "Bars", Series("\(label: \.lane)", shop.length.sum(by: \.lane)), steps: [.from(5, .red), .base(.green)])
        let table = Panel.table(
            "Table", rows: \LaneLabels.lane, "Lane", columns: Series("Length", shop.length.sum(by: \.lane)),
            Series("P95", shop.wait.quantile(0.95, by: \.lane, over: .minutes(5))),
            drillDown: [.drillDown("This lane", otherIdentity, setting: variables.lane, to: \LaneLabels.lane)])
        let second = Row("Over time")
        let graph = Panel.graph(
            "Graph", Series("P95 \(label: \.lane)", shop.wait.quantile(0.95, by: \.lane)), objective: rules.wait,
            drillDown: [.dashboard("Other", otherIdentity)])
        let budget = Panel.stat("Budget", Series("left", rules.wait.budgetRemaining))
        let heatmap = Panel.heatmap("Heatmap", Series("waits", shop.wait.buckets()))
        let timeline = Panel.stateTimeline(
            "Timeline", Series("\(label: \.lane)", shop.length.max(by: \.lane)),
            mappings: [.value(0, "Empty", .green), .value(1, "One", .blue)])
        let text = Panel.text("Text", markdown: "# Heading", links: [.url("Wiki", "https://example.com")])
        let served = Panel.graph(
            "Served", Series("customers", shop.served.rate().sum()), size: Size(width: 1, height: 1))
    }

    struct Other {
        let dashboard = otherIdentity
        let length = Panel.graph(
            "Length",
            Series(
                "\(label: \.lane) \(label: \.customer)",
                shop.length.where(\.lane, .isSelected(in: variables.lane))
                    .where(\.customer, .isSelected(in: variables.customer)).sum(by: \.lane, \.customer)))
    }
}
