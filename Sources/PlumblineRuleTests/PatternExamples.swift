/// Makes texts that a regular expression matches: its alternatives in turn, with as few repetitions as it allows.
///
/// It knows what people write in matchers. Callers have to match each example against the pattern.
struct PatternExamples {
    private var rest: Substring

    /// A few texts, likely ones first.
    static func of(_ pattern: String) -> [String] {
        var examples = PatternExamples(rest: pattern[...])
        return examples.alternatives()
    }

    private static let most = 8

    private mutating func alternatives() -> [String] {
        var found = [sequence()]
        while rest.first == "|" {
            rest.removeFirst()
            found.append(sequence())
        }
        // One of each alternative first.
        let length = found.map(\.count).max() ?? 0
        let inTurn = (0..<length).flatMap { index in found.compactMap { index < $0.count ? $0[index] : nil } }
        return Array(inTurn.prefix(Self.most))
    }

    private mutating func sequence() -> [String] {
        var parts: [[String]] = []
        while let next = rest.first, next != "|", next != ")" { parts.append(repeated(part()).uniqued) }
        // Each choice of each part comes in one of them.
        let length = min(parts.map(\.count).max() ?? 1, Self.most)
        return (0..<length).map { index in
            parts.map { $0.isEmpty ? "" : $0[index % $0.count] }.joined()
        }
    }

    /// One character, class or group.
    private mutating func part() -> [String] {
        switch rest.removeFirst() {
        case "(":
            if rest.first == "?" { rest = rest.drop { $0 != ":" && $0 != ">" && $0 != ")" }.dropFirst() }
            let found = alternatives()
            if rest.first == ")" { rest.removeFirst() }
            return found
        case "[": return characters()
        case "\\": return rest.popFirst().map(escaped) ?? [""]
        case ".": return ["a", "b"]
        case "^", "$": return [""]
        case let character: return [String(character)]
        }
    }

    private func escaped(_ character: Character) -> [String] {
        switch character {
        case "d": ["1", "2"]
        case "w": ["a", "b"]
        case "s": [" "]
        case "b", "B", "A", "z": [""]
        case "D", "W", "S": ["-"]
        default: [String(character)]
        }
    }

    /// The first characters of a class; of a negated one, such as are not in it.
    private mutating func characters() -> [String] {
        let isNegated = rest.first == "^"
        if isNegated { rest.removeFirst() }
        var found: [String] = []
        while let character = rest.popFirst(), character != "]" {
            let texts = character == "\\" ? rest.popFirst().map(escaped) ?? [] : [String(character)]
            if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
                rest.removeFirst(2)
                found += Self.usual.map(String.init).filter { texts.first ?? $0 <= $0 && $0 <= String(end) }
            } else {
                found += texts
            }
        }
        guard isNegated else { return Array(found.prefix(2)) }
        return Array(Self.usual.map(String.init).filter { !found.contains($0) }.prefix(2))
    }

    private static let usual = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890_-"

    /// Repeats a part as often as the quantifier behind it demands; once where that is enough.
    private mutating func repeated(_ choices: [String]) -> [String] {
        var found = choices
        switch rest.first {
        case "*", "?":
            rest.removeFirst()
            found.append("")
        case "+": rest.removeFirst()
        case "{":
            let count = rest.dropFirst().prefix { $0 != "}" && $0 != "," }
            rest = rest.drop { $0 != "}" }.dropFirst()
            found = choices.map { String(repeating: $0, count: min(Int(count) ?? 1, 100)) }
        default: return choices
        }
        if rest.first == "?" { rest.removeFirst() }
        return found
    }
}

extension [String] {
    /// Each once.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
