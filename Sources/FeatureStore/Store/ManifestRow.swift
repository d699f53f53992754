/// A manifest as it is handed in, checked.
struct NewManifest: Sendable {
    let key: ManifestKey
    let content: String

    /// - Throws: ``InvalidManifest`` when a name cannot be stored (see ``ManifestKey``) or the content holds a NUL byte.
    init(symbol: String, feature: String, content: String) throws(InvalidManifest) {
        key = try ManifestKey(symbol: symbol, feature: feature)
        guard !content.utf8.contains(0) else { throw InvalidManifest("content holds a NUL character; leave it out") }
        self.content = content
    }
}

/// A manifest as it is stored.
struct ManifestRow: Sendable, Hashable, Encodable {
    let symbol: String
    let feature: String
    /// Counts a symbol's rows from 1, over all of its features, without gaps.
    let version: Int64
    let content: String
    /// SHA-256 of the content in UTF-8, in lower-case hexadecimal.
    let contentHash: String
    /// When the row was written, by the database's clock: RFC 3339 in UTC with microseconds.
    let createdAt: String

    private enum CodingKeys: String, CodingKey {
        case symbol, feature, version, content
        case contentHash = "content_hash"
        case createdAt = "created_at"
    }
}

/// What an insert came to.
struct Insertion: Sendable {
    let row: ManifestRow
    /// False when the newest row already had this content, and is given again.
    let isNew: Bool
}
