import Plumbline

/// One symbol, or several side by side.
struct SymbolDetail {
    let dashboard = Boards.symbol
    let violations = Annotation("SLO violations", firing: latencyAlerts.insertLatencyHigh, latencyAlerts.lockWaitHigh)

    let overviewRow = Row("$symbol")
    let inserts = Panel.graph(
        "Inserts", Series("\(label: \.symbol)", insertLatency.observations.rate().sum(by: \.symbol)),
        summary: "Inserts each second.")
    let reads = Panel.graph(
        "Look-ups", Series("\(label: \.symbol)", readLatency.observations.rate().sum(by: \.symbol)),
        summary: "Look-ups each second.")

    let latencyRow = Row("Latency")
    let insertQuantiles = Panel.graph(
        "Insert latency of the symbol",
        Series("P50 \(label: \.backend)", insertLatency.quantile(0.5, by: \.backend)),
        Series("P95 \(label: \.backend)", insertLatency.quantile(0.95, by: \.backend)),
        Series("P99 \(label: \.backend)", insertLatency.quantile(0.99, by: \.backend)), objective: objectives.insert,
        summary: "The dashed line is the objective.")
    let readQuantiles = Panel.graph(
        "Read latency of the symbol",
        Series("P50 \(label: \.backend)", readLatency.quantile(0.5, by: \.backend)),
        Series("P95 \(label: \.backend)", readLatency.quantile(0.95, by: \.backend)),
        Series("P99 \(label: \.backend)", readLatency.quantile(0.99, by: \.backend)), objective: objectives.read,
        summary: "The dashed line is the objective.")

    let lockRow = Row("Advisory lock")
    let lockQuantiles = Panel.graph(
        "Lock wait of the symbol",
        Series("P50 \(label: \.symbol)", lockWait.quantile(0.5, by: \.symbol)),
        Series("P95 \(label: \.symbol)", lockWait.quantile(0.95, by: \.symbol)), objective: objectives.lockWait,
        summary: "The dashed line is the objective.")
    let help = Panel.text(
        "How to read this",
        markdown: """
            A symbol's inserts are serialised by one advisory lock. When **lock wait** rises with **inserts**, the \
            symbol is written by too many at once; when it rises alone, somebody holds the lock.
            """)
}

private let insertLatency = metrics.manifestInsertLatency.where(\.symbol, .isSelected(in: variables.symbol))
private let readLatency = metrics.manifestReadLatency.where(\.symbol, .isSelected(in: variables.symbol))
private let lockWait = metrics.advisoryLockWait.where(\.symbol, .isSelected(in: variables.symbol))
