/// Prometheus' text format 0.0.4, line by line.
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
struct TextFormat {
    private(set) var bytes: [UInt8] = []

    /// The head of a family, followed by its samples. A family without samples says nothing.
    mutating func family(_ name: String, help: String, type: String, samples: (inout TextFormat) -> Void) {
        let start = bytes.count
        append("# HELP \(name) \(escaped(help, quotes: false))\n# TYPE \(name) \(type)\n")
        let head = bytes.count
        samples(&self)
        if bytes.count == head { bytes.removeLast(head - start) }
    }

    /// One sample: `name_suffix{labels,bound} value`.
    mutating func sample(_ name: String, _ suffix: String = "", labels: String, bound: String = "", value: String) {
        append(name)
        append(suffix)
        if !labels.isEmpty || !bound.isEmpty {
            append("{")
            append(labels)
            if !labels.isEmpty, !bound.isEmpty { append(",") }
            append(bound)
            append("}")
        }
        append(" ")
        append(value)
        append("\n")
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }
}

/// A label as it stands between the braces: `symbol="a\"b"`.
func labelPair(_ name: String, _ value: String) -> String {
    "\(name)=\"\(escaped(value, quotes: true))\""
}

/// The shortest text that reads back as the same number: `5`, `2.5`, `1e-05`, `+Inf`, `NaN`.
func decimal(_ value: Double) -> String {
    guard !value.isNaN else { return "NaN" }
    guard value.isFinite else { return value < 0 ? "-Inf" : "+Inf" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// Help escapes `\` and line ends, label values `"` as well. Byte by byte: in characters, a quote with a combining
/// accent is not a quote.
private func escaped(_ text: String, quotes: Bool) -> String {
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
