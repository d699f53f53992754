import FeatureStoreMetrics

/// Manifest rows in PostgreSQL.
///
/// Inserts for one symbol follow each other, serialised by an advisory lock on it; other symbols go on meanwhile.
struct PostgreSQLStore: ManifestBackend {
    let pool: ConnectionPool
    let kind = Backend.postgresql
    let inserts: InsertQueue
    private let reads: ReadLanes

    init(pool: ConnectionPool, metrics: FeatureStoreMetrics?) {
        self.pool = pool
        inserts = InsertQueue(pool: pool, metrics: metrics)
        reads = ReadLanes(pool: pool)
    }

    /// Appends a row, on disk when this returns.
    ///
    /// Without a version it gets the symbol's next one, unless the newest row of the feature has the same content: then
    /// that row is the answer. With a version it is stored where that is the next one; a row that is there already is
    /// the answer where feature and content are the same, and a conflict where not. In any case a row that is there
    /// with the same id is the answer, as this is then a repetition.
    ///
    /// Rows that come at the same time share transactions. One that was sent is waited for also when the task is
    /// cancelled.
    func insert(_ manifest: NewManifest) async throws(StoreError) -> Insertion {
        try await withTaskExecutorPreference(PostgreSQLThread.executor) { () async throws(StoreError) in
            try await inserts.insert(manifest)
        }
    }

    /// Appends rows as ``insert(_:)`` does, in one transaction that waits for the locks of all their symbols. The
    /// results are in the rows' order. A conflict is that row's alone; where PostgreSQL is away or does not answer, all
    /// of them fail so.
    func insert(batch: [NewManifest]) async -> [Result<Insertion, StoreError>] {
        await withTaskExecutorPreference(PostgreSQLThread.executor) { await inserts.insert(batch: batch) }
    }

    /// A row of the key: the one with this version, or the newest one; nil when there is none.
    func read(_ key: ManifestKey, version: Int64?) async throws(StoreError) -> ManifestRow? {
        do {
            let names = [Parameter.text(key.symbol), .text(key.feature)]
            let rows = try await withTaskExecutorPreference(PostgreSQLThread.executor) {
                if let version {
                    try await reads.execute(.exact, names + [.integer(version)])
                } else {
                    try await reads.execute(.newest, names)
                }
            }
            return try rows.first.map { row throws(PostgreSQLError) in try ManifestRow(row) }
        } catch {
            throw StoreError(error)
        }
    }

    /// Asks PostgreSQL for an answer, over a connection that nothing else uses.
    /// - Returns: whether it takes writes; a standby does not.
    @discardableResult
    func ping(deadline: Duration) async throws(StoreError) -> Bool {
        do {
            return try await pool.ping(within: deadline)
        } catch {
            throw StoreError(error)
        }
    }
}

extension ManifestRow {
    fileprivate init(_ row: Row) throws(PostgreSQLError) {
        try self.init(
            symbol: row.text(0), feature: row.text(1), version: row.integer(2), content: row.text(3),
            contentHash: row.text(4), createdAt: row.text(5))
    }
}

extension Statement {
    fileprivate static let newest = Statement(
        prepared: "manifest_newest",
        """
        SELECT symbol, feature, version, content, content_hash,
               to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        FROM feature_store.manifest WHERE symbol = $1 AND feature = $2
        ORDER BY version DESC LIMIT 1
        """)

    fileprivate static let exact = Statement(
        prepared: "manifest_exact",
        """
        SELECT symbol, feature, version, content, content_hash,
               to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        FROM feature_store.manifest WHERE symbol = $1 AND feature = $2 AND version = $3
        """)
}
