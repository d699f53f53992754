/// A label's value compared byte for byte, as Prometheus compares them.
///
/// Swift's own `String` takes texts for equal that differ in bytes (a composed and a decomposed é): two series for
/// Prometheus and for a database, which must not become one.
struct LabelText: Hashable, Comparable, Sendable {
    /// Where values go that are over a limit or were never declared.
    static let other = LabelText("other")

    let string: String

    init(_ string: String) { self.string = string }

    static func == (left: LabelText, right: LabelText) -> Bool {
        left.string.utf8.count == right.string.utf8.count
            && left.withBytes { left in right.withBytes { right in left.elementsEqual(right) } }
    }

    static func < (left: LabelText, right: LabelText) -> Bool {
        left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
    }

    func hash(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        // No byte of UTF-8, so that ("a", "bc") and ("ab", "c") do not hash alike.
        hasher.combine(0xFF as UInt8)
    }

    private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var string = string
        return string.withUTF8(body)
    }
}
