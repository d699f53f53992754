/// Text for Markdown pages: what authors wrote is never taken for markup.
extension StringProtocol {
    /// The text with each character that Markdown could read as markup escaped, on one line.
    var markdown: String {
        // Most texts are plain; to look at bytes costs a tenth of going through characters.
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && !markup.contains($0) }) { return atLineStart }
        let escaped = unicodeScalars.reduce(into: "") { text, scalar in
            // By scalars: in characters, an asterisk with an accent is no asterisk.
            if scalar.properties.isWhitespace && scalar != " " || scalar.value < 0x20 {
                if text.utf8.last != UInt8(ascii: " ") { text += " " }
            } else {
                if scalar.isASCII, markup.contains(UInt8(scalar.value)) { text += #"\"# }
                text.unicodeScalars.append(scalar)
            }
        }
        return escaped.atLineStart
    }

    /// With a backslash before what would begin a heading, a list or a rule at the beginning of a line.
    private var atLineStart: String {
        guard let first = utf8.first else { return "" }
        if "#+-~".utf8.contains(first) { return #"\"# + self }
        let digits = utf8.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        let rest = utf8[digits.endIndex...]
        guard !digits.isEmpty, let mark = rest.first, ".)".utf8.contains(mark),
            rest.dropFirst().first ?? UInt8(ascii: " ") == UInt8(ascii: " ")
        else { return String(self) }
        return "\(self[..<digits.endIndex])\\\(self[digits.endIndex...])"
    }

    /// An address as the target of a link: what ends one, or a cell of a table, by its number.
    var markdownAddress: String {
        guard utf8.contains(where: { $0 <= 0x20 || endsOfAddresses.contains($0) }) else { return String(self) }
        let bytes = utf8.flatMap { byte -> [UInt8] in
            guard byte <= 0x20 || endsOfAddresses.contains(byte) else { return [byte] }
            return Array(((byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)).utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Markdown of the author's own, kept from ending the cell of a table.
    var cell: String {
        var isEscaped = false
        return split(whereSeparator: \.isNewline).joined(separator: " ").unicodeScalars.reduce(into: "") {
            cell, scalar in
            if scalar == "|", !isEscaped { cell += #"\"# }
            isEscaped = scalar == #"\"# && !isEscaped
            cell.unicodeScalars.append(scalar)
        }
    }

    /// An annotation as a person reads it before it fires: placeholders in italics, such as *backend* and *value*.
    var templateWords: String {
        var (words, rest) = ("", Substring(self))
        while let open = rest.pair(of: "{"), let close = rest[open.upperBound...].pair(of: "}") {
            words += rest[..<open.lowerBound].markdown + placeholder(rest[open.upperBound..<close.lowerBound])
            rest = rest[close.upperBound...]
        }
        return words + rest.markdown
    }

    /// A fenced block, with a fence that the text cannot end.
    func fenced(_ language: String) -> String {
        var fence = "```"
        // Searching through characters takes long, and there is hardly ever a backtick.
        if utf8.contains(UInt8(ascii: "`")) { while contains(fence) { fence += "`" } }
        return "\(fence)\(language)\n\(self)\n\(fence)"
    }
}

/// What Markdown reads as markup. An ampersand may begin `&lt;`.
private let markup = Set(#"\`*_[]<>|&"#.utf8)
private let endsOfAddresses = Set(#"<>()|\"`"#.utf8)

private func placeholder(_ action: Substring) -> String {
    let action = action.trimmingPrefix { $0 == " " }
    let words = action[..<(action.lastIndex { $0 != " " }.map(action.index(after:)) ?? action.startIndex)]
    if words.hasPrefix("$labels.") { return "*\(words.dropFirst("$labels.".count).markdown)*" }
    if words.hasPrefix("index $labels \"") {
        return "*\(words.dropFirst("index $labels \"".count).dropLast().markdown)*"
    }
    if words.count > 1, words.hasPrefix("\""), words.hasSuffix("\"") { return words.dropFirst().dropLast().markdown }
    return words.hasPrefix("$value") ? "*value*" : "`{{ \(words) }}`"
}

extension Substring {
    /// Where a character, which is one byte, stands twice in a row.
    func pair(of character: Unicode.Scalar) -> Range<Index>? {
        let byte = UInt8(ascii: character)
        var found = utf8.firstIndex(of: byte)
        while let index = found {
            let next = utf8.index(after: index)
            guard next < endIndex else { return nil }
            if utf8[next] == byte { return index..<utf8.index(after: next) }
            found = utf8[next...].firstIndex(of: byte)
        }
        return nil
    }
}
