/// Goes through the bytes of a file, from what is expected to what is expected.
struct TextReading {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Goes on behind these bytes, if they are next.
    mutating func take(_ expected: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count - position >= expected.count else { return false }
        for index in expected.indices where bytes[position + index] != expected[index] { return false }
        position += expected.count
        return true
    }

    mutating func take(_ expected: StaticString) -> Bool {
        take(UnsafeBufferPointer(start: expected.utf8Start, count: expected.utf8CodeUnitCount))
    }

    mutating func take(blanks count: Int) -> Bool {
        guard bytes.count - position >= count else { return false }
        for index in 0..<count where bytes[position + index] != UInt8(ascii: " ") { return false }
        position += count
        return true
    }

    /// Goes to the next line; false where a character that may end a line, or stand in no comment, is before its end.
    mutating func skipLine() -> Bool {
        let start = position
        while let byte = next, byte != UInt8(ascii: "\n") { position += 1 }
        guard next != nil else { return false }
        defer { position += 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<position]).isPrintable
    }

    /// The text between double quotes, behind the first of them.
    mutating func takeDoubleQuoted(_ expected: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = expected[...]
        while let byte = next, byte != UInt8(ascii: "\"") {
            position += 1
            if byte == UInt8(ascii: "\\") {
                guard let scalar = takeEscape() else { return false }
                for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    guard rest.popFirst() == unit else { return false }
                }
            } else {
                guard rest.first == byte, UnsafeBufferPointer(rebasing: rest).beginsPrintable else { return false }
                rest.removeFirst()
            }
        }
        return rest.isEmpty && take("\"")
    }

    /// What stands behind a backslash. Source: YAML 1.2.2, 5.7.
    private mutating func takeEscape() -> Unicode.Scalar? {
        guard let byte = next else { return nil }
        position += 1
        return switch byte {
        case UInt8(ascii: "x"): takeHexadecimal(2)
        case UInt8(ascii: "u"): takeHexadecimal(4)
        case UInt8(ascii: "U"): takeHexadecimal(8)
        default: escapes[byte]
        }
    }

    private mutating func takeHexadecimal(_ digits: Int) -> Unicode.Scalar? {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            position += 1
            value = value << 4 | UInt32(digit)
        }
        return Unicode.Scalar(value)
    }

    /// The text between single quotes, behind the first of them.
    mutating func takeSingleQuoted(_ expected: UnsafeBufferPointer<UInt8>) -> Bool {
        guard expected.isPrintable else { return false }
        for byte in expected {
            guard next == byte else { return false }
            position += 1
            if byte == UInt8(ascii: "'"), !take("'") { return false }
        }
        return take("'") && next != UInt8(ascii: "'")
    }

    /// A literal block, behind the mark that begins it and the width of its indentation.
    mutating func takeLiteral(_ expected: UnsafeBufferPointer<UInt8>, indent: Int) -> Bool {
        var lines = expected.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let endsInLineFeed = lines.last?.isEmpty == true
        if endsInLineFeed { lines.removeLast() }
        guard endsInLineFeed || take("-"), take("\n"), lines.last?.isEmpty == false else { return false }
        for line in lines {
            let line = UnsafeBufferPointer(rebasing: line)
            guard line.isEmpty || take(blanks: indent) && line.isPrintable, take(line), take("\n") else { return false }
        }
        return true
    }

    /// What is wrong here.
    func unlike(_ expected: String) -> YAMLError {
        let line = bytes[..<position].count { $0 == UInt8(ascii: "\n") } + 1
        return YAMLError(
            "what was written does not read back as what was meant: line \(line) is not \(expected.debugDescription); "
                + "this is a fault of the generator, please report it with the text")
    }
}

private let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{7}", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "t"): "\t",
    UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{B}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "r"): "\r",
    UInt8(ascii: "e"): "\u{1B}", UInt8(ascii: " "): " ", UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\",
    UInt8(ascii: "N"): "\u{85}", UInt8(ascii: "_"): "\u{A0}", UInt8(ascii: "L"): "\u{2028}",
    UInt8(ascii: "P"): "\u{2029}",
]

extension UnsafeBufferPointer<UInt8> {
    /// Whether all characters may stand as they are, on one line, in both versions.
    var isPrintable: Bool {
        var index = 0
        while index < count {
            // By far most bytes are ASCII.
            if self[index] >= 0x20, self[index] < 0x7F {
                index += 1
            } else {
                guard UnsafeBufferPointer(rebasing: self[index...]).beginsPrintable else { return false }
                index += 1
                while index < count, self[index] & 0xC0 == 0x80 { index += 1 }
            }
        }
        return true
    }

    /// Whether the first character may, of which this is the first byte. Source: YAML 1.2.2, 5.1; and of YAML 1.1 the
    /// separators that end a line there.
    var beginsPrintable: Bool {
        guard let byte = first else { return false }
        switch byte {
        case 0x20..<0x7F: return true
        case 0x80..<0xC0: return true  // further bytes of a character, whose first one was asked about
        case 0xC2: return count > 1 && self[1] >= 0xA0
        case 0xE2: return !(count > 2 && self[1] == 0x80 && self[2] & 0xFE == 0xA8)
        case 0xEF: return !(count > 2 && (self[1] == 0xBB && self[2] == 0xBF || self[1] == 0xBF && self[2] >= 0xBE))
        case 0xC3...0xF4: return true
        default: return false
        }
    }
}
