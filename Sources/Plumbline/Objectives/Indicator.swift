/// What an objective counts, without its types: for exports to other tools.
package enum Indicator: Sendable {
    /// Counters of the good events and of all events.
    case events(good: Expression, total: Expression)
    /// A value that is good while the comparison holds.
    case bound(Expression, Operator, ExactDecimal)
    /// Events of other objectives.
    case weighted([WeightedObjective])
}

extension SLO {
    package var indicator: Indicator {
        switch sli.kind {
        case .events(let good, let total): .events(good: good.expression, total: total.expression)
        case .bound(let expression, let op, let bound): .bound(expression, op, bound)
        case .weighted(let parts): .weighted(parts)
        }
    }
}
