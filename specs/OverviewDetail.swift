import Plumbline

/// What the objectives' burn-rate alerts wait for, and what is left when they fire.
struct BudgetRow {
    let row = Row("Error budgets")
    let compliance = Panel.graph(
        "Compliance over 30 days",
        Series("insert", objectives.insert.recordedCompliance),
        Series("read", objectives.read.recordedCompliance),
        Series("lock wait", objectives.lockWait.recordedCompliance),
        Series("hit ratio", objectives.hitRatio.recordedCompliance),
        Series("availability", objectives.availability.recordedCompliance),
        summary: "The share that was good; each objective says how much it has to be.")
    let burnRates = Panel.graph(
        "Burn rate",
        Series("insert", objectives.insert.burnRate), Series("read", objectives.read.burnRate),
        Series("lock wait", objectives.lockWait.burnRate), Series("hit ratio", objectives.hitRatio.burnRate),
        Series("availability", objectives.availability.burnRate),
        steps: [.base(.transparent), .from(1, .orange), .from(14.4, .red)],
        summary: "How many times faster than allowed each budget burns: at 1 it lasts 30 days, at 14.4 two.")
}

/// Latency over time, PostgreSQL against DuckDB.
struct LatencyRow {
    let row = Row("Latency over time")
    let insertLatency = Panel.graph(
        "Insert latency",
        Series("P50 \(label: \.backend)", metrics.manifestInsertLatency.quantile(0.5, by: \.backend)),
        Series("P95 \(label: \.backend)", metrics.manifestInsertLatency.quantile(0.95, by: \.backend)),
        Series("P99 \(label: \.backend)", metrics.manifestInsertLatency.quantile(0.99, by: \.backend)),
        alerts: [latencyAlerts.insertLatencyHigh, latencyAlerts.insertLatencyCritical], objective: objectives.insert,
        summary: "The dashed lines are where the alerts begin; the lower one is the objective.")
    let readLatency = Panel.graph(
        "Read latency",
        Series("P50 \(label: \.backend)", metrics.manifestReadLatency.quantile(0.5, by: \.backend)),
        Series("P95 \(label: \.backend)", metrics.manifestReadLatency.quantile(0.95, by: \.backend)),
        Series("P99 \(label: \.backend)", metrics.manifestReadLatency.quantile(0.99, by: \.backend)),
        alerts: [latencyAlerts.readLatencyHigh], objective: objectives.read,
        summary: "The dashed line is the objective, where the alert begins.")
    let insertHeatmap = Panel.heatmap(
        "Insert latency, all inserts", Series("inserts", metrics.manifestInsertLatency.buckets()),
        summary: "Where inserts fall: two bands are two kinds of inserts, which a percentile hides.")
    let operations = Panel.graph(
        "Operations by kind",
        Series(
            "\(label: \.operation) \(label: \.outcome)",
            metrics.operations.rate().sum(by: \.operation, \.outcome)),
        alerts: [loadAlerts.throughputLow], summary: "Operations finished each second, by kind and outcome.")
}

/// Advisory lock wait and who contends.
struct LockRow {
    let row = Row("Advisory locks")
    let lockWait = Panel.graph(
        "Lock wait",
        Series("P50", metrics.advisoryLockWait.quantile(0.5)),
        Series("P95", metrics.advisoryLockWait.quantile(0.95)),
        Series("P99", metrics.advisoryLockWait.quantile(0.99)),
        alerts: [latencyAlerts.lockWaitHigh], objective: objectives.lockWait,
        summary: "Time that inserts spent waiting for their symbol's lock.")
    let lockContention = Panel.graph(
        "Lock contention by symbol",
        Series("\(label: \.symbol)", metrics.advisoryLockWait.sum.rate().sum(by: \.symbol).topK(10)),
        summary: "Milliseconds waited each second: the ten symbols that wait most.",
        drillDown: [symbolDrillDown])
}

