import Foundation

/// A row of the journal.
struct JournalRow: Sendable, Hashable {
    /// Counts the journal's rows from 1, in the order in which they were acknowledged; none is used twice.
    let seq: Int64
    let id: UUID
    let symbol: String
    let feature: String
    /// Nil where PostgreSQL is to assign it at replay.
    let version: Int64?
    let content: String
    /// SHA-256 of the content in UTF-8, in lower-case hexadecimal.
    let contentHash: String
    /// When the row was taken, by this machine's clock: RFC 3339 in UTC with microseconds.
    let createdAt: String

    static let columns = "seq, id, symbol, feature, version, content, content_hash, created_at"

    /// Reads the row from an answer with ``columns``.
    init(_ row: DuckDBRow) throws(DuckDBError) {
        seq = try row.value(0)
        id = try row.uuid(1)
        symbol = try row.text(2)
        feature = try row.text(3)
        version = try row.integer(4)
        content = try row.text(5)
        contentHash = try row.text(6)
        createdAt = Timestamp(microseconds: try row.value(7)).description
    }

    init(
        seq: Int64, id: UUID, key: ManifestKey, version: Int64?, content: String, contentHash: String,
        createdAt: Timestamp
    ) {
        self.seq = seq
        self.id = id
        symbol = key.symbol
        feature = key.feature
        self.version = version
        self.content = content
        self.contentHash = contentHash
        self.createdAt = createdAt.description
    }

    /// Two rows are equal when their bytes are; see ``ManifestKey``.
    static func == (left: Self, right: Self) -> Bool {
        left.seq == right.seq && left.id == right.id && left.version == right.version
            && left.contentHash == right.contentHash && left.createdAt == right.createdAt
            && left.symbol.utf8.elementsEqual(right.symbol.utf8)
            && left.feature.utf8.elementsEqual(right.feature.utf8)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(seq)
        hasher.combine(id)
    }
}
