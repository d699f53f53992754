import FeatureStoreMetrics

/// The journal as a place for manifest rows: the only one where no PostgreSQL is configured, its fallback where one is.
struct JournalStore: ManifestBackend {
    let journal: Journal
    /// How long the disk may take.
    var deadline: Duration = .seconds(5)
    let kind = Backend.duckdb

    func insert(_ manifest: NewManifest) async throws(StoreError) -> Insertion {
        do {
            let insertion = try await journal.append(
                id: manifest.id, key: manifest.key, version: manifest.version, content: manifest.content,
                deadline: .now + deadline)
            return Insertion(row: ManifestRow(insertion.row), isNew: insertion.isNew)
        } catch {
            throw StoreError(error)
        }
    }

    func read(_ key: ManifestKey, version: Int64?) async throws(StoreError) -> ManifestRow? {
        do {
            return try await journal.newest(key, version: version, deadline: .now + deadline).map(ManifestRow.init)
        } catch {
            throw StoreError(error)
        }
    }
}

extension ManifestRow {
    fileprivate init(_ row: JournalRow) {
        self.init(
            symbol: row.symbol, feature: row.feature, version: row.version, content: row.content,
            contentHash: row.contentHash, createdAt: row.createdAt, backend: .duckdb)
    }
}

extension StoreError {
    /// Sorts the journal's errors.
    init(_ error: JournalError) {
        self =
            switch error {
            case .locked, .unavailable, .closed: .notSent("\(error)")
            case .outcomeUnknown: .ambiguous("\(error)")
            case .conflict: .conflict("\(error)")
            case .cancelled: .cancelled
            }
    }
}
