public import Plumbline
public import Testing

/// What the specs of these tests measure: a shop with two lanes to its tills.
let shop = ShopMetrics()

struct ShopMetrics {
    let length = Gauge("queue_length", "Customers in the queue.", labels: LaneLabels.self)
    let wait = Histogram(
        "queue_wait_seconds", "Time spent in the queue.", unit: .seconds, buckets: [0.1, 0.5, 1],
        labels: LaneLabels.self)
    let served = Counter("customers_served_total", "Customers who have paid.", labels: LaneLabels.self)
    let occupancy = Gauge("till_occupancy_ratio", "Share of tills in use.", unit: .ratio)
}

enum Lane: String, LabelValue { case fast, slow }

struct LaneLabels: LabelSet {
    let lane = Label<Lane>("lane")
    let customer = OpenLabel("customer", limit: 10)
}

extension Spec: CustomTestStringConvertible {
    /// Short, where a failure would list all that a spec declares.
    public var testDescription: String { "\(service) at \(origin)" }
}

extension Spec {
    /// A spec of these structs that is fine in all that they do not say.
    static func shop(
        _ declarations: any Sendable..., service: String = "shop", module: String = "Shop",
        interval: Quantity<Time> = .seconds(15), retention: Quantity<Time> = .days(30),
        path: String = "/metrics", params: [String: [String]] = [:], target: PrometheusTarget = .v2_42,
        window: Quantity<Time> = .minutes(5), runbooks: String? = "https://example.com/runbooks/",
        grafana: String = "https://grafana.example.com", seriesBudget: Int = 20_000,
        outputs: Set<Output> = .standard, proofs: ProofDemand = .wherePossible,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Spec {
        Spec(
            service, module: module,
            scrape: Scrape(job: "shop", interval: interval, retention: retention, path: path, params: params),
            target: target, window: window, runbooks: runbooks, grafana: grafana, seriesBudget: seriesBudget,
            outputs: outputs, proofs: proofs,
            items: declarations.flatMap { SpecItem.collect($0) }, origin: Origin(file, line, column))
    }
}

extension Alert {
    /// An alert that is fine in all that the test does not say.
    static func test<L, D>(
        _ name: String = "QueueLong", when condition: Condition<L, D>, for duration: Quantity<Time> = .minutes(5),
        keepFiringFor: Quantity<Time>? = nil, severity: Severity = .warning,
        summary: Text<L, D> = "The queue is long", description: Text<L, D> = "Customers wait.", runbook: String? = nil,
        labels: [String: String] = [:], inhibits: [String] = [],
        onMissingData: MissingData = .staysQuiet(because: "the shop is closed"),
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Alert {
        Alert(
            name, when: condition, for: duration, keepFiringFor: keepFiringFor, severity: severity, summary: summary,
            description: description, runbook: runbook, labels: labels, inhibits: inhibits,
            onMissingData: onMissingData, file: file, line: line, column: column)
    }
}

extension Dashboard {
    /// A dashboard that is fine in all that the test does not say.
    static func test(
        _ uid: String = "shop", title: String = "Shop", links: [Link] = [], span: Quantity<Time> = .hours(6),
        fileName: String? = nil, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Dashboard {
        Dashboard(
            uid, title: title, summary: "", links: links, span: span, fileName: fileName, file: file, line: line,
            column: column)
    }
}
