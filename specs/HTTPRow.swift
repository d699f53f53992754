import Plumbline

/// The interface: how fast it answers, whom it refuses, and whether a load test explains what is seen.
struct HTTPRow {
    let row = Row("HTTP")
    let requestDuration = Panel.graph(
        "Request P99 by route",
        Series("\(label: \.route)", httpMetrics.requestDuration.quantile(0.99, by: \.route)),
        summary: "99 % of requests to the route are answered faster than this.", size: .third)
    let requestErrors = Panel.graph(
        "Answers by status",
        Series("\(label: \.status)", httpMetrics.requestDuration.observations.rate().sum(by: \.status)),
        summary: "Answers each second, by the first digit of their status.", size: .third)
    let refusals = Panel.graph(
        "Refusals by reason", Series("\(label: \.reason)", httpMetrics.refusals.rate().sum(by: \.reason)),
        summary: "Requests refused each second: a wave of wrong tokens is somebody guessing.", size: .third)
    let connections = Panel.graph(
        "Connections and requests",
        Series("connections of \(label: \.listener)", httpMetrics.connections.sum(by: \.listener)),
        Series("requests", httpMetrics.requestsActive.sum()),
        summary: "Open connections by listener, and requests being answered.", size: .third)
    let loadTest = Panel.graph(
        "Load tests",
        Series("workers", httpMetrics.loadTestWorkers.sum()),
        Series(
            "tests that ended \(label: \.outcome)", httpMetrics.loadTests.increase(over: .hours(1)).sum(by: \.outcome)),
        summary: "Whether a load test explains what the other panels show.", size: .third)
    let loadTestLatency = Panel.graph(
        "Load tests' P95",
        Series(
            "\(label: \.operation) on \(label: \.backend)",
            httpMetrics.loadTestLatency.quantile(0.95, by: \.operation, \.backend)),
        summary: "95 % of a load test's operations were faster; no objective counts them.", size: .third)
}
