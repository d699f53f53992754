extension JSON {
    /// The UTF-8 text: keys sorted by their bytes, two spaces a level, a line feed at the end.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self, depth: 0)
        writer.bytes.append(UInt8(ascii: "\n"))
        return writer.bytes
    }
}

private struct JSONWriter {
    var bytes: [UInt8] = []

    mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .null: append("null")
        case .boolean(let value): append(value ? "true" : "false")
        case .integer(let value): append(String(value))
        case .double(let value): append(value)
        case .number(let text): append(text)
        case .string(let text): quote(text)
        case .array(let items):
            enclose("[", "]", items, depth) { writer, item in writer.write(item, depth: depth + 1) }
        case .object(let members):
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            enclose("{", "}", sorted, depth) { writer, member in
                writer.quote(member.key)
                writer.append(": ")
                writer.write(member.value, depth: depth + 1)
            }
        }
    }

    private mutating func enclose<Item>(
        _ open: String, _ close: String, _ items: [Item], _ depth: Int, write: (inout JSONWriter, Item) -> Void
    ) {
        append(open)
        for (index, item) in items.enumerated() {
            append(index == 0 ? "\n" : ",\n")
            indent(depth + 1)
            write(&self, item)
        }
        if !items.isEmpty {
            append("\n")
            indent(depth)
        }
        append(close)
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ value: Double) {
        guard value.isFinite else { return append("null") }
        let text = value.description
        append(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    private mutating func indent(_ depth: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func quote(_ text: String) {
        var text = text
        bytes.append(quotationMark)
        let isDone = text.withUTF8 { utf8 in
            guard utf8.allSatisfy({ 0x20..<0x7F ~= $0 && $0 != quotationMark && $0 != backslash }) else { return false }
            bytes.append(contentsOf: utf8)
            return true
        }
        if !isDone { for scalar in text.unicodeScalars { escape(scalar) } }
        bytes.append(quotationMark)
    }

    /// Escapes what JSON demands, and the further control characters and line separators that confuse editors and
    /// scripts; all else stays UTF-8.
    private mutating func escape(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": append("\\\"")
        case "\\": append("\\\\")
        case "\n": append("\\n")
        case "\r": append("\\r")
        case "\t": append("\\t")
        case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
            let digits = String(scalar.value, radix: 16)
            append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}

private let quotationMark = UInt8(ascii: "\"")
private let backslash = UInt8(ascii: "\\")
