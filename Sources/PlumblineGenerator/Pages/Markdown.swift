/// Text for Markdown pages: what authors wrote is never taken for markup.
extension StringProtocol {
    /// The text with each character that Markdown could read as markup escaped, on one line.
    var markdown: String {
        // Most texts are plain; to look at bytes costs a tenth of going through characters.
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && !markup.contains($0) }) { return String(self) }
        return reduce(into: "") { text, character in
            if character.isNewline {
                text += " "
            } else {
                if let byte = character.asciiValue, markup.contains(byte) { text += #"\"# }
                text.append(character)
            }
        }
    }

    /// Markdown of the author's own, kept from ending the cell of a table.
    var cell: String { split(whereSeparator: \.isNewline).joined(separator: " ").swapping("|", for: #"\|"#) }

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

/// What Markdown reads as markup.
private let markup = Set(#"\`*_[]<>|"#.utf8)

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
