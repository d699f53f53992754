/// Reads a text as one PromQL expression, strictly: what it takes, Prometheus 2.42 and 3.5 take; what it refuses, both
/// refuse. In between is what only one of them takes, and what one of them has behind a flag.
struct PromQLParser {
    enum Verdict: Equatable {
        case fine
        case refused(PromQLProblem)
        /// Why only some servers take it.
        case unknown(String)
    }

    let tokens: [PromQLToken]
    var index = 0
    var doubt: String?

    static func judge(_ text: String) -> Verdict {
        do throws(PromQLProblem) {
            var parser = PromQLParser(tokens: try PromQLTokens.of(text))
            let type = try parser.whole()
            guard type != .matrix, type != .string else {
                throw PromQLProblem(message: "it is \(type.rawValue), not an instant vector", offset: 0)
            }
            return parser.doubt.map(Verdict.unknown) ?? .fine
        } catch { return .refused(error) }
    }

    private init(tokens: [PromQLToken]) { self.tokens = tokens }

    private mutating func whole() throws(PromQLProblem) -> PromQLType {
        let type = try expression()
        guard next.kind == .end else { throw unexpected("an operator, or the end") }
        return type
    }
}

// Tokens.
extension PromQLParser {
    /// The last token is the end, which nothing takes.
    var next: PromQLToken { tokens[index] }
    var word: String? { next.kind == .word ? next.text.lowercased() : nil }

    func unexpected(_ wanted: String) -> PromQLProblem {
        PromQLProblem(
            message: "there is \(next.kind == .end ? next.text : "'\(next.text)'") where \(wanted) has to be",
            offset: next.offset)
    }

    mutating func advance() -> PromQLToken {
        let token = next
        if token.kind != .end { index += 1 }
        return token
    }

    mutating func takes(_ symbol: String) -> Bool {
        guard next.kind == .symbol, next.text == symbol else { return false }
        index += 1
        return true
    }

    mutating func expect(_ symbol: String) throws(PromQLProblem) {
        guard takes(symbol) else { throw unexpected("'\(symbol)'") }
    }

    mutating func takes(word wanted: String) -> Bool {
        guard word == wanted else { return false }
        index += 1
        return true
    }
}
