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
            Inserts and uncached look-ups fail.
            """,
        onMissingData: .fires)

    let duckdbDown = Alert(
        "DuckDBDown",
        when: metrics.healthCheckStatus.where(\.component, .is(.duckdbFallback)) == 0,
        for: .minutes(2), severity: .critical,
        summary: "The DuckDB fallback of \(label: \.instance) is down",
        description: "There is nothing to fall back to on \(label: \.instance) if PostgreSQL goes away now.",
        onMissingData: .coveredBy("PostgreSQLDown"))

    let poolExhausted = Alert(
        "PostgreSQLPoolExhausted", when: conditions.poolExhausted, for: .minutes(1), severity: .critical,
        summary: "All PostgreSQL connections of \(label: \.instance) are in use",
        description: "\(value: .count) connections are in use, as many as there are: requests wait for one.",
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
        onMissingData: .coveredBy("PostgreSQLDown"))

    let contractMismatch = Alert(
        "FeatureStoreContractMismatch", when: Contract.mismatch(), for: .hours(1), severity: .warning,
        summary: "\(label: \.instance) runs with other metrics than these rules read",
        description: """
            \(label: \.instance) was built with the metric contract \(label: \.fingerprint), these rules were not: \
            alerts may be blind. Deploy the rules and the service from the same commit.
            """,
        onMissingData: .coveredBy("PostgreSQLDown"))
}
