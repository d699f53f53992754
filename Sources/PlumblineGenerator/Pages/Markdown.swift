/// Text for Markdown pages: what authors wrote is never taken for markup.
extension StringProtocol {
    /// The text with each character that Markdown could read as markup escaped, on one line.
    var markdown: String {
        reduce(into: "") { text, character in
            if character.isNewline {
                text += " "
            } else {
                if #"\`*_[]<>|"#.contains(character) { text += #"\"# }
                text.append(character)
            }
        }
    }

    /// Markdown of the author's own, kept from ending the cell of a table.
    var cell: String { split(whereSeparator: \.isNewline).joined(separator: " ").replacing("|", with: #"\|"#) }

    /// An annotation as a person reads it before it fires: placeholders in italics, such as *backend* and *value*.
    var templateWords: String {
        var (words, rest) = ("", Substring(self))
        while let action = rest.firstMatch(of: /\{\{ *(.*?) *\}\}/) {
            words += rest[..<action.range.lowerBound].markdown + placeholder(action.1)
            rest = rest[action.range.upperBound...]
        }
        return words + rest.markdown
    }

    /// A fenced block, with a fence that the text cannot end.
    func fenced(_ language: String) -> String {
        var fence = "```"
        while contains(fence) { fence += "`" }
        return "\(fence)\(language)\n\(self)\n\(fence)"
    }
}

private func placeholder(_ action: Substring) -> String {
    if let label = action.wholeMatch(of: /\$labels\.(\w+)/) { return "*\(label.1.markdown)*" }
    if let literal = action.wholeMatch(of: /"(.*)"/) { return literal.1.markdown }
    return action.hasPrefix("$value") ? "*value*" : "`{{ \(action) }}`"
}
