/// Reads a text as one PromQL expression, strictly: what it takes, Prometheus 2.42 and 3.5 take; what it refuses, both
/// refuse. In between is what only one of them takes, and what one of them has behind a flag.
struct PromQLParser {
    enum Verdict: Equatable {
        case fine
        case refused(PromQLProblem)
        /// Why only some servers take it.
        case unknown(String)
    }

    private let tokens: [PromQLToken]
    private var index = 0
    private var doubt: String?

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
    private var next: PromQLToken { tokens[index] }
    private var word: String? { next.kind == .word ? next.text.lowercased() : nil }

    private func unexpected(_ wanted: String) -> PromQLProblem {
        PromQLProblem(
            message: "there is \(next.kind == .end ? next.text : "'\(next.text)'") where \(wanted) has to be",
            offset: next.offset)
    }

    private mutating func advance() -> PromQLToken {
        let token = next
        if token.kind != .end { index += 1 }
        return token
    }

    private mutating func takes(_ symbol: String) -> Bool {
        guard next.kind == .symbol, next.text == symbol else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(PromQLProblem) {
        guard takes(symbol) else { throw unexpected("'\(symbol)'") }
    }

    private mutating func takes(word wanted: String) -> Bool {
        guard word == wanted else { return false }
        index += 1
        return true
    }
}

// Operators.
extension PromQLParser {
    private static let levels = [
        ["or"], ["and", "unless"], ["==", "!=", ">", "<", ">=", "<="], ["+", "-"], ["*", "/", "%", "atan2"], ["^"],
    ]
    private static let depth = 200

    private mutating func expression(level: Int = 0, depth: Int = 0) throws(PromQLProblem) -> PromQLType {
        guard depth < Self.depth else {
            throw PromQLProblem(message: "it is nested more than \(Self.depth) deep", offset: next.offset)
        }
        guard level < Self.levels.count else { return try postfixed(depth) }
        // A sign binds as tightly as a product: -1 ^ 2 is -(1 ^ 2).
        if level == 4, next.kind == .symbol, ["+", "-"].contains(next.text) { return try signed(depth) }
        var left = try expression(level: level + 1, depth: depth)
        while let op = nextOperator(level) {
            let place = advance()
            let modifier = try modifier(of: op, at: place)
            // Powers bind to the right; a sign may stand before any right side.
            let right = try expression(level: min(level == 5 ? 5 : level + 1, signLevel), depth: depth + 1)
            left = try combined(op, place, modifier, left, right)
        }
        return left
    }

    /// Where a sign is read, if there is one; else where powers are.
    private var signLevel: Int { next.kind == .symbol && ["+", "-"].contains(next.text) ? 4 : 5 }

    private mutating func signed(_ depth: Int) throws(PromQLProblem) -> PromQLType {
        let place = advance()
        let type = try expression(level: signLevel, depth: depth + 1)
        guard type == .scalar || type == .vector else {
            throw PromQLProblem(message: "a sign stands before \(type.rawValue)", offset: place.offset)
        }
        guard next.kind == .symbol || word != nil, let op = nextOperator(4) else { return type }
        let operatorPlace = advance()
        let modifier = try modifier(of: op, at: operatorPlace)
        let right = try expression(level: 4, depth: depth + 1)
        return try combined(op, operatorPlace, modifier, type, right)
    }

    private func nextOperator(_ level: Int) -> String? {
        let text = next.kind == .symbol ? next.text : word
        return text.flatMap { Self.levels[level].contains($0) ? $0 : nil }
    }

    private struct Matching {
        var hasBool = false
        var isMatched = false
        var isGrouped = false
    }

    private mutating func modifier(of op: String, at place: PromQLToken) throws(PromQLProblem) -> Matching {
        var matching = Matching()
        if takes(word: "bool") {
            matching.hasBool = true
            guard Self.levels[2].contains(op) else {
                throw PromQLProblem(message: "bool stands behind '\(op)', which compares nothing", offset: place.offset)
            }
        }
        guard let how = word, ["on", "ignoring"].contains(how) else { return matching }
        index += 1
        matching.isMatched = true
        let labels = try labels()
        guard let group = word, ["group_left", "group_right"].contains(group) else { return matching }
        let groupPlace = advance()
        matching.isGrouped = true
        let taken = next.kind == .symbol && next.text == "(" ? try self.labels() : []
        if Self.levels[0].contains(op) || Self.levels[1].contains(op) {
            throw PromQLProblem(
                message: "\(group) stands behind '\(op)', which groups nothing", offset: groupPlace.offset)
        }
        if how == "on", let both = taken.first(where: labels.contains) {
            throw PromQLProblem(message: "label '\(both)' is both in on and in \(group)", offset: groupPlace.offset)
        }
        return matching
    }

