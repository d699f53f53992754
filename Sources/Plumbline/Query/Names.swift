extension String {
    /// Prometheus' grammar for metric names: `[a-zA-Z_:][a-zA-Z0-9_:]*`, colons kept for recording rules.
    package func isIdentifier(colons: Bool = false) -> Bool {
        guard let first = unicodeScalars.first, first.isASCII, !("0"..."9").contains(first) else { return false }
        return unicodeScalars.allSatisfy { scalar in
            scalar == "_" || (colons && scalar == ":") || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
                || ("0"..."9").contains(scalar)
        }
    }

    /// The text as the name of a label; other names than Prometheus 2 knows are quoted, as Prometheus 3 takes them.
    package var labelName: String { isIdentifier() ? self : promQLQuoted }

    /// The text as the name of a metric before matchers, each `label="value"`; a quoted name stands among them.
    package func selector(_ matchers: [String]) -> String {
        let named = isEmpty || isIdentifier(colons: true)
        let inside = (named ? [] : [promQLQuoted]) + matchers
        let braces = inside.isEmpty ? "" : "{\(inside.joined(separator: ", "))}"
        return (named ? self : "") + braces
    }
}
