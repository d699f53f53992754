import Plumbline
import PlumblinePlan

/// One comparison within an alert's condition.
struct Comparison {
    let op: Operator
    let left: Expression
    let right: Expression
    /// With the labels that tell its series apart.
    let expression: Expression

    /// The number that it compares with, where it is one.
    var bound: ExactDecimal? { if case .number(let number) = right { number } else { nil } }
}

extension Expression {
    /// All comparisons within, from the left.
    var comparisons: [Comparison] {
        switch self {
        case .binary(let op, _, let left, let right) where op.isComparison:
            left.comparisons + right.comparisons + [Comparison(op: op, left: left, right: right, expression: self)]
        default: children.flatMap(\.comparisons)
        }
    }

    /// The longest time that any part of it looks back; nested ranges add up.
    func reach(_ window: Quantity<Time>, _ recordings: [String: [Recording]]) -> Milliseconds {
        let inner: Milliseconds =
            switch self {
            case .selector(let selector):
                (recordings[selector.name]?.map { $0.expression.reach(window, recordings) }.max() ?? 0)
                    + (selector.offset?.milliseconds ?? 0)
            default: children.map { $0.reach(window, recordings) }.max() ?? 0
            }
        return switch self {
        case .range(_, let range): inner + (range.fixed ?? window).milliseconds
        case .subquery(_, let range, _): inner + range.milliseconds
        default: inner
        }
    }
}

/// The levels of one synthetic series on either side of the bound of a comparison.
struct BoundaryPoint {
    /// Index of the synthetic series.
    let series: Int
    /// Whether the two sides are equal at some level.
    let isExact: Bool
    /// The nearest level at which it holds, and those next to the bound at which it does not.
    let holds: Double
    let almost: [(words: String, level: Double)]
    /// The levels of the comparison's other series.
    let beside: [Int: Double]
    /// Levels well on either side.
    let farHolds: Double
    let farNot: Double
    /// Whether the alert fires where the comparison does not hold: behind `unless`.
    var isInverse = false

    /// The same for a comparison that keeps the alert from firing.
    var inverse: BoundaryPoint? {
        almost.first.map { near in
            BoundaryPoint(
                series: series, isExact: isExact, holds: near.level, almost: [(near.words, holds)], beside: beside,
                farHolds: farNot, farNot: farHolds, isInverse: true)
        }
    }
}
