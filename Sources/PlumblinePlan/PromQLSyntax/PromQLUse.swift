import Plumbline

/// Something that an expression uses and not every Prometheus has, or not without a flag.
struct PromQLUse: Equatable {
    let name: String
    let availability: Availability
    /// How many characters stand before it.
    let offset: Int
}

/// What of the language is younger than 2.42, beside functions: `promql/parser` of all versions, by their tags.
enum PromQLNovelty: String {
    case numbersAsDurations = "numbers as durations"
    case durationsAsNumbers = "durations as numbers"
    case quotedNames = "names in quotes"
    case computedDurations = "computed durations"
    case trimming = "the operators </ and >/"
    case anchored = "the modifier anchored"
    case smoothed = "the modifier smoothed"
    case fill = "the modifiers fill, fill_left and fill_right"

    /// What stands behind a selector.
    init?(modifier word: String) {
        switch word {
        case "anchored": self = .anchored
        case "smoothed": self = .smoothed
        default: return nil
        }
    }

    var availability: Availability {
        switch self {
        case .numbersAsDurations, .durationsAsNumbers: .since(2, 54)
        case .quotedNames: .since(3, 0)
        case .computedDurations: .since(3, 4, behind: [.durationExpressions], stable: PrometheusVersion(3, 14))
        case .anchored, .smoothed: .since(3, 7, behind: [.extendedRangeSelectors])
        case .fill: .since(3, 10, behind: [.fillModifiers])
        case .trimming: .since(3, 11)
        }
    }
}

extension PromQLUse {
    /// The functions and aggregations that stand in a text with Grafana's variables, which is no PromQL before Grafana
    /// has put their values in.
    static func all(inTemplate text: String) -> [PromQLUse] {
        guard let tokens = try? PromQLTokens.of(text.withoutVariables) else { return [] }
        return zip(tokens, tokens.dropFirst()).compactMap { token, next in
            guard token.kind == .word else { return nil }
            let word = token.text.lowercased()
            if next.kind == .symbol, next.text == "(", let function = PromQLFunction.all[token.text] {
                return PromQLUse(name: "\(token.text)()", availability: function.availability, offset: token.offset)
            }
            guard let aggregation = PromQLAggregation.all[word], ["(", "by", "without"].contains(next.text) else {
                return nil
            }
            return PromQLUse(name: "\(word)()", availability: aggregation.availability, offset: token.offset)
        }.filter { $0.availability != .always }
    }
}

extension String {
    /// A word of the same length in place of each of Grafana's variables: `$name`, `${name}`, `${name:regex}`.
    fileprivate var withoutVariables: String {
        replacing(#/\$(\{[^}]*\}|\w+)/#) { String(repeating: "v", count: $0.output.0.count) }
    }
}
