import Plumbline

enum Outcome: String, LabelValue { case success, error }

struct RequestLabels: LabelSet {
    let outcome = Label<Outcome>("outcome")
    let endpoint = OpenLabel("endpoint", limit: 10_000)
}

/// Hundreds or thousands of endpoints with an objective and a panel of its budget each, a hundred to a dashboard.
struct SyntheticObjectives {
    struct Metrics {
        let requests = Counter("requests_total", "Requests, by outcome.", labels: RequestLabels.self)
    }

    struct Block {
        let dashboard: Dashboard
        let panels: [Panel]
    }

    let metrics = Metrics()
    let objectives: [SLO<RequestLabels, Count>]
    let blocks: [Block]

    init(count: Int, perBlock size: Int) {
        let metrics = metrics
        let objectives = (0..<count).map { metrics.objective($0) }
        self.objectives = objectives
        blocks = stride(from: 0, to: count, by: size).map { start in
            Block(
                dashboard: Dashboard("budgets-from-\(start)", title: "Budgets from \(start)", summary: "What is left."),
                panels: objectives[start..<min(start + size, count)].enumerated().map { place, objective in
                    .graph("Budget of endpoint \(start + place)", Series("left", objective.budgetRemaining))
                })
        }
    }

    /// With all outputs.
    var spec: Spec {
        Spec(
            "synthetic", module: "SyntheticMetrics",
            scrape: Spec.Scrape(job: "synthetic", interval: .seconds(15), retention: .days(45)),
            runbooks: "https://runbooks.example.com/", grafana: "https://grafana.example.com",
            seriesBudget: 1_000_000, outputs: Set(Output.allCases), metrics, objectives,
            blocks, routing, limits)
    }

    /// A tenant that has room for all of them.
    private let limits = Mimir(groups: 1_000_000)
    private let routing = Routing(
        warning: .slack("chat", channel: "#synthetic", urlFile: "/etc/alerting/slack-url"),
        critical: .pagerDuty("on-call", keyFile: "/etc/alerting/on-call-key"))
}

extension SyntheticObjectives.Metrics {
    fileprivate func objective(_ number: Int) -> SLO<RequestLabels, Count> {
        let ofEndpoint = requests.where(\.endpoint, .is("/endpoint-\(number)"))
        return SLO(
            "endpoint-\(number)", "99.9 % of requests to endpoint \(number) succeed.", objective: .percent(99.9),
            over: .days(30), good: ofEndpoint.good(where: \.outcome, .is(.success)), onMissingData: .fires)
    }
}
