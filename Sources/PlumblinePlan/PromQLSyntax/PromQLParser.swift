/// Reads a text as one PromQL expression, strictly: what it takes, the Prometheus take that have all that it uses; what it
/// refuses, all from 2.42 to 3.14 refuse.
struct PromQLParser {
    let tokens: [PromQLToken]
    var index = 0
    var uses: [PromQLUse] = []

    /// What the text uses that not every Prometheus since 2.42 has, in the order in which it stands there.
    static func uses(in text: String) throws(PromQLProblem) -> [PromQLUse] {
        var parser = PromQLParser(tokens: try PromQLTokens.of(text))
        let type = try parser.whole()
        guard type != .matrix, type != .string else {
            throw PromQLProblem(message: "it is \(type.rawValue), not an instant vector", offset: 0)
        }
        return parser.uses.sorted { $0.offset < $1.offset }
    }

    mutating func use(_ name: String, _ availability: Availability, at token: PromQLToken) {
        guard availability != .always else { return }
        uses.append(PromQLUse(name: name, availability: availability, offset: token.offset))
    }

    mutating func use(_ novelty: PromQLNovelty, at token: PromQLToken) {
        use(novelty.rawValue, novelty.availability, at: token)
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
