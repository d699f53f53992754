import PlumblineGzip
import Logging
import Synchronization

/// Checks PostgreSQL by a round trip on a connection of its own, so that a pool that is all lent out, which has an alert
/// of its own, does not look like a database that is down.
final class PostgreSQLCheck: Sendable {
    private let connector: Connector
    private let connection = Mutex<PostgreSQLConnection?>(nil)

    init(connector: Connector) { self.connector = connector }

    /// Asks whether the server takes writes. Blocks.
    func run() throws -> ComponentHealth {
        try connection.withLock { connection in
            let open = try connection ?? connector.connect()
            // Kept only when the round trip works.
            connection = nil
            let isStandby = try open.execute(Self.question).first?.integer(0) == 1
            connection = open
            return isStandby
                ? ComponentHealth(status: .degraded, details: "PostgreSQL is a standby: it answers reads only")
                : ComponentHealth(
                    status: .healthy, details: "PostgreSQL answers and takes writes", takesWrites: true)
        }
    }

    private static let question = Statement(prepared: "health", "SELECT pg_is_in_recovery()::int")
}

/// Checks DuckDB by a query on its database in memory.
struct DuckDBCheck: Sendable {
    /// The database, or why there is none.
    let database: Result<DuckDBDatabase, DuckDBError>

    /// Runs the query. Blocks.
    func run() throws -> ComponentHealth {
        let database = try database.get()
        try database.check()
        return ComponentHealth(status: .healthy, details: "DuckDB \(database.library.version) answers")
    }
}

/// Checks the journal by writing to its disk.
struct JournalCheck: Sendable {
    /// The journal, or why there is none.
    let journal: Result<Journal, JournalError>

    /// Writes. Blocks.
    func run() throws -> ComponentHealth {
        let journal = try journal.get()
        try journal.check()
        let rows = journal.assignsVersions ? "rows are in it" : "rows wait for PostgreSQL"
        return ComponentHealth(
            status: .healthy, details: "the journal takes writes; \(journal.depth) \(rows)", takesWrites: true)
    }
}

/// Checks that the metrics can be scraped.
struct MetricsCheck: Sendable {
    let scrape: Scrape

    /// Renders a scrape and looks for the build's own line in it.
    func run() throws -> ComponentHealth {
        let page = String(decoding: scrape.answer().body, as: UTF8.self)
        guard page.contains("feature_store_build_info{") else {
            return ComponentHealth(status: .unhealthy, details: "a scrape lacks feature_store_build_info")
        }
        return ComponentHealth(status: .healthy, details: "a scrape renders \(page.utf8.count) bytes")
    }
}
