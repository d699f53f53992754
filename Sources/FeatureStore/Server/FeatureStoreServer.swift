import FeatureStoreMetrics
import Hummingbird
public import Logging
import NIOCore
import PlumblineRuntime
public import ServiceLifecycle
public import UnixSignals

/// The service: its parts put together from a configuration.
public struct FeatureStoreServer: Sendable {
    /// The version, as in `feature_store_build_info`.
    public static let version = "0.1.0"

    let metrics: FeatureStoreMetrics
    let health: HealthMonitor
    private let pool: ConnectionPool
    private let application: any Service
    private let logger: Logger

    /// Puts the service together. Neither PostgreSQL nor DuckDB need be there: what is missing is in the log, in the
    /// health of its component, and PostgreSQL is tried again.
    /// - Parameter onListening: gets the port once the service listens, for those that chose port 0.
    /// - Throws: `RegistrationError` when two metrics clash.
    public init(
        _ configuration: Configuration, logger: Logger, onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws {
        self.logger = logger
        metrics = try FeatureStoreMetrics()
        try metrics.registry.registerProcessMetrics()
        metrics.buildInfo.set(version: Self.version, revision: configuration.revision)
        let connector = Connector(
            parameters: configuration.postgreSQL, limits: configuration.limits, logger: logger)
        pool = ConnectionPool(
            connector: connector, size: configuration.poolSize, acquireTimeout: configuration.poolTimeout,
            metrics: metrics, logger: logger)
        let hitRatio = HitRatio()
        let scrape = Scrape(metrics: metrics, pool: pool, hitRatio: hitRatio)
        health = Self.health(configuration, connector, scrape, logger: logger)
        let cache = ReadCache(
            capacity: configuration.cacheRows, byteLimit: configuration.cacheBytes,
            timeToLive: configuration.cacheTimeToLive)
        let manifests = Manifests(
            store: ManifestStore(pool: pool, metrics: metrics), cache: cache, hitRatio: hitRatio, metrics: metrics)
        application = Application(
            router: routes(manifests: manifests, scrape: scrape, token: configuration.token),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [RequestLimits(readTimeout: .init(configuration.requestTimeout))],
                    idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(configuration.bind, port: configuration.port)),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? configuration.port) },
            logger: logger)
        if configuration.token == nil {
            logger.warning(
                "no token is configured, so writes are refused; set FEATURE_STORE_TOKEN_FILE to a file with one")
        }
    }

    /// Everything that runs, in the order of starting; it goes down in the reverse order, requests first.
    ///
    /// After 20 s of shutting down what still runs is cancelled, such as a request whose body never ends.
    public func serviceGroup(gracefulShutdownSignals: [UnixSignal] = [.sigterm, .sigint]) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: [pool, health, application], gracefulShutdownSignals: gracefulShutdownSignals, logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        return ServiceGroup(configuration: configuration)
    }

    private static func health(
        _ configuration: Configuration, _ connector: Connector, _ scrape: Scrape, logger: Logger
    ) -> HealthMonitor {
        let deadline = min(Duration.seconds(2), configuration.healthInterval)
        var probing = connector
        probing.limits.statement = deadline
        let postgreSQL = PostgreSQLCheck(connector: probing)
        let duckDB = DuckDBCheck(
            database: Result { () throws(DuckDBError) in
                try DuckDBDatabase(searching: DuckDBDatabase.searchPaths(configuration.duckDBLibrary))
            })
        let metrics = MetricsCheck(scrape: scrape)
        return HealthMonitor(
            checks: [
                .init(component: .postgresqlManifest, run: postgreSQL.run),
                .init(component: .duckdbFallback, run: duckDB.run),
                .init(component: .metrics, run: metrics.run),
            ],
            interval: configuration.healthInterval, deadline: deadline, metrics: scrape.metrics, logger: logger)
    }
}
