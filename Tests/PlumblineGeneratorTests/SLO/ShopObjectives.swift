import Plumbline
import PlumblineGenerator
import PlumblinePlan

/// A shop whose objectives the tests declare.
enum Outcome: String, LabelValue { case success, error }

enum Region: String, LabelValue { case north, south }

struct RequestLabels: LabelSet {
    let region = Label<Region>("region")
    let outcome = Label<Outcome>("outcome")
}

enum Shop {
    static let requests = Counter("shop_requests_total", "Requests.", labels: RequestLabels.self)
    static let latency = Histogram(
        "shop_latency_seconds", "Latency.", unit: .seconds, buckets: [0.1, 0.5, 1], labels: RequestLabels.self)
    static let hitRatio = Gauge("shop_hit_ratio", "Hits.", unit: .ratio)

    /// The share of requests that succeed.
    static var succeeding: SLI<RequestLabels, Count> { requests.good(where: \.outcome, .is(.success)) }

    /// Requests succeed, over 30 days.
    static func availability(
        _ percent: Double, _ name: String = "availability", burn: [Burn]? = nil, minimumBadEvents: Int? = nil,
        traffic: Traffic? = nil
    ) -> SLO<RequestLabels, Count> {
        SLO(
            name, "Requests succeed.", objective: .percent(percent), over: .days(30), good: succeeding,
            onMissingData: .staysQuiet(because: "idle"), burn: burn, minimumBadEvents: minimumBadEvents,
            traffic: traffic)
    }

    /// An objective of any SLI: over 30 days, or over 7 where it is by a label, which makes its proofs smaller.
    static func calls<L: LabelSet, D>(
        _ sli: SLI<L, D>, _ percent: Double = 99, floor: Int? = nil, by labels: PartialKeyPath<L>? = nil
    ) -> any Declaration {
        if let labels {
            SLO(
                "calls", "Calls.", objective: .percent(percent), over: .days(7), good: sli, by: labels,
                onMissingData: .staysQuiet(because: "idle"), minimumBadEvents: floor)
        } else {
            SLO(
                "calls", "Calls.", objective: .percent(percent), over: .days(30), good: sli,
                onMissingData: .staysQuiet(because: "idle"), minimumBadEvents: floor)
        }
    }

    /// The whole spec around some objectives, scraped every minute. Of metrics only those are in it that are read.
    static func spec(
        _ objectives: [any Declaration], scraped interval: Quantity<Time> = .minutes(1),
        retention: Quantity<Time> = .days(45), outputs: Set<Output> = .standard, also: [any Sendable] = []
    ) -> Spec {
        let read = Set(
            objectives.flatMap { ($0 as? any AnySLO)?.objectiveDeclaration.selectors.map(\.metric.name) ?? [] })
        let metrics = ([requests, latency, hitRatio] as [any Metric]).filter { read.contains($0.metric.name) }
        let others = also.filter { ($0 as? any Metric).map { read.contains($0.metric.name) } ?? true }
        let items = metrics.map { SpecItem(property: $0.metric.name, declaration: $0) }
        return Spec(
            "shop", module: "ShopMetrics", scrape: .init(job: "shop", interval: interval, retention: retention),
            runbooks: "https://example.com/runbooks/", grafana: "https://grafana.example.com",
            outputs: outputs,
            items: items + (objectives as [any Sendable] + others).flatMap { SpecItem.collect($0, named: "declared") },
            origin: requests.origin)
    }
}
