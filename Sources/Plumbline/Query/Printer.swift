/// Where an expression is to be evaluated: decides what an automatic window becomes.
package enum PrintContext: Sendable {
    /// In a rule, where `.automatic` is this window.
    case rule(window: Quantity<Time>)
    /// In a panel, where `.automatic` is `$__rate_interval`.
    case panel

    func text(of window: Window) -> String {
        switch (window, self) {
        case (.automatic, .rule(let standard)): standard.promQL ?? ""
        case (.automatic, .panel), (.rateInterval, _): "$__rate_interval"
        case (.dashboardRange, _): "$__range"
        case (.fixed(let time), _): time.promQL ?? ""
        }
    }
}

/// The one place that writes PromQL. One line where it fits, else broken as Prometheus' own formatter does it.
package struct Printer: Sendable {
    package let context: PrintContext
    package let width: Int

    package init(_ context: PrintContext, width: Int = 100) {
        self.context = context
        self.width = width
    }

    /// The text of an expression.
    package func text(_ expression: Expression) -> String { text(expression, indent: 0) }

    private func text(_ expression: Expression, indent: Int) -> String {
        let line = flat(expression)
        return line.utf8.count + indent <= width ? line : broken(expression, indent: indent) ?? line
    }

    private func flat(_ expression: Expression) -> String {
        switch expression {
        case .selector(let selector): return name(selector) + offset(selector)
        case .range(.selector(let selector), let window):
            return "\(name(selector))[\(context.text(of: window))]\(offset(selector))"
        case .range(let inner, let window): return "(\(flat(inner)))[\(context.text(of: window)):]"
        case .subquery(let inner, let range, let step):
            return "\(subqueried(inner, flat(inner)))\(brackets(range, step))"
        case .atEnd(let inner): return "\(flat(inner)) @ end()"
        case .offset(let inner, let time): return "\(flat(inner))\(offset(milliseconds: time))"
        case .number(let number): return number.description
        case .text(let text): return text.promQLQuoted
        case .call(let function, let arguments):
            return "\(function)(\(arguments.map(flat).joined(separator: ", ")))"
        case .aggregate(let kind, let parameter, let grouping, let inner):
            let before = parameter.map { "\($0), " } ?? ""
            return "\(head(kind, grouping))(\(before)\(flat(inner)))"
        case .binary(let op, let modifier, let left, let right):
            let (a, b) = (operand(left, of: op, isRight: false), operand(right, of: op, isRight: true))
            return "\(a ? "(\(flat(left)))" : flat(left)) \(sign(op, modifier)) \(b ? "(\(flat(right)))" : flat(right))"
        case .unchecked(let text): return text
        }
    }

    /// Nil where an expression has no place to break.
    private func broken(_ expression: Expression, indent: Int) -> String? {
        let pad = String(repeating: " ", count: indent)
        func inner(_ part: Expression) -> String { "\n\(pad)  \(text(part, indent: indent + 2))" }
        switch expression {
        case .call(let function, let arguments):
            return "\(function)(\(arguments.map(inner).joined(separator: ",")))".closing(pad)
        case .aggregate(let kind, let parameter, let grouping, let body):
            let before = parameter.map { "\n\(pad)  \($0)," } ?? ""
            return "\(head(kind, grouping))(\(before)\(inner(body)))".closing(pad)
        case .subquery(let body, let range, let step):
            guard subqueried(body, "") == "()" else { return nil }
            return "(\(inner(body)))".closing(pad) + brackets(range, step)
        case .offset(let body, let time):
            return broken(body, indent: indent).map { $0 + offset(milliseconds: time) }
        case .binary(let op, let modifier, let left, let right):
            func side(_ part: Expression, _ parenthesised: Bool) -> String {
                parenthesised && flat(part).utf8.count + indent + 2 > width
                    ? "(\(inner(part)))".closing(pad)
                    : parenthesised ? "(\(flat(part)))" : text(part, indent: indent)
            }
            let a = side(left, operand(left, of: op, isRight: false))
            let b = side(right, operand(right, of: op, isRight: true))
            return "\(a)\n\(pad)\(sign(op, modifier)) \(b)"
        default: return nil
        }
    }

    private func operand(_ side: Expression, of op: Operator, isRight: Bool) -> Bool {
        switch side {
        case .binary(let inner, _, _, _):
            inner.precedence < op.precedence
                || (inner.precedence == op.precedence && (isRight || inner != op || op.isComparison))
        case .unchecked: true
        case .number(let number): number < .zero
        default: false
        }
    }

    private func subqueried(_ inner: Expression, _ text: String) -> String {
        switch inner {
        case .binary, .unchecked, .number, .offset: "(\(text))"
        default: text
        }
    }

    private func head(_ kind: Aggregation, _ grouping: Grouping?) -> String {
        switch grouping {
        case .by(let names): "\(kind.rawValue) by (\(names.joined(separator: ", "))) "
        case .without(let names): "\(kind.rawValue) without (\(names.joined(separator: ", "))) "
        case nil: kind.rawValue
        }
    }

    private func sign(_ op: Operator, _ modifier: Modifier?) -> String {
        var text = op.rawValue
        if modifier?.bool == true { text += " bool" }
        switch modifier?.matching {
        case .by(let names): text += " on (\(names.joined(separator: ", ")))"
        case .without(let names): text += " ignoring (\(names.joined(separator: ", ")))"
        case nil: break
        }
        switch modifier?.group {
        case .left(let names): text += " group_left (\(names.joined(separator: ", ")))"
        case .right(let names): text += " group_right (\(names.joined(separator: ", ")))"
        case nil: break
        }
        return text
    }

    private func brackets(_ range: Quantity<Time>, _ step: Quantity<Time>?) -> String {
        "[\(range.promQL ?? ""):\(step?.promQL ?? "")]"
    }

    private func name(_ selector: Selector) -> String {
        guard !selector.matchers.isEmpty else { return selector.name }
        var text = selector.name
        var separator = "{"
        for matcher in selector.matchers {
            text += separator
            text += matcher.label
            text += matcher.comparison.rawValue
            text += matcher.operand.text.promQLQuoted
            separator = ", "
        }
        return text + "}"
    }

    private func offset(_ selector: Selector) -> String {
        selector.offset.map { " offset \($0.promQL ?? "")" } ?? ""
    }

    private func offset(milliseconds: Int) -> String {
        let length = Quantity<Time>(base: ExactDecimal(abs(milliseconds), exponent: -3), words: "").promQL ?? "0s"
        return " offset \(milliseconds < 0 ? "-" : "")\(length)"
    }
}

extension Matcher.Operand {
    /// The value, or the regular expression for it.
    package var text: String {
        switch self {
        case .text(let value), .regex(let value): value
        case .oneOf(let values): values.map(\.regexQuoted).joined(separator: "|")
        case .variable(let variable): "$\(variable.name)"
        case .contract(let fact): "<\(fact.rawValue)>"
        }
    }
}

extension String {
    /// Brings the last parenthesis to a line of its own.
    fileprivate func closing(_ pad: String) -> String { "\(dropLast())\n\(pad))" }

    /// A PromQL string literal.
    package var promQLQuoted: String {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") }) {
            return "\"\(self)\""
        }
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\\": quoted += "\\\\"
            case "\"": quoted += "\\\""
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// The text as an RE2 expression that matches just it.
    package var regexQuoted: String {
        var quoted = ""
        // By scalars: in characters, a dot with a combining accent is not a dot.
        for scalar in unicodeScalars {
            if "\\.+*?()|[]{}^$".unicodeScalars.contains(scalar) { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted
    }
}
