// Selectors.
extension PromQLParser {
    /// The braces of a selector, where it has some; without a name one of them has to let less than everything through.
    mutating func selector(hasName: Bool, mayBeWide: Bool = false) throws(PromQLProblem) {
        let start = next
        var isNarrow = hasName || mayBeWide
        guard takes("{") else { return }
        while !takes("}") {
            let label = advance()
            if label.kind == .string {
                use(.quotedNames, at: label)
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
