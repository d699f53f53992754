/// Names of any text made into names that Prometheus takes, different ones for different texts.
struct ValidNames {
    private var names: [String: String] = [:]
    private var taken: Set<String>
    private let limit: Int

    /// `limit` is how many names are remembered; later ones all get a hash.
    init(reserved: Set<String>, limit: Int) {
        taken = reserved
        self.limit = limit
    }

    /// The name for a text, the same every time.
    mutating func valid(_ original: String) -> String {
        if let name = names[original] { return name }
        let candidates = Self.candidates(original, suffix: "")
        guard names.count < limit else { return candidates[1] }
        let name = candidates.first { !taken.contains($0) } ?? candidates[1]
        taken.insert(name)
        names[original] = name
        return name
    }

    /// The text with `_` for what is not valid and, for when that is taken, with a hash of it as well.
    static func candidates(_ original: String, suffix: String) -> [String] {
        var name = String(
            decoding: original.utf8.map { isValid($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
        // Prometheus keeps names with two underscores in front for itself.
        while name.hasPrefix("__") { name.removeFirst() }
        if name.isEmpty || name.utf8.first.map({ (0x30...0x39).contains($0) }) == true { name = "_" + name }
        if !suffix.isEmpty, name.hasSuffix(suffix) { name.removeLast(suffix.count) }
        if name.isEmpty { name = "_" }
        return [name + suffix, "\(name)_\(hash(original))\(suffix)"]
    }

    private static func isValid(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// FNV-1a of 64 bits, so that a name is the same in every process.
    /// Source: http://www.isthe.com/chongo/tech/comp/fnv/
    private static func hash(_ text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
