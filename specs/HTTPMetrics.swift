import Plumbline

let httpMetrics = HTTPMetrics()

/// What the service measures of its own interface.
struct HTTPMetrics {
    let requestDuration = Histogram(
        "feature_store_http_request_duration_seconds",
        "One request, from its head until its answer is ready.", unit: .seconds,
        buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10], labels: RequestLabels.self)
    let requestsActive = Gauge("feature_store_http_requests_active", "Requests that are being answered.")
    let connections = Gauge(
        "feature_store_http_connections", "Open connections, by the listener that took them.",
        labels: ListenerLabels.self)
    let refusals = Counter(
        "feature_store_http_refusals_total", "Requests refused before they did anything, by reason.",
        labels: RefusalLabels.self)

    let loadTests = Counter(
        "feature_store_load_tests_total", "Load tests that ended, by outcome.", labels: LoadTestLabels.self)
    let loadTestWorkers = Gauge(
        "feature_store_load_test_workers", "Workers of the load test that runs; 0 when none does.")
    /// Not among the store's own latencies: what a test asks for spends no error budget.
    let loadTestLatency = Histogram(
        "feature_store_load_test_latency_seconds", "One operation of a load test that succeeded.", unit: .seconds,
        buckets: [0.0001, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
        labels: LoadTestLatencyLabels.self)
}

struct RequestLabels: LabelSet {
    let route = OpenLabel("route", limit: 40)
    let status = Label<StatusClass>("status")
}

struct ListenerLabels: LabelSet {
    let listener = Label<Listener>("listener")
}

struct RefusalLabels: LabelSet {
    let reason = Label<RefusalReason>("reason")
}

struct LoadTestLabels: LabelSet {
    let outcome = Label<LoadTestOutcome>("outcome")
}

struct LoadTestLatencyLabels: LabelSet {
    let operation = Label<Operation>("operation")
    let backend = Label<Backend>("backend")
}

enum StatusClass: String, LabelValue {
    case success = "2xx"
    case redirection = "3xx"
    case clientError = "4xx"
    case serverError = "5xx"
}

enum Listener: String, LabelValue { case main, admin }

enum RefusalReason: String, LabelValue {
    case malformed
    case headerLimit = "header_limit"
    case bodyLimit = "body_limit"
    case slowRequest = "slow_request"
    case slowReader = "slow_reader"
    case noToken = "no_token"
    case wrongToken = "wrong_token"
    case rateLimit = "rate_limit"
}

enum LoadTestOutcome: String, LabelValue { case completed, aborted }
