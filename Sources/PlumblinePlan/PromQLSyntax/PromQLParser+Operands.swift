// Operands.
extension PromQLParser {
    mutating func postfixed(_ depth: Int) throws(PromQLProblem) -> PromQLType {
        let start = next
        var type = try operand(depth)
        // What a range or an offset may stand behind.
        let isNamed = start.kind == .word && lastWasSelector
        var isSelector = type == .vector && (isNamed || start.text == "{")
        var (hasOffset, hasTime) = (false, false)
        var mayBeExtended = isSelector
        while true {
            if next.kind == .symbol, next.text == "[" {
                let place = advance()
                try duration(depth)
                if takes(":") {
                    guard type == .vector else {
                        throw PromQLProblem(message: "a subquery stands behind \(type.rawValue)", offset: place.offset)
                    }
                    if next.kind != .symbol || next.text != "]" { try duration(depth) }
                    mayBeExtended = false
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
                try offset(depth)
                hasOffset = true
            } else if next.kind == .symbol, next.text == "@" {
                let place = advance()
                guard isSelector || type == .matrix, !hasTime else {
                    throw PromQLProblem(message: "@ stands behind what is no selector", offset: place.offset)
                }
                try time()
                hasTime = true
            } else if let novelty = word.flatMap(PromQLNovelty.init(modifier:)) {
                guard mayBeExtended else { throw unexpected("an operator, or the end") }
                use(novelty, at: advance())
                mayBeExtended = false
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

    /// Of a range or a step: all up to the bracket or the colon.
    private mutating func duration(_ depth: Int) throws(PromQLProblem) {
        let following = tokens[min(index + 1, tokens.count - 1)]
        if next.isLength, following.kind == .symbol, ["]", ":"].contains(following.text) {
            return try plainDuration()
        }
        guard next.isLength || next.kind == .word || ["(", "+", "-"].contains(next.text) else {
            throw unexpected("a duration such as 5m")
        }
        try computedDuration { parser throws(PromQLProblem) in _ = try parser.expression(depth: depth + 1) }
    }

    /// Of an offset: what is computed stands in parentheses, or is a call.
    private mutating func offset(_ depth: Int) throws(PromQLProblem) {
        if next.isLength { return try plainDuration() }
        guard next.kind == .word || next.text == "(" else { throw unexpected("a duration such as 5m") }
        try computedDuration { parser throws(PromQLProblem) in _ = try parser.operand(depth) }
    }

    /// Numbers, durations and what is made of them; parts of it need nothing for themselves.
    private mutating func computedDuration(
        _ read: (inout PromQLParser) throws(PromQLProblem) -> Void
    ) throws(PromQLProblem) {
        let (start, before) = (index, uses)
        try read(&self)
        for token in tokens[start..<index] where token.kind == .string || token.kind == .word {
            guard ["step", "range", "min_of", "max_of"].contains(token.text) else {
                throw PromQLProblem(message: "'\(token.text)' is no part of a duration", offset: token.offset)
            }
        }
        uses = before
        use(.computedDurations, at: tokens[start])
    }

    private mutating func plainDuration() throws(PromQLProblem) {
        let token = advance()
        if token.kind == .number { use(.numbersAsDurations, at: token) }
        guard token.text.contains(where: { ("1"..."9").contains($0) }) else {
            throw PromQLProblem(message: "the duration is 0", offset: token.offset)
        }
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
            use(.durationsAsNumbers, at: advance())
            return .scalar
        default: throw unexpected("an expression")
        }
    }

    private mutating func named(_ depth: Int) throws(PromQLProblem) -> PromQLType {
        let name = advance()
        let lowercased = name.text.lowercased()
        let isCall = next.kind == .symbol && next.text == "("
        if ["inf", "nan"].contains(lowercased) { return .scalar }
        if let known = PromQLAggregation.all[lowercased], isCall || ["by", "without"].contains(word) {
            use("\(lowercased)()", known.availability, at: name)
            return try aggregation(name, known.parameter, depth)
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
        use("\(name.text)()", function.availability, at: name)
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
            let type = try argument(count, of: name, depth)
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

    /// What `info` takes in the second place may let every series through.
    private mutating func argument(
        _ index: Int, of name: PromQLToken, _ depth: Int
    ) throws(PromQLProblem) -> PromQLType {
        guard name.text == "info", index == 1, next.text == "{" else { return try expression(depth: depth + 1) }
        try selector(hasName: false, mayBeWide: true)
        return .vector
    }
}
