/// What an alert waits for: the series of a comparison that hold, with their values.
///
/// ```swift
/// metrics.insertLatency.quantile(0.95, by: \.backend) > .milliseconds(5)
/// ```
public struct Condition<Labels: LabelSet, D: Dimension>: Sendable, VectorExpression {
    /// Its PromQL.
    public let query: Query<Labels, D>
    /// The bound, where the condition is one comparison with a constant: what panels draw.
    package let bound: Bound?

    package init(_ query: Query<Labels, D>, bound: Bound?) {
        self.query = query
        self.bound = bound
    }

    /// Holds where both do, with the values of this one: `this and other`.
    public func and(_ other: some VectorExpression<Labels, some Dimension>) -> Condition {
        Condition(query.combined(.and, other.query), bound: bound)
    }

    /// Holds where both do, matched by the labels spelled out: `this and on (…) other`.
    public func and<L, E>(_ other: Matched<L, E>) -> Condition {
        Condition(query.combined(.and, other.right, other.modifier), bound: bound)
    }

    /// Holds where either does: `this or other`.
    public func or(_ other: some VectorExpression<Labels, some Dimension>) -> Condition {
        Condition(query.combined(.or, other.query), bound: bound)
    }

    /// Holds where either does; the other side's series come in only where none of ours has the same labels:
    /// `this or on (…) other`.
    public func or<L, E>(_ other: Matched<L, E>) -> Condition {
        Condition(query.combined(.or, other.right, other.modifier), bound: bound)
    }

    /// Holds where this does and the other does not: `this unless other`.
    public func unless(_ other: some VectorExpression<Labels, some Dimension>) -> Condition {
        Condition(query.combined(.unless, other.query), bound: bound)
    }

    /// Holds where this does and the other does not, matched by the labels spelled out: `this unless on (…) other`.
    public func unless<L, E>(_ other: Matched<L, E>) -> Condition {
        Condition(query.combined(.unless, other.right, other.modifier), bound: bound)
    }

    /// 1 for each series that holds and 0 for each that does not, instead of filtering: `left > bool 5`.
    public func asBoolean() -> Query<Labels, Count> {
        var result = query
        if case .binary(let op, var modifier, let left, let right) = query.expression, op.isComparison {
            modifier = modifier ?? Modifier()
            modifier?.bool = true
            result = result.derived(.binary(op, modifier, left, right))
        } else {
            result.problems.append(
                Problem(
                    "only a comparison can be 0 or 1, not a condition combined by and, or, unless", at: query.origin,
                    mend: "take asBoolean() of each comparison and add them up"))
        }
        return Query<Labels, Count>(result, unit: .count)
    }

    /// 1 while any series holds, else 0, never absent: `clamp_max(count(…), 1) or vector(0)`.
    public func holds(
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<NoLabels, Count> {
        count(file: file, line: line, column: column).clamped(max: 1).defaulting(to: 0)
    }
}

/// A constant that a vector is compared with.
package struct Bound: Sendable, Hashable {
    package let op: Operator
    /// In `unit`.
    package let value: ExactDecimal
    package let unit: UnitInfo
    package let words: String

    /// Whether greater values are worse.
    package var isCeiling: Bool { op == .greater || op == .greaterOrEqual }
}

/// Holds when at least `least` of the conditions do: `(… + … + …) >= 2`.
public func atLeast<each L: LabelSet, each D: Dimension>(
    _ least: Int, of conditions: repeat Condition<each L, each D>,
    file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
) -> Condition<NoLabels, Count> {
    var sum: Query<NoLabels, Count>?
    for condition in repeat each conditions {
        let holding = condition.holds(file: file, line: line, column: column)
        sum = sum.map { $0 + holding } ?? holding
    }
    return (sum ?? .constant(0, Origin(file, line, column))) >= .count(Double(least))
}

extension Query {
    func compared(_ op: Operator, _ quantity: Quantity<D>) -> Condition<Labels, D> {
        guard let number = quantity.value(in: unit) else {
            var broken = self
            broken.problems.append(.notANumber(quantity.words, at: origin))
            return Condition(broken, bound: nil)
        }
        return Condition(
            derived(.binary(op, nil, expression, .number(number))),
            bound: Bound(op: op, value: number, unit: unit, words: quantity.words))
    }

    func compared<L>(_ op: Operator, _ right: Query<L, D>, _ modifier: Modifier? = nil) -> Condition<Labels, D> {
        var result = combined(op, right, modifier)
        if unit.perBase != right.unit.perBase {
            result.problems.append(.unequalUnits(op.rawValue, unit, right.unit, origin, right.origin))
        }
        return Condition(result, bound: nil)
    }
}
