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
    let calls = Counter(external: "sim_calls_total", "Calls.", labels: ScenarioLabels.self)
    let callErrors = Counter(external: "sim_call_errors_total", "Calls that fail.", labels: ScenarioLabels.self)
    let orders = Counter(external: "sim_orders_total", "Orders.", labels: ScenarioLabels.self)
    let deliveries = Counter(external: "sim_deliveries_total", "Orders that arrive.", labels: ScenarioLabels.self)
    let answers = Histogram(
        external: "sim_answers_seconds", "How long answers take, good and bad.", unit: .seconds,
        buckets: [0.1, 0.5, 1],
        labels: RequestLabels.self)
    let errorRatio = Gauge(
        external: "sim:errors:ratio5m", "The share that fails.", unit: .ratio, labels: ScenarioLabels.self)
    let probe = Gauge(external: "sim_probe_success", "Whether a probe went well.", labels: ScenarioLabels.self)
}
