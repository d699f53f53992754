package import Plumbline

extension Matcher {
    /// Whether a series with this value of the label is let through.
    package func fits(_ value: String) -> Bool {
        switch comparison {
        case .equals: value == operand.text
        case .differs: value != operand.text
        case .matches: isMatched(value)
        case .matchesNot: !isMatched(value)
        }
    }

    private func isMatched(_ value: String) -> Bool {
        if case .oneOf(let values) = operand { return values.contains(value) }
        // Patterns were checked with the same parser; one that it refuses matches nothing.
        guard let regex = try? Regex(operand.text) else { return false }
        return (try? regex.wholeMatch(in: value)) != nil
    }
}
