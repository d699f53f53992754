import FeatureStoreMetrics
import Foundation

/// A manifest as it is handed in, checked.
struct NewManifest: Sendable {
    /// Of this write: whoever writes it again, not knowing whether it was stored, does so with the same id.
    let id: UUID
    let key: ManifestKey
    /// The version that it is to have; nil for the symbol's next.
    let version: Int64?
    let content: String

    /// - Throws: ``InvalidManifest`` when a name cannot be stored (see ``ManifestKey``), the content holds a NUL byte,
    ///   or the version is not positive.
    init(
        id: UUID = .version7(), symbol: String, feature: String, version: Int64? = nil, content: String
    ) throws(InvalidManifest) {
        key = try ManifestKey(symbol: symbol, feature: feature)
        guard !content.utf8.contains(0) else { throw InvalidManifest("content holds a NUL character; leave it out") }
        guard version.map({ $0 > 0 }) ?? true else {
            throw InvalidManifest("version is not a whole number from 1; leave it out for the next one")
        }
        self.id = id
        self.version = version
        self.content = content
    }
}

/// A manifest as it is stored.
struct ManifestRow: Sendable, Hashable, Encodable {
    let symbol: String
    let feature: String
    /// Counts a symbol's rows from 1, over all of its features, without gaps. Nil while the row waits in the journal:
    /// PostgreSQL assigns it.
    let version: Int64?
    let content: String
    /// SHA-256 of the content in UTF-8, in lower-case hexadecimal.
    let contentHash: String
    /// When the row was written, by the database's clock: RFC 3339 in UTC with microseconds.
    let createdAt: String
    /// Where the row is.
    var backend = Backend.postgresql

    private enum CodingKeys: String, CodingKey {
        case symbol, feature, version, content
        case contentHash = "content_hash"
        case createdAt = "created_at"
    }
}

/// What an insert came to.
struct Insertion: Sendable {
    let row: ManifestRow
    /// False when the row was there already, and is given again.
    let isNew: Bool
}