    private func combined(
        _ op: String, _ place: PromQLToken, _ matching: Matching, _ left: PromQLType, _ right: PromQLType
    ) throws(PromQLProblem) -> PromQLType {
        func refused(_ message: String) -> PromQLProblem { PromQLProblem(message: message, offset: place.offset) }
        for side in [left, right] where side != .scalar && side != .vector {
            throw refused("'\(op)' stands beside \(side.rawValue)")
        }
        let areVectors = left == .vector && right == .vector
        if Self.levels[0].contains(op) || Self.levels[1].contains(op), !areVectors {
            throw refused("'\(op)' stands beside a number; it takes instant vectors")
        }
        if matching.isMatched, !areVectors { throw refused("labels are matched where a number stands") }
        if Self.levels[2].contains(op), left == .scalar, right == .scalar, !matching.hasBool {
            throw refused("two numbers are compared without bool")
        }
        return left == .scalar && right == .scalar ? .scalar : .vector
    }

    private mutating func labels() throws(PromQLProblem) -> [String] {
        try expect("(")
        var found: [String] = []
        while !takes(")") {
            guard next.kind == .word, !next.text.contains(":") else {
                if next.kind == .string { doubt = "quoted label names are known since Prometheus 3" }
                guard next.kind == .string else { throw unexpected("the name of a label") }
                index += 1
                continue
            }
            found.append(advance().text)
            guard takes(",") else {
                try expect(")")
                break
            }
        }
        return found
    }
}

// Operands.
extension PromQLParser {
    private mutating func postfixed(_ depth: Int) throws(PromQLProblem) -> PromQLType {
        let start = next
        var type = try operand(depth)
        // What a range or an offset may stand behind.
        let isNamed = start.kind == .word && lastWasSelector
        var isSelector = type == .vector && (isNamed || start.text == "{")
        var (hasOffset, hasTime) = (false, false)
        while true {
            if next.kind == .symbol, next.text == "[" {
                let place = advance()
                try duration()
                if takes(":") {
                    guard type == .vector else {
                        throw PromQLProblem(message: "a subquery stands behind \(type.rawValue)", offset: place.offset)
                    }
                    if next.kind != .symbol { try duration() }
                } else if !isSelector || hasOffset || hasTime {
                    throw PromQLProblem(message: "a range stands behind what is no selector", offset: place.offset)
                }
                try expect("]")
                (type, isSelector, hasOffset, hasTime) = (.matrix, false, false, false)
            } else if word == "offset" {
                let place = advance()
                guard isSelector || type == .matrix, !hasOffset else {
                    throw PromQLProblem(message: "an offset stands behind what is no selector", offset: place.offset)
                }
                _ = takes("-") || takes("+")
                try duration()
                hasOffset = true
            } else if next.kind == .symbol, next.text == "@" {
                let place = advance()
                guard isSelector || type == .matrix, !hasTime else {
                    throw PromQLProblem(message: "@ stands behind what is no selector", offset: place.offset)
                }
                try time()
                hasTime = true
            } else {
                return type
            }
        }
    }

    private mutating func time() throws(PromQLProblem) {
        if let name = word, ["start", "end"].contains(name) {
            index += 1
            try expect("(")
            return try expect(")")
        }
        _ = takes("-") || takes("+")
        guard next.kind == .number else { throw unexpected("a time") }
        index += 1
    }

    private mutating func duration() throws(PromQLProblem) {
        if next.kind == .number { doubt = "durations without a unit are known since Prometheus 3" }
        guard next.kind == .duration || next.kind == .number else { throw unexpected("a duration such as 5m") }
        guard next.text.contains(where: { ("1"..."9").contains($0) }) else {
            throw PromQLProblem(message: "the duration is 0", offset: next.offset)
        }
        index += 1
    }

    /// Whether the operand before was a selector.
    private var lastWasSelector: Bool {
        let last = tokens[index - 1]
        return last.kind == .word || last.text == "}"
    }

    private mutating func operand(_ depth: Int) throws(PromQLProblem) -> PromQLType {
        switch next.kind {
        case .number:
            index += 1
            return .scalar
        case .string:
            index += 1
            return .string
        case .symbol where next.text == "{":
            try selector(hasName: false)
            return .vector
        case .symbol where next.text == "(":
            index += 1
            let type = try expression(depth: depth + 1)
            try expect(")")
            return type
        case .word: return try named(depth)
        case .duration:
            doubt = "durations that stand alone are known since Prometheus 3"
            index += 1
            return .scalar
        default: throw unexpected("an expression")
        }
    }

