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
        left.symbol.utf8.elementsEqual(right.symbol.utf8) && left.feature.utf8.elementsEqual(right.feature.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for name in [symbol, feature] {
            for byte in name.utf8 { hasher.combine(byte) }
            hasher.combine(UInt8(0))
        }
    }
}

/// A manifest that cannot be stored: what is wrong and how to mend it.
struct InvalidManifest: Error, Sendable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
