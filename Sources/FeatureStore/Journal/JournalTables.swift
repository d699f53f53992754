import Foundation

/// The journal's tables and the statements on them, over one connection.
struct JournalTables {
    let connection: DuckDBConnection

    /// Makes the tables where they are not there. None has an index: DuckDB would read and write it in full.
    func create() throws(DuckDBError) {
        let columns = """
            seq BIGINT NOT NULL, id UUID NOT NULL, symbol VARCHAR NOT NULL, feature VARCHAR NOT NULL, version BIGINT,
            content VARCHAR NOT NULL, content_hash VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL
            """
        try connection.execute("CREATE TABLE IF NOT EXISTS journal (\(columns))")
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS quarantine (
                \(columns), reason VARCHAR NOT NULL, quarantined_at TIMESTAMP NOT NULL)
            """)
        try connection.execute(
            "CREATE TABLE IF NOT EXISTS progress (replayed_through BIGINT NOT NULL, checks BIGINT NOT NULL)")
        try connection.execute("INSERT INTO progress SELECT 0, 0 WHERE NOT EXISTS (SELECT 1 FROM progress)")
    }

    /// The lower-case hexadecimal SHA-256 of each text's UTF-8.
    func hashes(of contents: [String]) throws(DuckDBError) -> [String] {
        try connection.query("SELECT sha256(text) FROM (SELECT unnest(?::VARCHAR[]) AS text)", [.texts(contents)]) {
            row throws(DuckDBError) in try row.text(0)
        }
    }

    /// Appends rows, on disk when this returns.
    func append(_ rows: [NewJournalRow]) throws(DuckDBError) {
        let values: [[DuckDBValue]] = rows.map { new in
            let row = new.row
            return [
                .integer(row.seq), .text(row.id.uuidString), .text(row.symbol), .text(row.feature),
                row.version.map { .integer($0) } ?? .null, .text(row.content), .text(row.contentHash),
                .time(new.time.microseconds),
            ]
        }
        try connection.transaction { () throws(DuckDBError) in try connection.append(values, to: "journal") }
    }

    func row(seq: Int64) throws(DuckDBError) -> JournalRow? {
        try rows("WHERE seq = ?", [.integer(seq)]).first
    }

    func row(id: UUID) throws(DuckDBError) -> JournalRow? {
        try rows("WHERE id = ?::UUID", [.text(id.uuidString)]).first
    }

    /// The symbol's row with this version, the last one where there are several that wait for PostgreSQL's judgement.
    func row(symbol: String, version: Int64) throws(DuckDBError) -> JournalRow? {
        try rows(
            "WHERE symbol = ? AND version = ? ORDER BY seq DESC LIMIT 1", [.text(symbol), .integer(version)]
        ).first
    }

    func row(of key: ManifestKey, version: Int64) throws(DuckDBError) -> JournalRow? {
        try rows(
            "WHERE symbol = ? AND feature = ? AND version = ? ORDER BY seq DESC LIMIT 1",
            [.text(key.symbol), .text(key.feature), .integer(version)]
        ).first
    }

    /// The key's newest row; reads the whole column of symbols.
    func newest(of key: ManifestKey) throws(DuckDBError) -> JournalRow? {
        try rows(
            "WHERE symbol = ? AND feature = ? ORDER BY seq DESC LIMIT 1", [.text(key.symbol), .text(key.feature)]
        ).first
    }

    /// The rows that were acknowledged first.
    func oldest(_ limit: Int) throws(DuckDBError) -> [JournalRow] {
        try rows("ORDER BY seq LIMIT ?", [.integer(Int64(limit))])
    }

    private func rows(_ clause: String, _ parameters: [DuckDBValue]) throws(DuckDBError) -> [JournalRow] {
        try connection.query("SELECT \(JournalRow.columns) FROM journal \(clause)", parameters) {
            row throws(DuckDBError) in try JournalRow(row)
        }
    }
}
