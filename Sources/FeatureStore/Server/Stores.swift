import FeatureStoreMetrics
import Logging
import PlumblineRuntime
import ServiceLifecycle

/// Where the service keeps its rows, as its configuration says: in PostgreSQL with the journal as its fallback, or in the
/// journal alone.
struct Stores: Sendable {
    let backend: any ManifestBackend
    /// Nil where no PostgreSQL is configured.
    let pool: ConnectionPool?
    /// The journal, or why there is none.
    let journal: Result<Journal, StartError>
    /// What runs for them, in the order of starting.
    let services: [any Service]

    /// Opens the journal. A journal that cannot be had is an error only where it is all there is: PostgreSQL does
    /// without.
    init(_ configuration: Configuration, metrics: FeatureStoreMetrics, logger: Logger) throws(StartError) {
        journal = Self.openJournal(configuration, metrics, logger)
        let files = (try? journal.get()).map { [JournalFile(journal: $0)] } ?? []
        guard let connector = Connector(configuration, logger: logger) else {
            backend = JournalStore(journal: try Self.only(journal))
            pool = nil
            services = files
            logger.notice("no PostgreSQL is configured: rows are kept in \(configuration.dataFolder)")
            return
        }
        let pool = ConnectionPool(
            connector: connector, size: configuration.poolSize, acquireTimeout: configuration.poolTimeout,
            metrics: metrics, logger: logger)
        let postgreSQL = PostgreSQLStore(pool: pool, metrics: metrics)
        self.pool = pool
        switch journal {
        case .failure(let error):
            logger.error("there is no fallback for PostgreSQL: \(error)")
            backend = postgreSQL
            services = [pool]
        case .success(let journal):
            let store = FailoverStore(
                postgreSQL: postgreSQL, journal: JournalStore(journal: journal), metrics: metrics, logger: logger)
            backend = store
            services = files + [pool, Replay(store: store)]
        }
    }

    /// The journal where there is nothing else.
    private static func only(_ journal: Result<Journal, StartError>) throws(StartError) -> Journal {
        do throws(StartError) {
            return try journal.get()
        } catch {
            throw StartError(
                description:
                    "no PostgreSQL is configured (\(Settings.postgres.environment)), and there is no journal: \(error)")
        }
    }

    private static func openJournal(
        _ configuration: Configuration, _ metrics: FeatureStoreMetrics, _ logger: Logger
    ) -> Result<Journal, StartError> {
        do {
            let library = try DuckDBLibrary(searching: DuckDBLibrary.searchPaths(configuration.duckDBLibrary))
            let journal = try Journal(
                folder: configuration.dataFolder, library: library,
                assignsVersions: configuration.postgreSQL == nil, metrics: metrics, logger: logger)
            JournalLoadTestStore.removeLeftovers(beside: journal.files)
            return .success(journal)
        } catch {
            return .failure(StartError(description: "\(error)"))
        }
    }
}

/// Why the service cannot start.
public struct StartError: Error, Sendable, CustomStringConvertible {
    /// What is wrong and how to mend it.
    public let description: String
}

/// Closes the journal when nobody writes to it any more.
private struct JournalFile: Service {
    let journal: Journal

    func run() async throws {
        try? await gracefulShutdown()
        await journal.close()
    }
}
