/// A period that begins with the calendar's, in UTC: the budget is whole again on its first day.
///
/// ```swift
/// SLO("availability", …, objective: .percent(99.9), inEach: .month, good: …)
/// ```
/// Prometheus can tell weeks (from Monday on), months and quarters; it knows of no other time zone, and looks back no
/// further than its retention.
public enum CalendarPeriod: String, Sendable, CaseIterable {
    case week, month, quarter

    /// The longest that there is: as far as one has to look back.
    package var longest: Quantity<Time> {
        let days = [CalendarPeriod.week: 7, .month: 31, .quarter: 92][self] ?? 0
        return Quantity(base: ExactDecimal(days * 86_400), words: "the calendar \(rawValue)")
    }

    /// How long it usually is, in days: what burn rates are scaled to.
    package var usualDays: Int { [CalendarPeriod.week: 7, .month: 30, .quarter: 90][self] ?? 0 }
}

extension CalendarPeriod {
    /// A millisecond ago, as a vector: at a full hour or the turn of a period still the one that ends.
    package static let justBefore = ago(ExactDecimal(1, exponent: -3))

    private static func ago(_ seconds: ExactDecimal) -> Expression {
        .call("vector", [.binary(.subtract, nil, .call("time", []), .number(seconds))])
    }

    /// A number that is another one in each period: `month(vector(time() - 0.001))`.
    package var number: Expression {
        switch self {
        case .week:
            // The first Monday was the fifth day of 1970.
            let since = Self.ago(ExactDecimal(345_600_001, exponent: -3))
            return .call("floor", [.binary(.divide, nil, since, .number(ExactDecimal(604_800)))])
        case .month: return .call("month", [Self.justBefore])
        case .quarter:
            return .call(
                "ceil", [.binary(.divide, nil, .call("month", [Self.justBefore]), .number(ExactDecimal(3)))])
        }
    }

    /// How much of the period is over, from 0 to 1. A quarter is three months of equal length.
    package var elapsed: Expression {
        func number(_ value: Int) -> Expression { .number(ExactDecimal(value)) }
        let time = Expression.call("time", [])
        let ofDay = Expression.binary(.divide, nil, .binary(.modulo, nil, time, number(86_400)), number(86_400))
        let days = Expression.binary(
            .add, nil, .binary(.subtract, nil, .call("day_of_month", []), number(1)), ofDay)
        let ofMonth = Expression.binary(.divide, nil, days, .call("days_in_month", []))
        switch self {
        case .week:
            let since = Expression.binary(.subtract, nil, time, number(4 * 86_400))
            return .call(
                "vector", [.binary(.divide, nil, .binary(.modulo, nil, since, number(604_800)), number(604_800))])
        case .month: return ofMonth
        case .quarter:
            let months = Expression.binary(
                .modulo, nil, .binary(.subtract, nil, .call("month", []), number(1)), number(3))
            return .binary(.divide, nil, .binary(.add, nil, months, ofMonth), number(3))
        }
    }
}
