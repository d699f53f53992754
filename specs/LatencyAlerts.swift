import Plumbline

let latencyAlerts = LatencyAlerts()

/// Percentiles over 5 minutes, per backend over all symbols and instances; the symbol is found by drill-down.
struct LatencyAlerts {
    let group = RuleGroup("feature-store-latency", interval: .seconds(30))

    let insertLatencyHigh = Alert(
        "FeatureStoreManifestInsertLatencyHigh",
        when: metrics.manifestInsertLatency.quantile(0.95, by: \.backend) > objectives.insert.threshold,
        for: .minutes(10), severity: .warning,
        summary: "Manifest inserts on \(label: \.backend) are slow",
        description: """
            The P95 of inserts on \(label: \.backend) is \(value: .milliseconds); \
            the objective is \(objectives.insert.threshold).
            """,
        onMissingData: .staysQuiet(because: idle))

    let insertLatencyCritical = Alert(
        "FeatureStoreManifestInsertLatencyCritical",
        when: conditions.insertLatencyCritical, for: .minutes(10), severity: .critical,
        summary: "Manifest inserts on \(label: \.backend) are very slow",
        description: """
            The P95 of inserts on \(label: \.backend) is \(value: .milliseconds), over 25 ms; \
            the objective is \(objectives.insert.threshold).
            """,
        onMissingData: .staysQuiet(because: idle))

    let readLatencyHigh = Alert(
        "FeatureStoreManifestReadLatencyHigh",
        when: metrics.manifestReadLatency.quantile(0.95, by: \.backend) > objectives.read.threshold,
        for: .minutes(10), severity: .warning,
        summary: "Manifest look-ups on \(label: \.backend) are slow",
        description: """
            The P95 of look-ups on \(label: \.backend) is \(value: .milliseconds); \
            the objective is \(objectives.read.threshold).
            """,
        onMissingData: .staysQuiet(because: idle))

    let lockWaitHigh = Alert(
        "FeatureStoreAdvisoryLockWaitHigh",
        when: metrics.advisoryLockWait.quantile(0.95) > objectives.lockWait.threshold,
        for: .minutes(10), severity: .warning,
        summary: "Inserts wait long for advisory locks",
        description: """
            The P95 of advisory lock waits is \(value: .milliseconds); \
            the objective is \(objectives.lockWait.threshold).
            """,
        onMissingData: .staysQuiet(because: idle))
}

private let idle = "without operations there is no latency; PostgreSQLDown fires when the target is gone"
