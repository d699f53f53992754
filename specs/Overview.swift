import Plumbline

/// The FeatureStore at a glance, then in detail.
struct Overview {
    let dashboard = Boards.overview
    let violations = Annotation(
        "SLO violations", firing: latencyAlerts.insertLatencyHigh, latencyAlerts.insertLatencyCritical,
        latencyAlerts.readLatencyHigh, latencyAlerts.lockWaitHigh, loadAlerts.hitRatioLow)
    let summary = SummaryRow()
    let budgets = BudgetRow()
    let latency = LatencyRow()
    let locks = LockRow()
    let cache = CacheRow()
    let pool = PoolRow()
    let fallback = FallbackRow()
    let hotspots = HotspotRow()
    let correlation = CorrelationRow()
    let http = HTTPRow()
}

/// The executive summary: is everything as promised?
struct SummaryRow {
    let row = Row("Executive summary")
    let insertP95Now = Panel.stat(
        "Insert P95", Series("\(label: \.backend)", recordings.insertP95),
        alerts: [latencyAlerts.insertLatencyHigh, latencyAlerts.insertLatencyCritical],
        summary: "95 % of inserts are faster than this.")
    let readP95Now = Panel.stat(
        "Read P95", Series("\(label: \.backend)", recordings.readP95), alerts: [latencyAlerts.readLatencyHigh],
        summary: "95 % of look-ups are faster than this.")
    let lockWaitP95Now = Panel.stat(
        "Lock wait P95", Series("P95", metrics.advisoryLockWait.quantile(0.95)), alerts: [latencyAlerts.lockWaitHigh],
        summary: "95 % of lock waits are shorter than this.")
    let hitRatioNow = Panel.stat(
        "Hit ratio", Series("hit ratio", metrics.hitRatio.avg()), alerts: [loadAlerts.hitRatioLow],
        summary: "Share of look-ups answered from the cache.")
    let throughputNow = Panel.stat(
        "Operations", Series("operations", recordings.throughput), alerts: [loadAlerts.throughputLow],
        summary: "Inserts and look-ups finished each second.")
    let workersNow = Panel.stat(
        "Workers", Series("workers", metrics.workersActive.sum()), alerts: [loadAlerts.highConcurrency],
        summary: "Requests being worked on.")
    let components = Panel.stateTimeline(
        "Component status", Series("\(label: \.component)", metrics.healthCheckStatus.min(by: \.component)),
        alerts: [availabilityAlerts.postgresqlDown, availabilityAlerts.duckdbDown],
        steps: [.base(.red), .from(0.5, .orange), .from(1, .green)],
        mappings: [.value(0, "Unhealthy", .red), .value(0.5, "Degraded", .orange), .value(1, "Healthy", .green)],
        summary: "The worst of all instances, by component.", size: Size(width: 12, height: 6))
    let errorBudgets = Panel.barGauge(
        "Error budget left",
        Series("insert", objectives.insert.budgetRemaining),
        Series("read", objectives.read.budgetRemaining),
        Series("lock wait", objectives.lockWait.budgetRemaining),
        Series("hit ratio", objectives.hitRatio.budgetRemaining),
        Series("availability", objectives.availability.budgetRemaining),
        steps: [.base(.red), .from(0, .orange), .from(0.5, .green)],
        summary: "Of 30 days: 100 % when nothing failed, 0 % when the budget is spent.",
        size: Size(width: 8, height: 6))
    let impact = Panel.stat(
        "Indicators at once",
        Series(
            "indicators",
            conditions.insertLatencyCritical.holds() + conditions.hitRatioLow.holds()
                + conditions.postgresqlDown.holds()
                + conditions.poolExhausted.holds()),
        alerts: [availabilityAlerts.trainingPipelineImpact],
        summary:
            "Training pipelines suffer when at least two hold: inserts very slow, hit ratio low, PostgreSQL down, pool exhausted.",
        size: Size(width: 4, height: 6))
}
