/// The secret that writes need. Its text never shows it.
struct BearerToken: Sendable, CustomStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// The fewest bytes: 16 of them at random cannot be guessed.
    static let shortest = 16

    /// Nil when the token is too short, or has other bytes than visible ASCII, which HTTP's header cannot carry.
    init?(_ text: String) {
        guard text.utf8.count >= Self.shortest, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        bytes = Array(text.utf8)
    }

    /// Whether an `Authorization` header carries this token.
    ///
    /// Every byte is compared whatever the first difference, so that the time taken says nothing about how much of a
    /// guess was right.
    func authorizes(_ header: String?) -> Bool {
        guard let parts = header?.split(separator: " ", maxSplits: 1), parts.count == 2,
            parts[0].lowercased() == "bearer"
        else { return false }
        let offered = Array(parts[1].utf8)
        var difference = UInt8(offered.count == bytes.count ? 0 : 1)
        for (index, byte) in bytes.enumerated() {
            difference |= byte ^ (index < offered.count ? offered[index] : 0)
        }
        return difference == 0
    }

    var description: String { "BearerToken(***)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
