/// What an objective counts, without its types: for exports to other tools.
package enum Indicator: Sendable {
    /// The good events and all events of one metric.
    case events(good: Expression, total: Expression)
    /// Bad or good events in one counter, all events in another.
    case counters(CounterPair)
    /// A share of bad events, as somebody else computes it.
    case errorRatio(Expression)
    /// A value that is good while the comparison holds.
    case bound(Expression, Operator, ExactDecimal)
    /// Events of other objectives.
    case weighted([WeightedObjective])
}

extension SLO {
    package var indicator: Indicator {
        switch sli.kind {
        case .events(let good, let total): .events(good: good.expression, total: total.expression)
        case .counters(let pair): .counters(pair)
        case .errorRatio(let expression): .errorRatio(expression)
        case .bound(let expression, let op, let bound): .bound(expression, op, bound)
        case .weighted(let parts): .weighted(parts)
        }
    }
}
