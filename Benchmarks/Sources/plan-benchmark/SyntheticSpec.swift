import Plumbline

enum Backend: String, LabelValue { case postgresql, duckdb }

struct LatencyLabels: LabelSet {
    let backend = Label<Backend>("backend")
    let endpoint = OpenLabel("endpoint", limit: 10_000)
}

/// Hundreds or thousands of endpoints with an alert and a panel each, a hundred to a rule group and a dashboard.
struct SyntheticSpec {
    struct Metrics {
        let latency = Histogram(
            "request_latency_milliseconds", "A request, end to end.", unit: .milliseconds,
            buckets: [1, 2.5, 5, 10, 25, 50, 100, 250], labels: LatencyLabels.self
        ).waiving(.unitSuffix, because: "the figures are to be compared with the FeatureStore's")
    }

    struct Block {
        let group: RuleGroup
        let dashboard: Dashboard
        let alerts: [Alert]
        let panels: [Panel]
    }

    let metrics: Metrics
    let blocks: [Block]

    init(alerts count: Int, perBlock size: Int) {
        let metrics = Metrics()
        self.metrics = metrics
        blocks = stride(from: 0, to: count, by: size).map { start in
            let numbers = start..<min(start + size, count)
            let alerts = numbers.map { metrics.alert($0) }
            return Block(
                group: RuleGroup("endpoints-from-\(start)", interval: .seconds(30)),
                dashboard: Dashboard("endpoints-from-\(start)", title: "Endpoints from \(start)", summary: "Latency."),
                alerts: alerts, panels: zip(numbers, alerts).map { metrics.panel($0, $1) })
        }
    }

    /// What `specs/main.swift` would hand to the tool, for the outputs that the others write as well.
    var spec: Spec {
        Spec(
            "synthetic", module: "SyntheticMetrics",
            scrape: Spec.Scrape(job: "synthetic", interval: .seconds(15), retention: .days(45)),
            runbooks: "https://runbooks.example.com/", grafana: "https://grafana.example.com",
            seriesBudget: 1_000_000, outputs: [.prometheus, .grafana, .swift], metrics, blocks)
    }
}

extension SyntheticSpec.Metrics {
    fileprivate func alert(_ number: Int) -> Alert {
        let ofEndpoint = latency.where(\.endpoint, .is("/endpoint-\(number)"))
        let bound = Quantity.milliseconds(Double(number % 50 + 1))
        return Alert(
            "LatencyOfEndpoint\(number)High", when: ofEndpoint.quantile(0.95, by: \.backend) > bound,
            for: .minutes(10), severity: .warning,
            summary: "Endpoint \("\(number)") is slow on \(label: \.backend)",
            description: "The P95 on \(label: \.backend) is \(value: .milliseconds); expected are \(bound).",
            onMissingData: .staysQuiet(because: "without requests there is no latency"))
    }

    fileprivate func panel(_ number: Int, _ alert: Alert) -> Panel {
        let ofEndpoint = latency.where(\.endpoint, .is("/endpoint-\(number)"))
        return Panel.graph(
            "Latency of endpoint \(number)",
            Series("P50 \(label: \.backend)", ofEndpoint.quantile(0.5, by: \.backend)),
            Series("P95 \(label: \.backend)", ofEndpoint.quantile(0.95, by: \.backend)),
            alerts: [alert], summary: "The dashed line is where the alert begins.")
    }
}
