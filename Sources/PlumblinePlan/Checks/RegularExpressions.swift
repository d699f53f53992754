/// What is wrong with a pattern for RE2, which Prometheus matches labels by; nil when it is fine.
///
/// Swift's own syntax is nearly a superset of RE2's, so Swift's parser finds what is malformed, and what RE2 leaves out
/// is looked for here. Two spellings that Swift lacks are refused: `\pL` is to be written `\p{L}`, `[]a]` as `[\]a]`.
/// Source: github.com/google/re2/wiki/Syntax.
func regexProblem(_ pattern: String) -> String? {
    if let missing = constructMissingInRE2(pattern) { return "RE2 has no \(missing)" }
    do {
        _ = try Regex(pattern)
        return nil
    } catch {
        return "\(error)"
    }
}

private func constructMissingInRE2(_ pattern: String) -> String? {
    var rest = Substring(pattern)
    var isInClass = false
    var follows: Character?
    while let character = rest.popFirst() {
        let previous = follows
        follows = nil
        switch character {
        case "\\":
            if let escaped = rest.popFirst(), let missing = missingEscape(escaped) { return missing }
        case "[" where !isInClass: isInClass = true
        case "]": isInClass = false
        case _ where isInClass: break
        case "(":
            if rest.hasPrefix("?"), let missing = missingGroup(rest.dropFirst()) { return missing }
        case "{":
            let counts = rest.prefix { $0 != "}" }.split(separator: ",").compactMap { Int($0) }
            if counts.contains(where: { $0 > 1000 }) { return "repetition over 1000 times" }
        case "+" where previous != nil: return "possessive repetition"
        case "*", "+", "?", "}": follows = character
        default: break
        }
    }
    return nil
}

private func missingEscape(_ escaped: Character) -> String? {
    switch escaped {
    case "1"..."9", "k", "g": "back-references"
    case _ where escaped.isASCII && escaped.isLetter && !"AabBdDEfnpPQrsStvwWxz".contains(escaped): "\\\(escaped)"
    default: nil
    }
}

/// What stands behind `(?`: a name, or flags and the end of them.
private func missingGroup(_ group: Substring) -> String? {
    for (start, name) in [
        ("=", "look-ahead"), ("!", "look-ahead"), ("<=", "look-behind"), ("<!", "look-behind"),
        ("<", "(?<name>…), it is written (?P<name>…)"), (">", "atomic groups"), ("|", "branch reset groups"),
        ("#", "comments"), ("(", "conditionals"), ("P=", "back-references"), ("P>", "recursion"),
    ] where group.hasPrefix(start) {
        return name
    }
    let flags = group.prefix { $0 != ")" && $0 != ":" }
    return group.hasPrefix("P<") || flags.allSatisfy { "imsU-".contains($0) } ? nil : "group (?\(flags)"
}
