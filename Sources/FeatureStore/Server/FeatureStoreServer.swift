import CoreMetrics
import FeatureStoreMetrics
import Hummingbird
public import Logging
import NIOCore
import PlumblineRuntime
import PlumblineSwiftMetrics
public import ServiceLifecycle
public import UnixSignals

/// The service: its parts put together from a configuration.
public struct FeatureStoreServer: Sendable {
    /// The version, as in `feature_store_build_info`.
    public static let version = "0.1.0"

    let metrics: FeatureStoreMetrics
    let health: HealthMonitor
    let lifecycle = Lifecycle()
    private let services: [any Service]
    private let shutdownTimeout: Duration
    private let logger: Logger

    /// The ports that the listeners have.
    public struct Ports: Sendable, Hashable {
        /// That of the service.
        public let main: Int
        /// That of the second listener; nil where there is none.
        public let admin: Int?
    }

    /// Puts the service together. Neither PostgreSQL nor DuckDB need be there: what is missing is in the log, in the
    /// health of its component, and PostgreSQL is tried again.
    /// - Parameter onListening: gets the ports once the service listens, for those that chose port 0.
    /// - Throws: ``StartError`` where rows can be kept nowhere, `RegistrationError` when two metrics clash.
    public init(
        _ configuration: Configuration, logger: Logger, onListening: @escaping @Sendable (Ports) -> Void = { _ in }
    ) throws {
        self.logger = logger
        shutdownTimeout = configuration.shutdownTimeout
        metrics = try FeatureStoreMetrics()
        try metrics.registry.registerProcessMetrics()
        metrics.buildInfo.set(version: Self.version, revision: configuration.revision)
        let stores = try Stores(configuration, metrics: metrics, logger: logger)
        let pool = stores.pool
        let hitRatio = HitRatio()
        let scrape = Scrape(metrics: metrics, pool: pool, hitRatio: hitRatio)
        health = Self.health(configuration, stores, scrape, logger: logger)
        let cache = ReadCache(
            capacity: configuration.cacheRows, byteLimit: configuration.cacheBytes,
            timeToLive: configuration.cacheTimeToLive)
        let manifests = Manifests(
            store: stores.backend, cache: cache, hitRatio: hitRatio, metrics: metrics)
        let slo = SLOReport(
            FeatureStoreMetrics.objectives, registry: metrics.registry, refresh: { scrape.takeStates() })
        let access = Access(token: configuration.token, metrics: metrics)
        let tester = LoadTester(
            isAllowed: configuration.allowsLoadTests,
            stores: LoadTestStores(pool: pool, journal: try? stores.journal.get()), monitor: health,
            lifecycle: lifecycle, metrics: metrics, logger: logger)
        let history = PerformanceHistory(registry: metrics.registry, pool: { pool?.status ?? .init() })
        let monitoring = Monitoring(
            health: HealthReport(
                monitor: health, lifecycle: lifecycle, version: Self.version, revision: configuration.revision),
            scrape: scrape, slo: slo, history: history,
            prometheus: configuration.prometheus.map { Prometheus(url: $0) },
            logger: logger)
        let endpoints = Endpoints(
            manifests: manifests, monitoring: monitoring, access: access,
            loadTests: LoadTestHandlers(tester: tester, access: access))
        let listening = Listening(lifecycle: lifecycle, hasAdmin: configuration.admin != nil, onListening: onListening)
        services =
            stores.services + [health, SLOSampling(report: slo), history]
            + (pool.map { [LoadTestLeftovers(pool: $0, logger: logger)] } ?? [])
            + Self.listeners(configuration, endpoints, listening, logger)
            + [Drain(lifecycle: lifecycle, delay: configuration.drainDelay, logger: logger)]
        if configuration.token == nil {
            logger.warning(
                "no token is configured, so writes are refused; set FEATURE_STORE_TOKEN_FILE to a file with one")
        }
    }

    /// Has the metrics of libraries come out beside the service's own. Once in a process.
    ///
    /// - Throws: `RegistrationError` when it was done before.
    public func bootstrapLibraryMetrics() throws {
        MetricsSystem.bootstrap(try RegistryMetricsFactory(registry: metrics.registry))
    }

    /// Everything that runs, in the order of starting. It goes down in the reverse order: the service says that it is
    /// going, takes no more connections, answers the requests it has, and then its stores close. The second listener is
    /// there for the whole of it.
    ///
    /// When that takes longer than the shutdown timeout, what still runs is cancelled, such as a request whose body
    /// never ends.
    public func serviceGroup(gracefulShutdownSignals: [UnixSignal] = [.sigterm, .sigint]) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: gracefulShutdownSignals, logger: logger)
        configuration.maximumGracefulShutdownDuration = shutdownTimeout
        return ServiceGroup(configuration: configuration)
    }

    private static func listeners(
        _ configuration: Configuration, _ endpoints: Endpoints, _ listening: Listening, _ logger: Logger
    ) -> [any Service] {
        func service(_ listener: HTTPListener, _ router: Router<ServiceContext>) -> any Service {
            listener.service(
                router, health: endpoints.monitoring.health, metrics: endpoints.metrics, logger: logger
            ) { port in listening.isUp(listener.kind, port) }
        }
        let main = HTTPListener(
            kind: .main, address: configuration.address, connectionLimit: configuration.connectionLimit,
            limits: configuration.connectionLimits, tls: configuration.tls)
        var services = [service(main, routes(endpoints))]
        if let address = configuration.admin {
            // Few: those who ask here are a kubelet and a Prometheus or two.
            let admin = HTTPListener(
                kind: .admin, address: address, connectionLimit: 64, limits: configuration.connectionLimits)
            services.insert(service(admin, adminRoutes(endpoints)), at: 0)
        }
        return services
    }

    private static func health(
        _ configuration: Configuration, _ stores: Stores, _ scrape: Scrape, logger: Logger
    ) -> HealthMonitor {
        let deadline = Duration.seconds(2)
        let postgreSQL = PostgreSQLCheck(pool: stores.pool, deadline: deadline)
        let duckDB = JournalCheck(journal: stores.journal)
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
