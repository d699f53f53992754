/// A label as it stands between the braces: `symbol="a\"b"`.
func labelPair(_ name: String, _ value: String) -> String {
    var text = name
    text += "=\""
    text += escaped(value, quotes: true)
    text += "\""
    return text
}

/// Escapes `\`, line ends and, where asked, `"`. Byte by byte: in characters, a quote with a combining accent is not a
/// quote. Help escapes quotes in OpenMetrics only, label values always.
func escaped(_ text: String, quotes: Bool) -> String {
    guard text.utf8.contains(where: { $0 == newline || $0 == backslash || $0 == quote }) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case newline: bytes += [backslash, UInt8(ascii: "n")]
        case backslash: bytes += [backslash, backslash]
        case quote where quotes: bytes += [backslash, quote]
        default: bytes.append(byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

private let newline = UInt8(ascii: "\n")
private let backslash = UInt8(ascii: "\\")
private let quote = UInt8(ascii: "\"")
