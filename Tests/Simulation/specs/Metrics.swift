import Plumbline

/// How a request ended.
enum Outcome: String, LabelValue { case good, bad }

/// Each scenario of a run is a value of one label, so that hundreds of objectives are evaluated at once.
struct RequestLabels: LabelSet {
    let scenario = ExternalLabel("scenario")
    let outcome = Label<Outcome>("outcome")
}

struct ScenarioLabels: LabelSet {
    let scenario = ExternalLabel("scenario")
}

let metrics = Metrics()

/// What the simulator makes up.
struct Metrics {
    let requests = Counter(external: "sim_requests_total", "Requests.", labels: RequestLabels.self)
    let latency = Histogram(
        external: "sim_latency_seconds", "How long requests take.", unit: .seconds, buckets: [0.1, 0.5, 1],
        labels: ScenarioLabels.self)
    let probe = Gauge(external: "sim_probe_success", "Whether a probe went well.", labels: ScenarioLabels.self)
}
