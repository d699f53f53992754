import TestSupport

/// Text made of all that writers of YAML, JSON and diffs stumble over.
enum HostileText {
    private static let pieces =
        [
            "a", "b", "é", "漢", "😀", "word", "e\u{301}", "\u{A0}", "\u{3000}", "\u{200B}", "\u{10FFFF}", "\u{E000}",
            " ", "  ", "\n", "\n\n", " \n", "\n ", "\n  ", "\r", "\r\n", "\t", "\n\t", "\t\n",
            "'", "\"", "''", "\\", "\\n", "#", " #", ": ", ":", "- ", "-", "? ", "?", "!", "&", "*", "|", ">", "%", "@",
            "`", "[", "]", "{", "}", ",", "{{ $labels.x }}", "---", "\n---\n", "...", "\n...\n", "# comment",
            "\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{7F}", "\u{1}", "\u{1B}", "\u{80}", "\u{9F}", "\u{FFFD}",
            "\u{FFFE}", "\u{FFFF}", "\u{D7FF}", "0x11 stale", "2026-01 and on", "2026-01-01 12:00:00",
        ] + ambiguous

    /// Strings that some reader of YAML takes for something else when they stand without quotes.
    static let ambiguous = [
        "", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "yes", "Yes", "NO", "no", "on", "On", "off",
        "OFF", "y", "Y", "n", "N", "=", "<<", "0", "1", "-1", "+1", "1.0", "1.", ".5", "1e3", "1E3", "1.5e-3", "0x1f",
        "0X1F", "-0x1f", "0o17", "017", "0b101", "1_000", "0.1_0", "12:30", "12:30:45", "190:20:30.15", "2026-01-01",
        "2026-1-1", "2026-01-01T12:00:00Z", "2026-01-01t12:00:00.5+01:00", "2026-01-01 12:00:00", ".inf", "-.inf",
        "+.INF", ".Inf", ".nan", ".NaN", "1e400", "123456789012345678901234567890",
    ]

    /// A few pieces; where `mayBeLong`, now and then thousands.
    static func random(using generator: inout SeededGenerator, mayBeLong: Bool = true) -> String {
        let text = (0..<Int.random(in: 0...10, using: &generator))
            .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        guard mayBeLong, Int.random(in: 0..<500, using: &generator) == 0 else { return text }
        return String(repeating: text + "x", count: 10_000 / (text.utf8.count + 1))
    }
}