    private mutating func named(_ depth: Int) throws(PromQLProblem) -> PromQLType {
        let name = advance()
        let lowercased = name.text.lowercased()
        let isCall = next.kind == .symbol && next.text == "("
        if ["inf", "nan"].contains(lowercased) { return .scalar }
        if let parameter = PromQLFunction.aggregations[lowercased],
            isCall || ["by", "without"].contains(word)
        {
            return try aggregation(name, parameter, depth)
        }
        guard isCall else {
            if ["on", "ignoring", "group_left", "group_right", "bool", "atan2"].contains(lowercased) {
                index -= 1
                throw unexpected("an expression")
            }
            try selector(hasName: true)
            return .vector
        }
        guard let function = PromQLFunction.all[name.text] else {
            throw PromQLProblem(message: "there is no function '\(name.text)'", offset: name.offset)
        }
        if function.isOfOneGeneration { doubt = "not every Prometheus has the function '\(name.text)'" }
        try arguments(of: name, function.arguments, optional: function.optional, function.isVariadic, depth)
        return function.result
    }

    private mutating func aggregation(
        _ name: PromQLToken, _ parameter: PromQLType?, _ depth: Int
    ) throws(PromQLProblem) -> PromQLType {
        let isBefore = ["by", "without"].contains(word)
        if isBefore {
            index += 1
            _ = try labels()
        }
        try arguments(of: name, (parameter.map { [$0] } ?? []) + [.vector], optional: 0, false, depth)
        if !isBefore, ["by", "without"].contains(word) {
            index += 1
            _ = try labels()
        }
        return .vector
    }

    private mutating func arguments(
        of name: PromQLToken, _ wanted: [PromQLType], optional: Int, _ isVariadic: Bool, _ depth: Int
    ) throws(PromQLProblem) {
        try expect("(")
        var count = 0
        while !takes(")") {
            if count > 0, !takes(",") { throw unexpected("',' or ')'") }
            let place = next
            let type = try expression(depth: depth + 1)
            if let expected = count < wanted.count ? wanted[count] : isVariadic ? wanted.last : nil, type != expected {
                throw PromQLProblem(
                    message: "\(name.text) takes \(expected.rawValue) here, not \(type.rawValue)", offset: place.offset)
            }
            count += 1
        }
        guard count >= wanted.count - optional, isVariadic || count <= wanted.count else {
            throw PromQLProblem(
                message: "\(name.text) takes \(wanted.count) arguments, not \(count)", offset: name.offset)
        }
    }

    /// The braces of a selector, where it has some; without a name one of them has to let less than everything through.
    private mutating func selector(hasName: Bool) throws(PromQLProblem) {
        let start = next
        var isNarrow = hasName
        guard takes("{") else { return }
        while !takes("}") {
            let label = advance()
            if label.kind == .string {
                doubt = "quoted names are known since Prometheus 3"
                isNarrow = true
                if next.kind == .symbol, [",", "}"].contains(next.text) {
                    _ = takes(",")
                    continue
                }
            } else if label.kind != .word || label.text.contains(":") {
                index -= label.kind == .end ? 0 : 1
                throw unexpected("the name of a label")
            }
            guard next.kind == .symbol, ["=", "!=", "=~", "!~"].contains(next.text) else {
                throw unexpected("a matcher: =, !=, =~ or !~")
            }
            let op = advance().text
            guard next.kind == .string else { throw unexpected("a string in quotes") }
            let value = advance()
            if op.hasSuffix("~"), let problem = regexProblem(value.value) {
                throw PromQLProblem(message: "the pattern \(value.text) is none: \(problem)", offset: value.offset)
            }
            if label.text == "__name__", hasName {
                throw PromQLProblem(message: "the name is given twice", offset: label.offset)
            }
            isNarrow = isNarrow || !letsEmptyThrough(op, value.value)
            guard takes(",") else {
                try expect("}")
                break
            }
        }
        guard isNarrow else {
            throw PromQLProblem(message: "the selector lets every series through", offset: start.offset)
        }
    }

    private func letsEmptyThrough(_ op: String, _ value: String) -> Bool {
        switch op {
        case "=": value.isEmpty
        case "!=": !value.isEmpty
        default: ((try? Regex(value).wholeMatch(in: "")) ?? nil != nil) == (op == "=~")
        }
    }
}
