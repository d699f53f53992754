import FeatureStoreMetrics
import Logging
import PlumblineRuntime
import Testing

@testable import FeatureStore

let quietLogger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

/// Waits until a condition holds, and fails when it does not within 20 s.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(20)
    while try await !condition() {
        guard ContinuousClock.now < end else { throw NeverHappened(what: what) }
        try await Task.sleep(for: .milliseconds(5))
    }
}

struct NeverHappened: Error, CustomStringConvertible {
    let what: String
    var description: String { "never happened: \(what)" }
}

/// The store's parts on a database of their own.
struct Fixture {
    let connector: Connector
    let pool: ConnectionPool
    let metrics: FeatureStoreMetrics
    let manifests: Manifests
    var store: ManifestStore { manifests.store }

    /// A connection outside of the pool, for what strangers do.
    func stranger() throws -> PostgreSQLConnection { try connector.connect() }

    /// Waits until so many sessions wait for a lock.
    func waitForBlocked(_ count: Int64) async throws {
        let watcher = try stranger()
        try await eventually("\(count) sessions wait for a lock") {
            try watcher.execute(
                Statement(
                    """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """)
            ).first?.integer(0) == count
        }
    }

    func sample(_ series: String) -> Double? { metrics.sample(series) }
}

/// Runs `body` with a store on a fresh database, and closes its pool after that.
func withStore(
    poolSize: Int = 4, acquireTimeout: Duration = .seconds(20), limits: SessionLimits = SessionLimits(),
    _ body: (Fixture) async throws -> Void
) async throws {
    let conninfo = try await PrivatePostgres.shared.makeDatabase()
    let metrics = try FeatureStoreMetrics()
    let connector = Connector(
        parameters: try ConnectionParameters(conninfo), limits: limits, logger: quietLogger)
    let pool = ConnectionPool(
        connector: connector, size: poolSize, acquireTimeout: acquireTimeout, metrics: metrics, logger: quietLogger)
    let manifests = Manifests(
        store: ManifestStore(pool: pool, metrics: metrics),
        cache: ReadCache(capacity: 100, byteLimit: 1 << 20, timeToLive: .seconds(60)), hitRatio: HitRatio(),
        metrics: metrics)
    let result: Result<Void, any Error>
    do {
        result = .success(
            try await body(Fixture(connector: connector, pool: pool, metrics: metrics, manifests: manifests)))
    } catch {
        result = .failure(error)
    }
    await pool.close()
    try result.get()
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
