import FeatureStoreMetrics
import PlumblineRuntime

/// The manifest's rows in PostgreSQL.
///
/// Inserts for one symbol follow each other, serialised by an advisory lock on it; other symbols go on meanwhile.
struct ManifestStore: Sendable {
    let pool: ConnectionPool
    let metrics: FeatureStoreMetrics

    /// Appends a row with the symbol's next version, on disk when this returns. When the newest row of the feature has
    /// the same content, that row is the answer and nothing is written.
    func insert(_ manifest: NewManifest) async throws(StoreError) -> Insertion {
        try await onConnection { connection in
            try connection.transaction { connection throws(PostgreSQLError) in
                try lock(manifest.key.symbol, on: connection)
                let newest = try Self.rows(
                    connection.execute(.newest, [manifest.key.symbol, manifest.key.feature])
                ).first
                // Byte by byte, like the database, where Swift's `==` would take more to be the same.
                if let newest, newest.content.utf8.elementsEqual(manifest.content.utf8) {
                    return Insertion(row: newest, isNew: false)
                }
                let inserted = try Self.rows(
                    connection.execute(.insert, [manifest.key.symbol, manifest.key.feature, manifest.content]))
                guard let row = inserted.first else { throw .unexpectedResult("INSERT returned no row") }
                return Insertion(row: row, isNew: true)
            }
        }
    }

    /// A row of the key: the one with this version, or the newest one; nil when there is none.
    func read(_ key: ManifestKey, version: Int64? = nil) async throws(StoreError) -> ManifestRow? {
        try await onConnection { connection in
            let rows =
                if let version {
                    try connection.execute(.exact, [key.symbol, key.feature, String(version)])
                } else {
                    try connection.execute(.newest, [key.symbol, key.feature])
                }
            return try Self.rows(rows).first
        }
    }

    /// Takes the symbol's lock until the transaction ends.
    ///
    /// A statement of its own: read committed takes its snapshot when a statement begins, so a version read in the same
    /// statement would be from before the wait.
    private func lock(_ symbol: String, on connection: PostgreSQLConnection) throws(PostgreSQLError) {
        try metrics.advisoryLockWait.series(symbol: symbol).time { () throws(PostgreSQLError) in
            _ = try connection.execute(.lock, [symbol])
        }
    }

    private func onConnection<Success: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Success
    ) async throws(StoreError) -> Success {
        do {
            return try await pool.withConnection(body)
        } catch {
            throw StoreError(error)
        }
    }

    private static func rows(_ rows: [Row]) throws(PostgreSQLError) -> [ManifestRow] {
        try rows.map { row throws(PostgreSQLError) in
            try ManifestRow(
                symbol: row.text(0), feature: row.text(1), version: row.integer(2), content: row.text(3),
                contentHash: row.text(4), createdAt: row.text(5))
        }
    }
}

extension Statement {
    fileprivate static let lock = Statement(
        prepared: "manifest_lock", "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")

    // clock_timestamp() and not now(), which is when the transaction began, before the wait for the lock: so a symbol's
    // later version never has an earlier time.
    fileprivate static let insert = Statement(
        prepared: "manifest_insert",
        """
        INSERT INTO feature_store.manifest (symbol, feature, version, content, content_hash, created_at)
        SELECT $1, $2, coalesce(max(version), 0) + 1, $3, encode(sha256(convert_to($3, 'UTF8')), 'hex'),
               clock_timestamp()
        FROM feature_store.manifest WHERE symbol = $1
        RETURNING symbol, feature, version, content, content_hash,
                  to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        """)

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
        FROM feature_store.manifest WHERE symbol = $1 AND feature = $2 AND version = $3::bigint
        """)
}
