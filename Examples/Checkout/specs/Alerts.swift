import Plumbline

let recordings = Recordings()

/// Read by an alert and a panel.
struct Recordings {
    let group = RuleGroup("checkout-recordings")

    let errorRatio = RecordingRule(
        "checkout:http_requests:error_ratio_rate5m",
        metrics.requests.where(\.code, .matches("5..")).rate(over: .minutes(5)).sum()
            / metrics.requests.rate(over: .minutes(5)).sum())
}

let alerts = Alerts()

/// Who is woken, and what for.
struct Alerts {
    let group = RuleGroup("checkout-alerts")

    let down = Alert(
        "CheckoutDown", when: metrics.up.where(\.job, .is("checkout")) == 0, for: .minutes(2), severity: .critical,
        summary: "Checkout on \(label: \.instance) is down",
        description: "Prometheus cannot scrape \(label: \.instance): nobody can order there.",
        onMissingData: .fires)
    let slow = Alert(
        "CheckoutSlow", when: metrics.requestDuration.quantile(0.99) > objectives.latency.threshold,
        for: .minutes(10), severity: .warning,
        summary: "Checkout answers slowly",
        description: "The P99 of requests is \(value: .seconds); the objective is \(objectives.latency.threshold).",
        onMissingData: .staysQuiet(because: "without requests there is no latency; CheckoutDown fires when it is gone"))
    let errorsHigh = Alert(
        "CheckoutErrorsHigh", when: recordings.errorRatio > .percent(1), for: .minutes(10), severity: .critical,
        summary: "Checkout fails",
        description: "\(value: .ratio) of requests over 5 minutes ended in a server error.",
        onMissingData: .staysQuiet(because: "without requests nothing fails; CheckoutDown fires when it is gone"))
    let diskFullSoon = Alert(
        "CheckoutDiskFullSoon",
        when: metrics.diskFree.where(\.mountpoint, .is("/var/lib/checkout"))
            .predictLinear(in: .hours(4), over: .hours(1)) < .bytes(0),
        for: .minutes(30), severity: .warning,
        summary: "\(label: \.mountpoint) on \(label: \.instance) fills up",
        description: "If the last hour goes on, \(label: \.mountpoint) on \(label: \.instance) is full in 4 hours.",
        onMissingData: .staysQuiet(because: "node_exporter has an alert of its own for when it is gone"))
}
