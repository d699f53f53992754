import Plumbline

let loadAlerts = LoadAlerts()

/// Whether the service is used as it should be.
struct LoadAlerts {
    let group = RuleGroup("feature-store-load", interval: .seconds(30))

    let hitRatioLow = Alert(
        "FeatureStoreHitRatioLow", when: conditions.hitRatioLow, for: .minutes(15), severity: .warning,
        summary: "The cache of \(label: \.instance) answers too few look-ups",
        description: """
            The hit ratio of \(label: \.instance) is \(value: .ratio); \
            the objective is \(objectives.hitRatio.threshold).
            """,
        meaning: "Too few look-ups are answered from the cache.",
        impact: "Look-ups are slower, and PostgreSQL does more work.",
        firstSteps: [
            "Look at “Misses by reason”: evicted means that the cache is too small, cold that the load is new.",
            "See whether the instance was restarted a short time ago.",
        ],
        onMissingData: .coveredBy("PostgreSQLDown"))

    let cacheMissRateHigh = Alert(
        "FeatureStoreCacheMissRateHigh", when: recordings.cacheMissRatio > .percent(20), for: .minutes(10),
        severity: .warning,
        summary: "The cache misses often",
        description: "\(value: .ratio) of look-ups over 5 minutes missed the cache; 20 % are expected at most.",
        meaning: "More look-ups than expected go to the database.",
        impact: "Look-ups are slower, and PostgreSQL does more work.",
        firstSteps: [
            "Look at “Misses by reason” and follow FeatureStoreHitRatioLow."
        ],
        onMissingData: .staysQuiet(because: "without look-ups nothing is missed"))

    let highConcurrency = Alert(
        "FeatureStoreHighConcurrency", when: metrics.workersActive.sum() > 50, for: .minutes(5),
        severity: .warning,
        summary: "Many requests are being worked on at once",
        description: "\(value: .count) requests are being worked on over all instances; 50 are expected at most.",
        meaning: "More requests are in progress than the service was sized for.",
        impact: "Latency rises as requests queue for connections and locks.",
        firstSteps: [
            "See who sends more: compare operations by kind.",
            "Add an instance, or ask the callers to slow down.",
        ],
        onMissingData: .coveredBy("PostgreSQLDown"))

    let throughputLow = Alert(
        "FeatureStoreThroughputLow",
        when: (recordings.throughput < .perSecond(10)).and(recordings.throughput > .perSecond(0)),
        for: .minutes(15), severity: .warning,
        summary: "The service does little work",
        description: "Operations finish at \(value: .perSecond); at least 10/s are expected.",
        meaning: "The service is in use, and does far less than usual.",
        impact: "Callers may be blocked or failing before they reach the service.",
        firstSteps: [
            "Compare the error share of operations and the latency.",
            "Ask the owners of the pipelines whether the load is meant to be low.",
        ],
        onMissingData: .staysQuiet(because: "an idle night must not page: a rate of exactly 0 is idleness"))
}
