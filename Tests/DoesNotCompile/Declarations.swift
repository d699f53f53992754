// What the mistakes in the other files are made with. This file compiles.
import Plumbline

enum Backend: String, LabelValue { case postgresql, duckdb }

enum Outcome: String, LabelValue { case success, error }

struct ManifestLabels: LabelSet {
    let backend = Label<Backend>("backend")
    let symbol = OpenLabel("symbol", limit: 500)
}

struct OutcomeLabels: LabelSet {
    let outcome = Label<Outcome>("outcome")
}

let latency = Histogram("latency_ms", "Latency.", unit: .milliseconds, buckets: [1, 5], labels: ManifestLabels.self)
let operations = Counter("operations_total", "Operations.", labels: OutcomeLabels.self)
let hitRatio = Gauge("hit_ratio", "Hits.", unit: .ratio)
let workers = Gauge("workers", "Workers.")
let age = Gauge("age_seconds", "Age.", unit: .seconds)
let size = Gauge("size_bytes", "Size.", unit: .bytes)
let rows = Gauge("rows", "Rows.", labels: ManifestLabels.self)
let busy = workers > 5
let slow = latency.quantile(0.95, by: \.backend) > .milliseconds(5)
