import Foundation

/// What a manifest row is found by: a symbol and one of its features.
///
/// Two keys are equal when their bytes are, as they are for PostgreSQL. Swift's own comparison of strings takes `é` in
/// one code point and in two for the same, which are two symbols in the database.
struct ManifestKey: Sendable {
    /// The longest symbol or feature, in bytes of UTF-8.
    static let longestName = 256

    let symbol: String
    let feature: String

    /// - Throws: ``InvalidManifest`` when a name is empty, too long, or holds a NUL byte.
    init(symbol: String, feature: String) throws(InvalidManifest) {
        try Self.check(symbol, "symbol")
        try Self.check(feature, "feature")
        self.symbol = symbol
        self.feature = feature
    }

    private static func check(_ name: String, _ field: String) throws(InvalidManifest) {
        guard !name.isEmpty else { throw InvalidManifest("\(field) is empty; give it a name") }
        guard name.utf8.count <= longestName else {
            throw InvalidManifest("\(field) has \(name.utf8.count) bytes of UTF-8; at most \(longestName) are stored")
        }
        guard !name.utf8.contains(0) else { throw InvalidManifest("\(field) holds a NUL character; leave it out") }
    }
}

extension ManifestKey: Hashable {
    static func == (left: Self, right: Self) -> Bool {
        ExactName(left.symbol) == ExactName(right.symbol) && ExactName(left.feature) == ExactName(right.feature)
    }

    func hash(into hasher: inout Hasher) {
        ExactName(symbol).hash(into: &hasher)
        ExactName(feature).hash(into: &hasher)
    }
}

/// A name that equals another where its bytes do.
struct ExactName: Hashable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: Self, right: Self) -> Bool {
        let same = left.text.utf8.withContiguousStorageIfAvailable { left in
            right.text.utf8.withContiguousStorageIfAvailable { right in
                guard left.count == right.count, let first = left.baseAddress, let second = right.baseAddress else {
                    return left.isEmpty && right.isEmpty
                }
                return memcmp(first, second, left.count) == 0
            }
        }
        return (same ?? nil) ?? left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// All bytes at once, which is several times as fast as one by one.
    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { utf8 in
            hasher.combine(utf8.count)
            hasher.combine(bytes: UnsafeRawBufferPointer(utf8))
        }
    }
}

/// A manifest that cannot be stored: what is wrong and how to mend it.
struct InvalidManifest: Error, Sendable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
