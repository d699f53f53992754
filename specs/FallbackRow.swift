import Plumbline

/// The fallback: who writes to it, how deep it is, and whether it empties.
struct FallbackRow {
    let row = Row("Fallback")
    let fallbackActive = Panel.stateTimeline(
        "Writes go to", Series("\(label: \.instance)", fallbackMetrics.fallbackActive),
        alerts: [fallbackAlerts.fallbackActive], steps: [.base(.green), .from(1, .orange)],
        mappings: [.value(0, "PostgreSQL", .green), .value(1, "Journal", .orange)],
        summary: "By instance.", size: .half)
    let journal = Panel.graph(
        "Fallback journal", Series("\(label: \.instance)", fallbackMetrics.journalDepth),
        summary: "Rows acknowledged by DuckDB and not yet in PostgreSQL.", size: .half)
    let replay = Panel.graph(
        "Fallbacks and replay",
        Series("rows brought to PostgreSQL", fallbackMetrics.replayedRows.increase().sum()),
        Series("fallbacks", fallbackMetrics.failovers.increase().sum()),
        summary: "How often the journal was needed, and how many rows left it.", size: .half)
    let setAside = Panel.graph(
        "Rows and files set aside",
        Series("rows that PostgreSQL refuses", fallbackMetrics.journalQuarantined.sum()),
        Series("damaged copies", fallbackMetrics.journalDamagedCopies.sum()),
        Series("found damaged in an hour", fallbackMetrics.journalCorruptions.increase(over: .hours(1)).sum()),
        alerts: [fallbackAlerts.journalQuarantined, fallbackAlerts.journalDamaged],
        summary: "All are 0 where all is well.", size: .half)
}
