/// A YAML document as a tree, mirroring what the file will show: mappings keep the order they are given in.
enum YAML: Sendable {
    /// Text; written as a literal block when it has several lines, quoted only where a reader needs it.
    case string(String)
    /// Text that is a literal block even when it has one line, such as PromQL.
    case block(String)
    case integer(Int)
    case boolean(Bool)
    /// The decimal text of a number, written as it stands.
    case number(String)
    case mapping([(key: String, value: YAML)])
    case sequence([YAML])
    /// A sequence that was written before, for several files to hold. Only the last value of a file may be one.
    case written(WrittenSequence)
}

/// Why a tree cannot be written, and where in the tree.
struct YAMLError: Error, Equatable, CustomStringConvertible {
    /// Keys and indices from the root, such as `groups[0].rules[3].expr`; empty at the root itself.
    private(set) var path: String
    /// What is wrong there and how to mend it.
    let reason: String

    init(_ reason: String) {
        path = ""
        self.reason = reason
    }

    var description: String { path.isEmpty ? reason : "\(path): \(reason)" }

    /// The same error, seen from the mapping or the sequence around it.
    func under(_ key: String) -> YAMLError {
        var error = self
        error.path = path.isEmpty || path.hasPrefix("[") ? key + path : "\(key).\(path)"
        return error
    }
}

/// The UTF-8 text of a document: the header as comment lines, then the tree in block style, lines never folded. It has
/// been read back, and is the tree.
///
/// - Throws: `YAMLError` for text with a NUL character, for a key that is too long or occurs twice in one mapping, for a
///   header that a comment cannot hold, for a text that does not read back, and with libyaml's own words for what it
///   refuses.
func yamlBytes(_ root: YAML, header: String) throws(YAMLError) -> [UInt8] {
    let writer = try YAMLWriter(after: commentLines(header))
    try writer.write(document: root)
    let bytes = writer.bytes
    try readBack(bytes, as: root)
    return bytes
}

/// libyaml does not write comments, so they go before the document.
private func commentLines(_ text: String) throws(YAMLError) -> [UInt8] {
    for scalar in text.unicodeScalars where scalar != "\n" {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator:
            throw YAMLError("the header holds a control character; use text and line feeds only")
        default:
            // The byte order mark and what is no character.
            guard scalar == "\u{FEFF}" || scalar.value & 0xFFFE == 0xFFFE else { continue }
            throw YAMLError("the header holds a byte order mark or what is no character; remove it")
        }
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    return Array(lines.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined().utf8)
}
