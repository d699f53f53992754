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
        meaning: "One insert in twenty takes longer than the objective allows.",
        impact: "Training pipelines that write features slow down; the error budget of inserts is being spent.",
        firstSteps: [
            "Compare lock wait on the dashboard: if it rose too, one symbol has too many writers.",
            "Look at the connection pool: requests that wait for a connection count as slow inserts.",
            "Look for slow statements, vacuum or checkpoints in PostgreSQL.",
        ],
        onMissingData: .staysQuiet(because: idle))

    let insertLatencyCritical = Alert(
        "FeatureStoreManifestInsertLatencyCritical",
        when: conditions.insertLatencyCritical, for: .minutes(10), severity: .critical,
        summary: "Manifest inserts on \(label: \.backend) are very slow",
        description: """
            The P95 of inserts on \(label: \.backend) is \(value: .milliseconds), over 25 ms; \
            the objective is \(objectives.insert.threshold).
            """,
        meaning: "One insert in twenty takes longer than five times the objective.",
        impact: "Training pipelines that write features stall or time out.",
        firstSteps: [
            "Follow the steps of FeatureStoreManifestInsertLatencyHigh.",
            "If PostgreSQL itself is slow, tell its owners and reduce the writers.",
        ],
        inhibits: ["FeatureStoreManifestInsertLatencyHigh"],
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
        meaning: "One look-up in twenty takes longer than the objective allows.",
        impact: "Training pipelines wait for features; the error budget of look-ups is being spent.",
        firstSteps: [
            "Look at the hit ratio: look-ups that miss the cache go to PostgreSQL.",
            "Look at the connection pool and at slow statements in PostgreSQL.",
        ],
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
        meaning: "Inserts for the same symbol queue behind each other.",
        impact: "Inserts of the contended symbols are slow; other symbols are not affected.",
        firstSteps: [
            "Find the contended symbols in “Lock contention by symbol” and open one.",
            "If inserts rose with the wait, spread or batch the writers of that symbol.",
            "If they did not, look for a session that holds the lock: pg_locks where locktype is advisory.",
        ],
        onMissingData: .staysQuiet(because: idle))
}

private let idle = "without operations there is no latency; PostgreSQLDown fires when the target is gone"
