import FeatureStoreMetrics
import PlumblineRuntime

/// What reads the journal while the writer writes: a connection of its own to the same database, and the ledger.
final class JournalReaders: Sendable {
    private let tables = Lock<JournalTables?>(nil)
    private let ledger = Lock<Ledger?>(nil)
    private let publishesDepth: Bool
    private let metrics: FeatureStoreMetrics

    /// - Parameter publishesDepth: whether the rows wait for PostgreSQL, so that their number is its backlog.
    init(publishesDepth: Bool, metrics: FeatureStoreMetrics) {
        self.publishesDepth = publishesDepth
        self.metrics = metrics
    }

    /// How many rows are in the journal, also while it is being opened again.
    var depth: Int { ledger.withLock { $0?.depth } ?? 0 }

    func open(_ database: DuckDBDatabase, _ ledger: Ledger) throws(DuckDBError) {
        try tables.withLock { tables throws(DuckDBError) in
            tables = JournalTables(connection: try database.connect())
        }
        self.ledger.withLock { $0 = ledger }
        publish(ledger)
    }

    /// Waits for who is reading, and gives the connection up.
    func close() { tables.withLock { $0 = nil } }

    /// Brings the gauges up to date.
    func publish(_ ledger: Ledger) {
        if publishesDepth { metrics.journalDepth.set(Double(ledger.depth)) }
        metrics.journalQuarantined.set(Double(ledger.quarantined))
    }

    /// Reads from the tables. Blocks.
    func read<Success: Sendable>(
        _ body: (JournalTables, Ledger) throws(DuckDBError) -> Success
    ) throws(DuckDBError) -> Success {
        try tables.withLock { tables throws(DuckDBError) in
            guard let tables, let ledger = ledger.withLock({ $0 }) else { throw DuckDBError("the journal is not open") }
            return try body(tables, ledger)
        }
    }
}
