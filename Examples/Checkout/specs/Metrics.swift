import Plumbline

enum Method: String, LabelValue { case get = "GET", post = "POST", other }

/// The status codes that the service answers with.
enum Code: String, LabelValue {
    case created = "201"
    case badRequest = "400"
    case notFound = "404"
    case methodNotAllowed = "405"
    case unavailable = "503"
}

struct RequestLabels: LabelSet {
    let method = Label<Method>("method")
    let code = Label<Code>("code")
}

/// Labels of node_exporter's filesystem metrics.
struct FilesystemLabels: LabelSet {
    let mountpoint = ExternalLabel("mountpoint")
}

let metrics = Metrics()

/// What the service measures, and what it reads of others.
struct Metrics {
    let requests = Counter(
        "http_requests_total", "HTTP requests answered, by method and status code.", labels: RequestLabels.self)
    let requestDuration = Histogram(
        "http_request_duration_seconds", "From the request's last byte read to the answer's first byte written.",
        unit: .seconds, buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1])
    let inFlight = Gauge("http_requests_in_flight", "HTTP requests being worked on.")

    /// Prometheus' own: whether the last scrape of a target succeeded.
    let up = Gauge(external: "up", "1 when the last scrape of the target succeeded, else 0.")
    /// node_exporter's.
    let diskFree = Gauge(
        external: "node_filesystem_avail_bytes", "Bytes that the service may still write to a filesystem.",
        unit: .bytes, labels: FilesystemLabels.self)
}
