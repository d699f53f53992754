import FeatureStoreMetrics
import Logging
import PlumblineRuntime

/// Manifest rows in PostgreSQL while it takes them, and in the journal while it does not.
///
/// A write that PostgreSQL did not take, or may have taken before the connection broke, goes to the journal under the id
/// that it had, never into a second try: when the journal is replayed, the id tells whether it is there already. From then
/// on all writes go to the journal, until ``Replay`` has emptied it into PostgreSQL.
struct FailoverStore: ManifestBackend {
    let postgreSQL: PostgreSQLStore
    let journal: JournalStore
    let writers: Writers
    let metrics: FeatureStoreMetrics
    let logger: Logger
    let kind = Backend.postgresql

    init(postgreSQL: PostgreSQLStore, journal: JournalStore, metrics: FeatureStoreMetrics, logger: Logger) {
        self.postgreSQL = postgreSQL
        self.journal = journal
        self.metrics = metrics
        self.logger = logger
        // Rows of an earlier run come before new ones of the same symbol.
        let isEmpty = journal.journal.depth == 0
        writers = Writers(isEmpty ? .primary : .fallback)
        metrics.fallbackActive.set(isEmpty ? 0 : 1)
    }

    /// Stores a row: in PostgreSQL, or in the journal, where it has no version yet.
    func insert(_ manifest: NewManifest) async throws(StoreError) -> Insertion {
        guard await writers.route() == .postgreSQL else { return try await append(manifest) }
        do throws(StoreError) {
            return try await postgreSQL.insert(manifest)
        } catch {
            guard error.isForFallback else { throw error }
            await fallBack(because: error)
            return try await append(manifest)
        }
    }

    /// While the journal has rows, its own come first, as they are newer. What it does not have is asked of PostgreSQL.
    func read(_ key: ManifestKey, version: Int64?) async throws(StoreError) -> ManifestRow? {
        if await writers.phase != .primary, let row = try await journal.read(key, version: version) { return row }
        return try await postgreSQL.read(key, version: version)
    }

    private func fallBack(because error: StoreError) async {
        guard await writers.fallBack() else { return }
        metrics.failovers.increment()
        metrics.fallbackActive.set(1)
        logger.warning("writes go to the journal from now on: \(error)")
    }

    private func append(_ manifest: NewManifest) async throws(StoreError) -> Insertion {
        let result: Result<Insertion, StoreError>
        do throws(StoreError) {
            result = .success(try await journal.insert(manifest))
        } catch {
            result = .failure(error)
        }
        await writers.appended()
        return try result.get()
    }
}

extension StoreError {
    /// Whether the row goes to the fallback: it may be stored there under its id, whatever PostgreSQL did with it.
    fileprivate var isForFallback: Bool {
        switch self {
        case .notSent, .ambiguous: true
        case .refused, .conflict, .cancelled: false
        }
    }
}
