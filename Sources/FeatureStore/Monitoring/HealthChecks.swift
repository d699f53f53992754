import Dispatch
import PlumblineGzip
import PlumblineRuntime

/// Checks PostgreSQL by a round trip on a connection of its own, so that a pool that is all lent out, which has an alert
/// of its own, does not look like a database that is down.
struct PostgreSQLCheck: Sendable {
    /// Nil where no PostgreSQL is configured, which is well.
    let pool: ConnectionPool?
    let deadline: Duration

    /// Asks whether the server takes writes. Blocks, as the monitor's checks may, until the answer or the deadline.
    func run() throws -> ComponentHealth {
        guard let pool else { return ComponentHealth(status: .healthy, details: "not configured: DuckDB has the rows") }
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
        private let result = Lock(Result<Bool, PostgreSQLError>.failure(.connectionFailed("it was not asked")))

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

/// Checks the journal by writing to its disk.
struct JournalCheck: Sendable {
    /// The journal, or why there is none.
    let journal: Result<Journal, StartError>

    /// Writes. Blocks.
    func run() throws -> ComponentHealth {
        let journal = try journal.get()
        try journal.check()
        let waiting = journal.assignsVersions ? 0 : journal.depth
        return ComponentHealth(
            status: waiting == 0 ? .healthy : .degraded,
            details: waiting == 0 ? "DuckDB takes writes" : "DuckDB takes writes; \(waiting) rows wait for PostgreSQL",
            takesWrites: true)
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
