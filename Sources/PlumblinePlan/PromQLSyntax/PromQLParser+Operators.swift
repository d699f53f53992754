// Operators.
extension PromQLParser {
    private static let levels = [
        ["or"], ["and", "unless"], ["==", "!=", ">", "<", ">=", "<=", "</", ">/"], ["+", "-"],
        ["*", "/", "%", "atan2"], ["^"],
    ]
    private static let depth = 200
    private static func compares(_ op: String) -> Bool { levels[2].contains(op) && !op.contains("/") }

    mutating func expression(level: Int = 0, depth: Int = 0) throws(PromQLProblem) -> PromQLType {
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
        if op.contains("/"), op != "/" { use(.trimming, at: place) }
        var matching = try self.matching(of: op, at: place)
        while let fill = word, ["fill", "fill_left", "fill_right"].contains(fill), tokens[index + 1].text == "(" {
            use(.fill, at: advance())
            matching.isMatched = true
            try expect("(")
            _ = takes("-") || takes("+")
            guard next.kind == .number else { throw unexpected("a number") }
            index += 1
            try expect(")")
            if Self.levels[0].contains(op) || Self.levels[1].contains(op) {
                throw PromQLProblem(message: "\(fill) stands behind '\(op)', which fills nothing", offset: place.offset)
            }
        }
        return matching
    }

    private mutating func matching(of op: String, at place: PromQLToken) throws(PromQLProblem) -> Matching {
        var matching = Matching()
        if takes(word: "bool") {
            matching.hasBool = true
            guard Self.compares(op) else {
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
        if Self.compares(op), left == .scalar, right == .scalar, !matching.hasBool {
            throw refused("two numbers are compared without bool")
        }
        return left == .scalar && right == .scalar ? .scalar : .vector
    }

    mutating func labels() throws(PromQLProblem) -> [String] {
        try expect("(")
        var found: [String] = []
        while !takes(")") {
            if next.kind == .string {
                use(.quotedNames, at: next)
            } else if next.kind != .word || next.text.contains(":") {
                throw unexpected("the name of a label")
            }
            let label = advance()
            found.append(label.kind == .string ? label.value : label.text)
            guard takes(",") else {
                try expect(")")
                break
            }
        }
        return found
    }
}
