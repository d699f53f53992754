// Operands.
extension PromQLParser {
    mutating func postfixed(_ depth: Int) throws(PromQLProblem) -> PromQLType {
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
}
