import FeatureStoreMetrics

/// A place for the rows of one load test, apart from everybody else's.
protocol LoadTestStore: Sendable {
    /// What takes the rows.
    var kind: Backend { get }

    /// Makes it ready. What it measures of itself goes to `metrics`.
    func open(_ metrics: FeatureStoreMetrics) async throws(StoreError) -> any ManifestBackend

    /// Removes all rows, and gives their number; nil where the store is away, so that it has to be tried again.
    func remove() async -> Int?
}

/// The backends that load tests can work on in this service.
struct LoadTestStores: Sendable {
    /// Nil where no PostgreSQL is configured.
    let pool: ConnectionPool?
    /// The service's journal, beside which a test gets one of its own; nil where it has none.
    let journal: Journal?

    /// Those that are there; the first is the one that the service uses.
    var backends: [Backend] { (pool == nil ? [] : [.postgresql]) + (journal == nil ? [] : [.duckdb]) }

    /// A place for the rows of the test with this id, nil where there is no such backend.
    /// - Parameter prefix: what the symbols of its rows begin with, and no other's do.
    func store(_ backend: Backend, id: String, prefix: String) -> (any LoadTestStore)? {
        switch backend {
        case .postgresql: pool.map { PostgreSQLLoadTestStore(pool: $0, prefix: prefix) }
        case .duckdb: journal.map { JournalLoadTestStore(beside: $0.files, id: id) }
        }
    }
}
