/// Reads what was written, strictly by RFC 8259, and holds it against the tree that was meant. It shares nothing with the
/// writer.
func readBack(_ bytes: [UInt8], as root: JSON) throws(JSONError) {
    let result: Result<Void, JSONError> = bytes.withUnsafeBufferPointer { bytes in
        var reading = JSONReading(bytes: bytes)
        return Result { () throws(JSONError) in
            try reading.value(root)
            reading.skipBlanks()
            guard reading.position == bytes.count else { throw JSONError("something follows on the value") }
        }
    }
    try result.get()
}

/// Why a text is not the tree that was meant, and where.
struct JSONError: Error, Equatable, CustomStringConvertible {
    /// Keys and indices from the root, such as `panels[0].title`; empty at the root itself.
    private(set) var path = ""
    let reason: String

    init(_ reason: String) { self.reason = reason }

    var description: String {
        (path.isEmpty ? "" : "\(path): ") + "what was written does not read back as what was meant: \(reason); "
            + "this is a fault of the generator, please report it with the text"
    }

    /// The same error, seen from the object or the array around it.
    func under(_ key: String) -> JSONError {
        var error = self
        error.path = path.isEmpty || path.hasPrefix("[") ? key + path : "\(key).\(path)"
        return error
    }
}

private struct JSONReading {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    mutating func skipBlanks() {
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\n") {
            position += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(JSONError) {
        guard take(UInt8(ascii: character)) else { throw JSONError("there is no '\(character)'") }
    }

    mutating func value(_ expected: JSON) throws(JSONError) {
        switch expected {
        case .null: try word("null")
        case .boolean(let value): try word(value ? "true" : "false")
        case .integer(let value): try number("\(value)") { Int($0) == value }
        case .double(let value) where !value.isFinite: try word("null")
        case .double(let value): try number("\(value)") { Double($0)?.bitPattern == value.bitPattern }
        case .number(let text): try number(text) { $0 == text }
        case .string(let text):
            guard try string().utf8.elementsEqual(text.utf8) else {
                throw JSONError("a string is not \(text.debugDescription)")
            }
        case .array(let items): try array(items)
        case .object(let members): try object(members)
        }
    }

    private mutating func array(_ items: [JSON]) throws(JSONError) {
        try expect("[")
        for (index, item) in items.enumerated() {
            if index > 0 { try expect(",") }
            do throws(JSONError) { try value(item) } catch { throw error.under("[\(index)]") }
        }
        try expect("]")
    }

    private mutating func object(_ members: [String: JSON]) throws(JSONError) {
        try expect("{")
        var seen = Set<String>(minimumCapacity: members.count)
        while seen.count < members.count {
            if !seen.isEmpty { try expect(",") }
            let key = try string()
            // Equal strings may differ in bytes.
            guard let index = members.index(forKey: key), members[index].key.utf8.elementsEqual(key.utf8),
                seen.insert(key).inserted
            else { throw JSONError("the key \(key.debugDescription) is none of the tree's, or occurs twice") }
            try expect(":")
            do throws(JSONError) { try value(members[index].value) } catch { throw error.under(key) }
        }
        try expect("}")
    }

    private mutating func word(_ expected: StaticString) throws(JSONError) {
        skipBlanks()
        let utf8 = UnsafeBufferPointer(start: expected.utf8Start, count: expected.utf8CodeUnitCount)
        guard bytes[position...].starts(with: utf8) else { throw JSONError("there is no \(expected)") }
        position += utf8.count
    }

    private mutating func number(_ expected: String, _ isRight: (String) -> Bool) throws(JSONError) {
        skipBlanks()
        let text = UnsafeBufferPointer(rebasing: bytes[position...].prefix { numeric.contains($0) })
        guard isJSONNumber(text), isRight(String(decoding: text, as: UTF8.self)) else {
            throw JSONError("a number is not \(expected)")
        }
        position += text.count
    }

    private mutating func string() throws(JSONError) -> String {
        try expect("\"")
        var text = try plainPart()
        while position < bytes.count, bytes[position] == UInt8(ascii: "\\") {
            position += 1
            text.unicodeScalars.append(try escape())
            text += try plainPart()
        }
        guard position < bytes.count else { throw JSONError("a string has no end") }
        position += 1
        return text
    }

    /// What goes to the next escape, or to the end of the string.
    private mutating func plainPart() throws(JSONError) -> String {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
            guard bytes[position] >= 0x20 else { throw JSONError("a control character stands in a string") }
            position += 1
        }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    }

    /// What stands behind a backslash. The writer escapes no character that would take a pair of surrogates.
    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard position < bytes.count else { throw JSONError("an escape has no end") }
        let byte = bytes[position]
        position += 1
        if let scalar = escapes[byte] { return scalar }
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard byte == UInt8(ascii: "u"), position < bytes.count,
                let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
            else { throw JSONError("an escape is none of JSON's") }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        guard let scalar = Unicode.Scalar(value) else { throw JSONError("an escape is half a character") }
        return scalar
    }
}

private let numeric = [UInt8]("0123456789.eE+-".utf8)

private let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
    UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
]