/// The cache: hit ratio with its line, and why look-ups missed.
struct CacheRow {
    let row = Row("Cache")
    let hitRatio = Panel.graph(
        "Hit ratio over time", Series("\(label: \.instance)", metrics.hitRatio), alerts: [loadAlerts.hitRatioLow],
        objective: objectives.hitRatio, summary: "The dashed line is the objective, where the alert begins.",
        size: .third)
    let missReasons = Panel.graph(
        "Misses by reason", Series("\(label: \.reason)", metrics.cacheMisses.rate().sum(by: \.reason)),
        summary: "Cold: never read before. Expired: too old. Evicted: no room. Invalidated: written since.",
        size: .third)
    let missRatio = Panel.graph(
        "Miss ratio", Series("misses", recordings.cacheMissRatio), alerts: [loadAlerts.cacheMissRateHigh],
        summary: "Misses of all look-ups over 5 minutes.", size: .third)
}

/// The connection pool: how full, who waits, and when it will be full.
struct PoolRow {
    let row = Row("Connection pool")
    let poolConnections = Panel.graph(
        "Connections",
        Series("active", metrics.poolConnectionsActive.sum()), Series("idle", metrics.poolConnectionsIdle.sum()),
        Series("total", metrics.poolConnectionsTotal.sum()), alerts: [availabilityAlerts.poolExhausted],
        summary: "Over all instances. Active at total means that requests wait.", size: .third)
    let poolUtilisation = Panel.gauge(
        "Utilisation",
        Series("\(label: \.instance)", metrics.poolConnectionsActive / metrics.poolConnectionsTotal),
        steps: [.base(.green), .from(0.8, .orange), .from(1, .red)], summary: "Active of all connections.",
        size: Size(width: 4, height: 8))
    let poolForecast = Panel.stat(
        "In use in 4 hours",
        Series(
            "\(label: \.instance)",
            metrics.poolConnectionsActive.predictLinear(in: .hours(4), over: .hours(1)).clamped(min: 0)
                / metrics.poolConnectionsTotal),
        steps: [.base(.green), .from(0.8, .orange), .from(1, .red)],
        summary: "Capacity planning: utilisation in 4 hours if the trend of the last hour goes on.",
        size: Size(width: 4, height: 8))
    let poolWaits = Panel.graph(
        "Waits for a connection",
        Series("P95", metrics.poolWait.quantile(0.95)), Series("mean", metrics.poolWait.average()),
        summary: "Time that requests waited for a connection.", size: Size(width: 8, height: 8))
    let requestsAtOnce = Panel.graph(
        "Requests at once",
        Series("being worked on", metrics.workersActive.sum()),
        Series("waiting for a connection", metrics.poolWaiters.sum()), alerts: [loadAlerts.highConcurrency],
        summary: "The dashed line is where the alert begins.")
}

/// Top symbols, each row a way into the detail.
struct HotspotRow {
    let row = Row("Top symbols")
    let hotspots = Panel.table(
        "Hotspots", rows: \ManifestLabels.symbol, "Symbol",
        columns: Series(
            "Inserts/s", metrics.manifestInsertLatency.observations.rate(over: .minutes(5)).sum(by: \.symbol).topK(20)),
        Series("Insert P95", metrics.manifestInsertLatency.quantile(0.95, by: \.symbol, over: .minutes(5))),
        Series("Read P95", metrics.manifestReadLatency.quantile(0.95, by: \.symbol, over: .minutes(5))),
        Series("Lock wait P95", metrics.advisoryLockWait.quantile(0.95, by: \.symbol, over: .minutes(5))),
        summary: "The busiest symbols; click one for its detail.", drillDown: [symbolDrillDown])
    let builds = Panel.table(
        "Builds", rows: \BuildLabels.version, "Version",
        columns: Series("Instances", metrics.buildInfo.count(by: \.version)),
        alerts: [availabilityAlerts.contractMismatch], summary: "Which build runs how often.",
        size: Size(width: 24, height: 4))
}

/// Latency beside lock wait beside pool: what moves together.
struct CorrelationRow {
    let row = Row("Correlation")
    let insertBeside = Panel.graph(
        "Insert P95 beside…", Series("\(label: \.backend)", recordings.insertP95), size: .third)
    let lockWaitBeside = Panel.graph(
        "…lock wait P95 beside…", Series("P95", metrics.advisoryLockWait.quantile(0.95)), size: .third)
    let poolBeside = Panel.graph(
        "…connections in use", Series("active", metrics.poolConnectionsActive.sum()), size: .third)
}

let symbolDrillDown = Link.drillDown(
    "Open this symbol", Boards.symbol, setting: variables.symbol, to: \ManifestLabels.symbol)
