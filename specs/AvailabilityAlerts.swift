import Plumbline

let availabilityAlerts = AvailabilityAlerts()

/// Whether the parts of the service work at all.
struct AvailabilityAlerts {
    let group = RuleGroup("feature-store-availability", interval: .seconds(15))

    let postgresqlDown = Alert(
        "PostgreSQLDown",
        when: conditions.postgresqlDown, for: .minutes(2), severity: .critical,
        summary: "PostgreSQL, or the FeatureStore itself, is down",
        description: """
            The manifest database of \(label: \.instance) fails its health check, or Prometheus cannot scrape it. \
            Inserts go to the fallback journal; look-ups that the cache cannot answer fail.
            """,
        meaning: "The manifest database cannot be used, or nothing at all is known of the service.",
        impact: "New rows go to the DuckDB fallback; look-ups that the cache cannot answer fail or are old.",
        firstSteps: [
            "See whether the service answers its liveness probe; if not, restart it and read its log.",
            "See whether PostgreSQL accepts connections from the service’s host.",
            "Watch the depth of the fallback journal: it must shrink once PostgreSQL is back.",
        ],
        inhibits: ["FeatureStoreFallbackActive"],
        onMissingData: .fires)

    let duckdbDown = Alert(
        "DuckDBDown",
        when: metrics.healthCheckStatus.where(\.component, .is(.duckdbFallback)) == 0,
        for: .minutes(2), severity: .critical,
        summary: "The DuckDB fallback of \(label: \.instance) is down",
        description: "There is nothing to fall back to on \(label: \.instance) if PostgreSQL goes away now.",
        meaning: "The embedded fallback database does not work.",
        impact: "None while PostgreSQL works; without PostgreSQL inserts fail.",
        firstSteps: [
            "Look for a full disk or missing permissions where the fallback file is.",
            "Restart the instance once PostgreSQL is healthy.",
        ],
        onMissingData: .coveredBy("PostgreSQLDown"))

    let poolExhausted = Alert(
        "PostgreSQLPoolExhausted", when: conditions.poolExhausted, for: .minutes(1), severity: .critical,
        summary: "All PostgreSQL connections of \(label: \.instance) are in use",
        description: "\(value: .count) connections are in use, as many as there are: requests wait for one.",
        meaning: "Every connection is taken, so requests queue for one.",
        impact: "All operations that need PostgreSQL get slower, then time out.",
        firstSteps: [
            "Look at “Waits for a connection”: a long queue needs more connections or less load.",
            "Look for statements that hold their connection long: pg_stat_activity by duration.",
        ],
        onMissingData: .coveredBy("PostgreSQLDown"))

    let trainingPipelineImpact = Alert(
        "TrainingPipelineImpact",
        when: atLeast(
            2, of: conditions.insertLatencyCritical, conditions.hitRatioLow, conditions.postgresqlDown,
            conditions.poolExhausted),
        for: .minutes(5), severity: .critical,
        summary: "Training pipelines are affected",
        description: """
            \(value: .count) of four indicators at once: insert latency critical, hit ratio low, \
            PostgreSQL down, connection pool exhausted.
            """,
        meaning: "Several things that training pipelines depend on are wrong at the same time.",
        impact: "Training pipelines are slow, fail, or train on old features.",
        firstSteps: [
            "See which of the four indicators hold, and work on the database first.",
            "Tell the owners of running trainings.",
        ],
        onMissingData: .coveredBy("PostgreSQLDown"))

    let contractMismatch = Alert(
        "FeatureStoreContractMismatch", when: Contract.mismatch(), for: .hours(1), severity: .warning,
        summary: "\(label: \.instance) runs with other metrics than these rules read",
        description: """
            \(label: \.instance) was built with the metric contract \(label: \.fingerprint), these rules were not: \
            alerts may be blind. Deploy the rules and the service from the same commit.
            """,
        meaning: "The running service and these rules were generated from different specs.",
        impact: "Alerts may read metrics that the service no longer exports.",
        firstSteps: [
            "Compare the versions in the panel “Builds”.",
            "Deploy the rules and the service from the same commit.",
        ],
        onMissingData: .coveredBy("PostgreSQLDown"))
}
