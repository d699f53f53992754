import PlumblineGzip
import Dispatch
import Synchronization

/// Checks PostgreSQL by a round trip on a connection of its own, so that a pool that is all lent out, which has an alert
/// of its own, does not look like a database that is down.
struct PostgreSQLCheck: Sendable {
    let pool: ConnectionPool
    let deadline: Duration

    /// Asks whether the server takes writes. Blocks, as the monitor's checks may, until the answer or the deadline.
    func run() throws -> ComponentHealth {
        let answer = Answer()
        Task {
            do throws(PostgreSQLError) {
                answer.give(.success(try await pool.ping(within: deadline)))
            } catch {
                answer.give(.failure(error))
            }
        }
        return try answer.wait().get()
            ? ComponentHealth(status: .healthy, details: "PostgreSQL answers and takes writes", takesWrites: true)
            : ComponentHealth(status: .degraded, details: "PostgreSQL is a standby: it answers reads only")
    }

    private final class Answer: Sendable {
        private let given = DispatchSemaphore(value: 0)
        private let result = Mutex(Result<Bool, PostgreSQLError>.failure(.connectionFailed("it was not asked")))

        func give(_ result: Result<Bool, PostgreSQLError>) {
            self.result.withLock { $0 = result }
            given.signal()
        }

        func wait() -> Result<Bool, PostgreSQLError> {
            given.wait()
            return result.withLock { $0 }
        }
    }
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
