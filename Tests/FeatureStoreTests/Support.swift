import FeatureStoreMetrics
import Logging
import PlumblineRuntime
import Testing

@testable import FeatureStore

let quietLogger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

/// Waits until a condition holds, and fails when it does not within 20 s, nor in 1000 looks: on a busy machine the looks
/// are rare, and what is waited for gets its turn as rarely.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(20)
    var looks = 0
    while try await !condition() {
        looks += 1
        guard ContinuousClock.now < end || looks < 1000 else { throw NeverHappened(what: what) }
        try await Task.sleep(for: .milliseconds(5))
    }
}

struct NeverHappened: Error, CustomStringConvertible {
    let what: String
    var description: String { "never happened: \(what)" }
}

extension SessionLimits {
    /// What a busy machine does not come near to.
    static let patient = SessionLimits(
        statement: .seconds(60), lock: .seconds(60), write: .seconds(60), idleInTransaction: .seconds(60))
}

/// The store's parts on a database of their own.
struct Fixture {
    let connector: Connector
    let pool: ConnectionPool
    let metrics: FeatureStoreMetrics
    let store: PostgreSQLStore
    let manifests: Manifests

    /// A connection outside of the pool, for what strangers do.
    func stranger() async throws -> PostgreSQLConnection { try await connector.connect() }

    /// Waits until so many sessions wait for a lock.
    func waitForBlocked(_ count: Int64) async throws {
        let watcher = try await stranger()
        defer { Task { await watcher.close() } }
        try await eventually("\(count) sessions wait for a lock") {
            try await watcher.execute(
                Statement(
                    """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """)
            ).first?.integer(0) == count
        }
    }

    func sample(_ series: String) -> Double? { metrics.sample(series) }

    /// Another process' store on the same database, which shares nothing with this one.
    func withOtherProcess(_ body: (PostgreSQLStore) async throws -> Void) async throws {
        let pool = ConnectionPool(
            connector: connector, size: pool.size, acquireTimeout: pool.acquireTimeout, metrics: metrics,
            logger: quietLogger)
        try await closing(pool) { try await body(PostgreSQLStore(pool: pool, metrics: metrics)) }
    }

    /// Runs `body` while somebody else holds the symbol's lock.
    func whileHeld(_ symbol: String, _ body: (PostgreSQLConnection) async throws -> Void) async throws {
        let stranger = try await stranger()
        try await stranger.execute(Statement("BEGIN"))
        try await stranger.execute(Statement("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"), [.text(symbol)])
        try await body(stranger)
        try await stranger.execute(Statement("COMMIT"))
        await stranger.close()
    }
}

extension PostgreSQLConnection {
    /// Runs a statement of a test.
    @discardableResult
    func execute(_ statement: Statement, _ parameters: [Parameter] = []) async throws -> [Row] {
        try await execute(statement, parameters, within: .seconds(20))
    }
}

/// Runs `body`, and closes the pool after that.
func closing(_ pool: ConnectionPool, _ body: () async throws -> Void) async throws {
    let result: Result<Void, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    await pool.close()
    try result.get()
}

/// Runs `body` with a store on a database, by default a fresh one, and closes its pool after that.
func withStore(
    on database: String? = nil, poolSize: Int = 4, acquireTimeout: Duration = .seconds(20),
    limits: SessionLimits = .patient, backoff: Backoff = Backoff(), _ body: (Fixture) async throws -> Void
) async throws {
    let conninfo: String
    if let database { conninfo = database } else { conninfo = try await PrivatePostgres.shared.makeDatabase() }
    let metrics = try FeatureStoreMetrics()
    let connector = Connector(
        parameters: try ConnectionParameters(conninfo), limits: limits, logger: quietLogger)
    let pool = ConnectionPool(
        connector: connector, size: poolSize, acquireTimeout: acquireTimeout, backoff: backoff, metrics: metrics,
        logger: quietLogger)
    let store = PostgreSQLStore(pool: pool, metrics: metrics)
    let manifests = Manifests(
        store: store,
        cache: ReadCache(capacity: 100, byteLimit: 1 << 20, timeToLive: .seconds(60)), hitRatio: HitRatio(),
        metrics: metrics)
    try await closing(pool) {
        try await body(
            Fixture(connector: connector, pool: pool, metrics: metrics, store: store, manifests: manifests))
    }
}

extension FeatureStoreMetrics {
    /// The value of a series, written as in the exposition: `name{label="value"}`.
    func sample(_ series: String) -> Double? {
        FeatureStoreTests.sample(series, in: String(decoding: registry.exposition(), as: UTF8.self))
    }
}

/// The value of a series on a page of metrics.
func sample(_ series: String, in page: String) -> Double? {
    page.split(separator: "\n").first { $0.hasPrefix("\(series) ") }.flatMap { Double($0.dropFirst(series.count + 1)) }
}

extension NewManifest {
    /// A manifest of the feature `f`.
    init(_ symbol: String, _ content: String) throws {
        try self.init(symbol: symbol, feature: "f", content: content)
    }
}
