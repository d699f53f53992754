import Foundation

/// A value for `$1`, `$2` … in PostgreSQL's binary format, which needs no quoting.
struct Parameter: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Whether a text in it holds a NUL byte, which PostgreSQL's cannot.
    private(set) var holdsNUL = false

    /// Text for a parameter that the statement takes as `text`.
    static func text(_ text: String) -> Parameter {
        var parameter = Parameter()
        parameter.append(text)
        return parameter
    }

    /// A whole number for one that it takes as `bigint`.
    static func integer(_ integer: Int64) -> Parameter {
        var parameter = Parameter()
        parameter.append(integer)
        return parameter
    }

    /// A truth for one that it takes as `boolean`.
    static func boolean(_ boolean: Bool) -> Parameter { Parameter(bytes: [boolean ? 1 : 0]) }

    /// `text[]`.
    static func texts(_ texts: some Collection<String>) -> Parameter {
        array(of: 25, texts) { text, parameter in
            parameter.append(UInt32(text.utf8.count))
            parameter.append(text)
        }
    }

    /// `uuid[]`.
    static func uuids(_ ids: some Collection<UUID>) -> Parameter {
        array(of: 2950, ids) { id, parameter in
            parameter.append(16 as UInt32)
            withUnsafeBytes(of: id.uuid) { parameter.bytes.append(contentsOf: $0) }
        }
    }

    /// `bigint[]`, with nulls.
    static func integers(_ integers: some Collection<Int64?>) -> Parameter {
        array(of: 20, integers) { integer, parameter in
            guard let integer else { return parameter.append(UInt32.max) }
            parameter.append(8 as UInt32)
            parameter.append(integer)
        }
    }

    /// An array of one dimension, as PostgreSQL's `array_recv` reads it: dimensions, whether there may be nulls, the
    /// elements' type, how many there are, the first one's index, then each with its length before it.
    private static func array<Elements: Collection>(
        of type: UInt32, _ elements: Elements, _ append: (Elements.Element, inout Parameter) -> Void
    ) -> Parameter {
        var parameter = Parameter()
        for word in [1, 1, type, UInt32(elements.count), 1] { parameter.append(word) }
        for element in elements { append(element, &parameter) }
        return parameter
    }

    /// In network byte order.
    private mutating func append(_ integer: some FixedWidthInteger) {
        withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            bytes.append(contentsOf: utf8)
            if let start = utf8.baseAddress, memchr(start, 0, utf8.count) != nil { holdsNUL = true }
        }
    }
}
