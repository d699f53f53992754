/// Reads what was written, and holds it against the tree that was meant.
///
/// It shares nothing with the writer but what may stand without quotes. So no fault of libyaml reaches the disk, and none of
/// putting files together from pieces. It knows only what versions 1.1 and 1.2 of YAML read alike, and of that only what the writer
/// uses: one document in block style without markers, no folded lines, no comments but at the head. All else is refused.
func readBack(_ bytes: [UInt8], as root: YAML) throws(YAMLError) {
    let result: Result<Void, YAMLError> = bytes.withUnsafeBufferPointer { bytes in
        var reading = YAMLReading(TextReading(bytes))
        return Result { () throws(YAMLError) in try reading.document(root) }
    }
    try result.get()
}

private struct YAMLReading {
    private var text: TextReading

    init(_ text: TextReading) { self.text = text }

    mutating func document(_ root: YAML) throws(YAMLError) {
        while text.take("#") { guard text.skipLine() else { throw text.unlike("the header") } }
        switch root {
        case .mapping(let entries) where !entries.isEmpty: try mapping(entries, at: 0, isInline: false)
        case .sequence(let items) where !items.isEmpty: try sequence(items, at: 0, isInline: false)
        default: throw YAMLError("a file holds a mapping or a sequence with something in it")
        }
        guard text.isAtEnd else { throw text.unlike("the end of the file") }
    }

    /// From the beginning of its first line, or from its first key where that stands behind a dash.
    private mutating func mapping(
        _ entries: [(key: String, value: YAML)], at column: Int, isInline: Bool
    ) throws(YAMLError) {
        var isInline = isInline
        for (key, value) in entries {
            do throws(YAMLError) {
                guard isInline || text.take(blanks: column) else { throw text.unlike("the key") }
                try scalar(key, as: .key)
                guard text.take(":") else { throw text.unlike("the colon behind the key") }
                try self.value(value, column: column, dash: false)
            } catch { throw error.under(key) }
            isInline = false
        }
    }

    private mutating func sequence(_ items: [YAML], at column: Int, isInline: Bool) throws(YAMLError) {
        for (index, item) in items.enumerated() {
            do throws(YAMLError) {
                guard isInline && index == 0 || text.take(blanks: column), text.take("-") else {
                    throw text.unlike("the dash of an item")
                }
                try value(item, column: column, dash: true)
            } catch { throw error.under("[\(index)]") }
        }
    }

    /// What stands behind a key or a dash in that column, to the end of its last line.
    private mutating func value(_ node: YAML, column: Int, dash: Bool) throws(YAMLError) {
        switch node {
        case .string(let expected), .block(let expected): try value(expected, .string, column)
        case .integer(let number): try value(String(number), .bare, column)
        case .boolean(let value): try self.value(String(value), .bare, column)
        case .number(let number): try value(number, .bare, column)
        case .mapping(let entries) where entries.isEmpty: try take(" {}\n")
        case .mapping(let entries):
            try take(dash ? " " : "\n")
            try mapping(entries, at: column + 2, isInline: dash)
        case .sequence(let items): try value(items, column: column, dash: dash)
        case .written(let sequence): try value(sequence.items, column: column, dash: dash)
        }
    }

    /// The dashes of a key's items stand right below the key.
    private mutating func value(_ items: [YAML], column: Int, dash: Bool) throws(YAMLError) {
        guard !items.isEmpty else { return try take(" []\n") }
        try take(dash ? " " : "\n")
        try sequence(items, at: dash ? column + 2 : column, isInline: dash)
    }

    private mutating func value(_ expected: String, _ kind: Kind, _ column: Int) throws(YAMLError) {
        try take(" ")
        if kind == .string, text.take("|") {
            guard readLiteral(expected, indent: column + 2) else { throw text.unlike(expected) }
        } else {
            try scalar(expected, as: kind)
            try take("\n")
        }
    }

    private enum Kind { case key, string, bare }

    private mutating func scalar(_ expected: String, as kind: Kind) throws(YAMLError) {
        var expected = expected
        let isRight = expected.withUTF8 { utf8 in
            guard kind != .bare else { return isBare(utf8) && text.take(utf8) }
            if text.take("\"") { return text.takeDoubleQuoted(utf8) }
            if text.take("'") { return text.takeSingleQuoted(utf8) }
            return isPlainString(utf8) && text.take(utf8)
        }
        guard isRight else { throw text.unlike(expected) }
    }

    /// A block that keeps the last line feed, or strips it; one that keeps several would end with a marker.
    private mutating func readLiteral(_ expected: String, indent: Int) -> Bool {
        var expected = expected
        return expected.withUTF8 { utf8 in
            guard let first = utf8.first, first == UInt8(ascii: "\n") || first == UInt8(ascii: " ") else {
                return text.takeLiteral(utf8, indent: indent)
            }
            // Where the text begins with blanks, readers cannot see how far the block itself is indented.
            return text.take("2") && text.takeLiteral(utf8, indent: indent)
        }
    }

    private mutating func take(_ expected: StaticString) throws(YAMLError) {
        guard text.take(expected) else { throw text.unlike("\(expected)") }
    }
}
