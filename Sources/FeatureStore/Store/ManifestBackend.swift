import FeatureStoreMetrics

/// A place where manifest rows are kept: PostgreSQL, the journal, or the one with the other as its fallback.
protocol ManifestBackend: Sendable {
    /// What takes its rows as a rule.
    var kind: Backend { get }

    /// Appends a row, durably when this returns; see ``PostgreSQLStore/insert(_:)``.
    func insert(_ manifest: NewManifest) async throws(StoreError) -> Insertion

    /// A row of the key: the one with this version, or the newest one where it is nil; nil when there is none.
    func read(_ key: ManifestKey, version: Int64?) async throws(StoreError) -> ManifestRow?
}

extension ManifestBackend {
    /// The key's newest row; nil when there is none.
    func read(_ key: ManifestKey) async throws(StoreError) -> ManifestRow? { try await read(key, version: nil) }
}
