extension VectorExpression {
    /// `left + right`, series by series of equal labels.
    public static func + <R: VectorExpression<Labels, D>>(left: Self, right: R) -> Query<Labels, D> {
        left.query.sameUnit(.add, right.query, nil)
    }

    /// `left + on (…) right`
    public static func + <L>(left: Self, right: Matched<L, D>) -> Query<Labels, D> {
        left.query.sameUnit(.add, right.right, right.modifier)
    }

    /// `left + amount`
    public static func + (left: Self, right: Quantity<D>) -> Query<Labels, D> {
        left.query.with(.add, right, in: left.query.unit)
    }

    /// `left - right`, series by series of equal labels.
    public static func - <R: VectorExpression<Labels, D>>(left: Self, right: R) -> Query<Labels, D> {
        left.query.sameUnit(.subtract, right.query, nil)
    }

    /// `left - on (…) right`
    public static func - <L>(left: Self, right: Matched<L, D>) -> Query<Labels, D> {
        left.query.sameUnit(.subtract, right.right, right.modifier)
    }

    /// `left - amount`
    public static func - (left: Self, right: Quantity<D>) -> Query<Labels, D> {
        left.query.with(.subtract, right, in: left.query.unit)
    }

    /// `amount - right`, as in `1 - ratio`.
    public static func - (left: Quantity<D>, right: Self) -> Query<Labels, D> {
        right.query.with(.subtract, left, in: right.query.unit, quantityFirst: true)
    }

    /// `left * right`: the right side is a share.
    public static func * <R: VectorExpression<Labels, Ratio>>(left: Self, right: R) -> Query<Labels, D> {
        left.query.combined(.multiply, right.query)
    }

    /// `left * on (…) right`: the right side is a share.
    public static func * <L>(left: Self, right: Matched<L, Ratio>) -> Query<Labels, D> {
        left.query.combined(.multiply, right.right, right.modifier)
    }

    /// `left * factor`
    public static func * (left: Self, right: Quantity<Ratio>) -> Query<Labels, D> {
        left.query.with(.multiply, right, in: .ratio)
    }

    /// `left / right`: what share of the right side the left is.
    public static func / <R: VectorExpression<Labels, D>>(left: Self, right: R) -> Query<Labels, Ratio> {
        Query(left.query.sameUnit(.divide, right.query, nil), unit: .ratio)
    }

    /// `left / on (…) right`
    public static func / <L>(left: Self, right: Matched<L, D>) -> Query<Labels, Ratio> {
        Query(left.query.sameUnit(.divide, right.right, right.modifier), unit: .ratio)
    }

    /// `left / divisor`
    public static func / (left: Self, right: Quantity<Ratio>) -> Query<Labels, D> {
        left.query.with(.divide, right, in: .ratio)
    }

    /// `left / right` of different dimensions; the author names what comes out, such as bytes from bytes by count.
    public func divided<R: VectorExpression<Labels, E>, E, F>(by right: R, as unit: Unit<F>) -> Query<Labels, F> {
        Query(query.combined(.divide, right.query), unit: unit.info)
    }

    /// `left * right` of different dimensions; the author names what comes out.
    public func multiplied<R: VectorExpression<Labels, E>, E, F>(by right: R, as unit: Unit<F>) -> Query<Labels, F> {
        Query(query.combined(.multiply, right.query), unit: unit.info)
    }

    /// The same amounts in another unit, by an exact factor: milliseconds to seconds is `… / 1000`.
    public func converted(to unit: Unit<D>) -> Query<Labels, D> {
        query.converted(to: unit.info)
    }
}

extension Query {
    fileprivate func sameUnit<L>(_ op: Operator, _ right: Query<L, D>, _ modifier: Modifier?) -> Query {
        var result = combined(op, right, modifier)
        if unit.perBase != right.unit.perBase {
            result.problems.append(.unequalUnits(op.rawValue, unit, right.unit, origin, right.origin))
        }
        return result
    }

    fileprivate func with<E>(
        _ op: Operator, _ quantity: Quantity<E>, in unit: UnitInfo, quantityFirst: Bool = false
    ) -> Query {
        guard let number = quantity.value(in: unit) else {
            var broken = self
            broken.problems.append(.notANumber(quantity.words, at: origin))
            return broken
        }
        return derived(
            quantityFirst
                ? .binary(op, nil, .number(number), expression) : .binary(op, nil, expression, .number(number)))
    }

    fileprivate func converted(to target: UnitInfo) -> Query {
        guard target.perBase != unit.perBase else { return self }
        let result: Expression
        if target.perBase > unit.perBase {
            result = .binary(.multiply, nil, expression, .number(target.perBase.over(unit.perBase)))
        } else {
            result = .binary(.divide, nil, expression, .number(unit.perBase.over(target.perBase)))
        }
        return Query(result, unit: target, labels: labels, problems: problems, origin: origin)
    }
}

extension ExactDecimal {
    /// The quotient of two powers of ten, as units' scales are.
    fileprivate func over(_ other: ExactDecimal) -> ExactDecimal {
        ExactDecimal(significand / other.significand, exponent: exponent - other.exponent)
    }
}
