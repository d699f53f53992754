import FeatureStoreMetrics
import Logging
import ServiceLifecycle

/// The rows of a load test among all others in PostgreSQL: their symbols begin with its own prefix.
struct PostgreSQLLoadTestStore: LoadTestStore {
    let pool: ConnectionPool
    let prefix: String
    let kind = Backend.postgresql

    func open(_ metrics: FeatureStoreMetrics) -> any ManifestBackend { PostgreSQLStore(pool: pool, metrics: metrics) }

    func remove() async -> Int? { try? await pool.removeManifests(ofSymbolsBeginning: prefix) }
}

/// Removes from PostgreSQL what load tests of any service left there that a crash ended: rows that are older than the
/// longest test by far.
struct LoadTestLeftovers: Service {
    let pool: ConnectionPool
    let logger: Logger

    /// How old they are at least.
    private static let age = Duration.seconds(3 * LoadTestPlan.longest)
    /// So many are removed at a time: well within the time that a statement may take.
    static let chunk = 10_000

    /// At the start, and now and then, as a service that crashed is back before its rows are old enough.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let count = try? await pool.removeManifests(
                    ofSymbolsBeginning: LoadTest.reservedPrefix, olderThan: Self.age)
                if let count, count > 0 { logger.notice("\(count) rows of load tests that never ended are removed") }
                try? await Task.sleep(for: Self.age)
            }
        }
    }
}

extension ConnectionPool {
    /// Removes rows, a chunk at a time, and gives their number.
    fileprivate nonisolated func removeManifests(
        ofSymbolsBeginning prefix: String, olderThan age: Duration = .zero
    ) async throws -> Int {
        var removed = 0
        while true {
            let count = try await withConnection { connection in
                let parameters: [Parameter] = [
                    .text(prefix), .integer(age.components.seconds), .integer(Int64(LoadTestLeftovers.chunk)),
                ]
                return try await connection.execute(
                    .removeManifests, parameters, within: self.connector.limits.deadline
                ).first?.integer(0) ?? 0
            }
            removed += Int(count)
            if count < LoadTestLeftovers.chunk { return removed }
        }
    }
}

extension Statement {
    // `starts_with` and not LIKE, in which a prefix can hold wildcards.
    fileprivate static let removeManifests = Statement(
        """
        WITH gone AS (
            DELETE FROM feature_store.manifest WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM feature_store.manifest
                WHERE starts_with(symbol, $1) AND created_at <= clock_timestamp() - make_interval(secs => $2::bigint)
                LIMIT $3::bigint))
            RETURNING 1)
        SELECT count(*) FROM gone
        """)
}
