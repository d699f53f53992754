/// PromQL as a tree. There is one printer for it, and nothing else in the project writes PromQL text.
package indirect enum Expression: Sendable {
    case selector(Selector)
    case range(Expression, Window)
    case subquery(Expression, range: Quantity<Time>, step: Quantity<Time>?)
    case number(ExactDecimal)
    /// A string, as functions on labels take.
    case text(String)
    case call(String, [Expression])
    case aggregate(Aggregation, parameter: ExactDecimal?, Grouping?, Expression)
    case binary(Operator, Modifier?, Expression, Expression)
    /// A subquery as it is at the time of the evaluation, wherever it stands: `… @ end()`.
    case atEnd(Expression)
    /// A range or a subquery as it was so many milliseconds ago, or will be where they are negative: `… offset 16s`.
    case offset(Expression, milliseconds: Int)
    case unchecked(String)
}

/// `name_suffix{matchers} offset …`
package struct Selector: Sendable {
    package let metric: MetricDeclaration
    package let suffix: String
    package var matchers: [Matcher]
    package var offset: Quantity<Time>?

    package var name: String { metric.name + suffix }
}

package enum Aggregation: String, Sendable {
    case sum, avg, min, max, count, topk, bottomk
}

package enum Grouping: Sendable, Hashable {
    case by([String])
    case without([String])
}

package enum Operator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case equal = "=="
    case unequal = "!="
    case greater = ">"
    case less = "<"
    case greaterOrEqual = ">="
    case lessOrEqual = "<="
    case and, or, unless

    package var isSet: Bool { self == .and || self == .or || self == .unless }
    package var isComparison: Bool {
        [.equal, .unequal, .greater, .less, .greaterOrEqual, .lessOrEqual].contains(self)
    }

    /// How tightly it binds, by Prometheus' documentation of operator precedence.
    package var precedence: Int {
        switch self {
        case .multiply, .divide, .modulo: 5
        case .add, .subtract: 4
        case .equal, .unequal, .greater, .less, .greaterOrEqual, .lessOrEqual: 3
        case .and, .unless: 2
        case .or: 1
        }
    }
}

/// What stands behind a binary operator: `bool`, `on (…)`, `group_left (…)`.
package struct Modifier: Sendable, Hashable {
    package enum Group: Sendable, Hashable {
        case left([String])
        case right([String])
    }

    package var bool = false
    package var matching: Grouping?
    package var group: Group?

    package init(bool: Bool = false, matching: Grouping? = nil, group: Group? = nil) {
        self.bool = bool
        self.matching = matching
        self.group = group
    }
}

extension Expression {
    /// The expressions directly within this one.
    package var children: [Expression] {
        switch self {
        case .selector, .number, .text, .unchecked: []
        case .range(let inner, _), .subquery(let inner, _, _), .aggregate(_, _, _, let inner), .atEnd(let inner),
            .offset(let inner, _):
            [inner]
        case .call(_, let arguments): arguments
        case .binary(_, _, let left, let right): [left, right]
        }
    }

    /// This expression and all within it, outermost first.
    package func visit(_ body: (Expression) -> Void) {
        body(self)
        for child in children { child.visit(body) }
    }

    /// The same expression with each selector changed.
    package func mapSelectors(_ change: (inout Selector) -> Void) -> Expression {
        switch self {
        case .selector(var selector):
            change(&selector)
            return .selector(selector)
        case .number, .text, .unchecked: return self
        case .range(let inner, let window): return .range(inner.mapSelectors(change), window)
        case .subquery(let inner, let range, let step):
            return .subquery(inner.mapSelectors(change), range: range, step: step)
        case .atEnd(let inner): return .atEnd(inner.mapSelectors(change))
        case .offset(let inner, let time): return .offset(inner.mapSelectors(change), milliseconds: time)
        case .call(let name, let arguments): return .call(name, arguments.map { $0.mapSelectors(change) })
        case .aggregate(let kind, let parameter, let grouping, let inner):
            return .aggregate(kind, parameter: parameter, grouping, inner.mapSelectors(change))
        case .binary(let op, let modifier, let left, let right):
            return .binary(op, modifier, left.mapSelectors(change), right.mapSelectors(change))
        }
    }
}
