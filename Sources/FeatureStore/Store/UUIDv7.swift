import Foundation

extension UUID {
    /// A new one of version 7 (RFC 9562, section 5.7): milliseconds since 1970, then random bits. Those made one after
    /// the other are near each other in an index.
    static func version7(at time: Date = .now) -> UUID {
        let milliseconds = UInt64(max(0, time.timeIntervalSince1970 * 1000))
        var words = (
            (milliseconds << 16 | 0x7000 | UInt64.random(in: 0...0xFFF)).bigEndian,
            (0x8000_0000_0000_0000 | UInt64.random(in: 0...0x3FFF_FFFF_FFFF_FFFF)).bigEndian
        )
        return withUnsafeBytes(of: &words) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
