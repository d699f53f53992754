import Plumbline

enum Backend: String, LabelValue { case postgresql, duckdb }

enum Outcome: String, LabelValue {
    case success, error
    case timedOut = "timed out"
}

struct ManifestLabels: LabelSet {
    let backend = Label<Backend>("backend")
    let symbol = OpenLabel("symbol", limit: 500)
}

struct OutcomeLabels: LabelSet {
    let outcome = Label<Outcome>("outcome")
}

struct DeviceLabels: LabelSet {
    let device = ExternalLabel("device")
}

struct BuildLabels: LabelSet {
    let version = OpenLabel("version", limit: 1)
}

let latency = Histogram(
    "latency_ms", "Latency.", unit: .milliseconds, buckets: [0.5, 1, 5, 25], labels: ManifestLabels.self)
let wait = Histogram("wait_seconds", "Waits.", unit: .seconds, buckets: [0.005, 0.025, 1])
let operations = Counter("operations_total", "Operations.", labels: OutcomeLabels.self)
let retries = Counter("retries_total", "Retries.", labels: OutcomeLabels.self)
let sent = Counter("sent_bytes_total", "Bytes sent.", unit: .bytes, labels: OutcomeLabels.self)
let workers = Gauge("workers", "Workers.")
let limit = Gauge("workers_limit", "Workers at most.")
let hitRatio = Gauge("hit_ratio", "Hits.", unit: .ratio)
let size = Gauge("size_bytes", "Size.", unit: .bytes, labels: ManifestLabels.self)
let capacity = Gauge("capacity_bytes", "Capacity.", unit: .bytes, labels: ManifestLabels.self)
let rows = Gauge("rows", "Rows.", labels: ManifestLabels.self)
let share = Gauge("share_ratio", "Share.", unit: .ratio, labels: ManifestLabels.self)
let age = Gauge("age_seconds", "Age.", unit: .seconds)
let timeout = Gauge("timeout_ms", "Timeout.", unit: .milliseconds)
let up = Gauge(external: "up", "Scraped.")
let written = Counter(
    external: "node_disk_written_bytes_total", "Written.", unit: .bytes, labels: DeviceLabels.self)
let build = Info("build_info", "The build.", labels: BuildLabels.self)
let picked = Variable("symbol", label: "Symbol", valuesOf: \.symbol, in: latency)
