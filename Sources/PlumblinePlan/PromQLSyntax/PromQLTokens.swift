/// What is wrong with a text in PromQL, and where in it.
struct PromQLProblem: Error, Equatable {
    let message: String
    /// How many characters stand before it.
    let offset: Int
}

/// The smallest parts of PromQL.
struct PromQLToken: Equatable {
    enum Kind: Equatable {
        /// A name, or a word of the language.
        case word
        case number
        /// `5m`, `1h30m`
        case duration
        case string
        case symbol
        case end
    }

    let kind: Kind
    let text: String
    let offset: Int
    /// Of a string, what its quotes and escapes stand for.
    var value = ""

    /// What may be the length of a range.
    var isLength: Bool { kind == .number || kind == .duration }
}

/// Cuts a text into tokens, as `promql/parser/lex.go` does.
struct PromQLTokens {
    private let characters: [Character]
    private var position = 0
    /// Whether a colon separates a range from its step, and is no part of a name.
    private var isInBrackets = false

    static func of(_ text: String) throws(PromQLProblem) -> [PromQLToken] {
        var lexer = PromQLTokens(characters: Array(text))
        var tokens: [PromQLToken] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private static let symbols = [
        "==", "!=", ">=", "<=", ">/", "</", "=~", "!~", "+", "-", "*", "/", "%", "^", "=", ">", "<", "(", ")", "[", "]",
        "{", "}",
        ",",
        ":", "@",
    ]

    private mutating func next() throws(PromQLProblem) -> PromQLToken {
        try skipBlanks()
        let start = position
        guard let first = peek() else { return PromQLToken(kind: .end, text: "the end", offset: start) }
        if first.isWordStart, !(isInBrackets && first == ":") {
            let word = take { $0.isWordPart }
            return PromQLToken(kind: .word, text: word, offset: start)
        }
        if first.isDigit || first == "." && peek(1)?.isDigit == true { return try number() }
        if "\"'`".contains(first) { return try string(first) }
        for symbol in Self.symbols where characters[position...].starts(with: symbol) {
            position += symbol.count
            if "[]".contains(symbol) { isInBrackets = symbol == "[" }
            return PromQLToken(kind: .symbol, text: symbol, offset: start)
        }
        throw PromQLProblem(message: "'\(first)' is no part of PromQL", offset: start)
    }

    /// Blanks, and comments that end with their line: one that goes on to the end would take in what is written behind.
    private mutating func skipBlanks() throws(PromQLProblem) {
        while let character = peek(), character.isWhitespace || character == "#" {
            guard character == "#" else {
                position += 1
                continue
            }
            let start = position
            _ = take { !$0.isNewline }
            guard peek() != nil else {
                throw PromQLProblem(message: "the comment goes on into what is written behind it", offset: start)
            }
        }
    }

    private mutating func number() throws(PromQLProblem) -> PromQLToken {
        let start = position
        var text = ""
        var units = 0
        if peek() == "0", let mark = peek(1), "xX".contains(mark) {
            text = take(2)
            let digits = take { $0.isHexDigit && $0.isASCII }
            guard !digits.isEmpty else { throw PromQLProblem(message: "'\(text)' is no number", offset: start) }
            text += digits
        } else {
            text = take { $0.isDigit }
            // `5m`, and what is joined to it: `1h30m`.
            while let unit = unit() {
                (text, units) = (text + unit, units + 1)
                text += take { $0.isDigit }
            }
            if units == 0 { text += fraction() }
        }
        let isWhole = units == 0 || text.last?.isLetter == true
        guard isWhole, peek().map({ !$0.isWordPart || $0 == ":" }) ?? true else {
            throw PromQLProblem(
                message: "'\(text + take { $0.isWordPart })' is no number and no duration", offset: start)
        }
        return PromQLToken(kind: units > 0 ? .duration : .number, text: text, offset: start)
    }

    private mutating func fraction() -> String {
        var text = peek() == "." ? take(1) : ""
        text += take { $0.isDigit }
        guard let mark = peek(), "eE".contains(mark) else { return text }
        let sign = peek(1).map { "+-".contains($0) } == true ? 2 : 1
        guard peek(sign)?.isDigit == true else { return text }
        text += take(sign)
        return text + take { $0.isDigit }
    }

    private mutating func unit() -> String? {
        for unit in ["ms", "s", "m", "h", "d", "w", "y"] where characters[position...].starts(with: unit) {
            let next = peek(unit.count)
            guard next.map({ !$0.isWordPart || $0.isDigit || $0 == ":" }) ?? true else { continue }
            position += unit.count
            return unit
        }
        return nil
    }

    private mutating func string(_ quote: Character) throws(PromQLProblem) -> PromQLToken {
        let start = position
        position += 1
        var value = ""
        while let character = peek(), character != quote {
            position += 1
            if character.isNewline && quote != "`" { break }
            guard character == "\\", quote != "`" else {
                value.append(character)
                continue
            }
            value += try escaped(quote)
        }
        guard peek() == quote else { throw PromQLProblem(message: "the string has no end", offset: start) }
        position += 1
        return PromQLToken(kind: .string, text: String(characters[start..<position]), offset: start, value: value)
    }

    /// What stands behind a backslash, as in Go.
    private mutating func escaped(_ quote: Character) throws(PromQLProblem) -> String {
        let start = position - 1
        guard let character = peek() else { throw PromQLProblem(message: "the string has no end", offset: start) }
        position += 1
        let simple: [Character: String] = [
            "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}", "\\": "\\",
        ]
        if character == quote { return String(quote) }
        if let known = simple[character] { return known }
        let digits = ["x": (2, 16), "u": (4, 16), "U": (8, 16)][String(character)]
        let (count, base) = digits ?? (3, 8)
        if digits == nil { position -= 1 }
        let text = String(characters[position...].prefix(count))
        guard text.count == count, let code = UInt32(text, radix: base), let scalar = Unicode.Scalar(code),
            digits != nil || code < 256
        else { throw PromQLProblem(message: "'\\\(character)' is no escape", offset: start) }
        position += count
        return String(Character(scalar))
    }

    private func peek(_ ahead: Int = 0) -> Character? {
        position + ahead < characters.count ? characters[position + ahead] : nil
    }

    private mutating func take(_ count: Int) -> String {
        position += count
        return String(characters[(position - count)..<position])
    }

    private mutating func take(while isPart: (Character) -> Bool) -> String {
        let start = position
        while let character = peek(), isPart(character) { position += 1 }
        return String(characters[start..<position])
    }
}

extension Character {
    fileprivate var isDigit: Bool { isASCII && isNumber }
    fileprivate var isWordStart: Bool { isASCII && isLetter || self == "_" || self == ":" }
    fileprivate var isWordPart: Bool { isWordStart || isDigit }
}
