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
    /// A number that is another one in each period, `delay` later: `month(vector(time() - 1800))`.
    package func number(delayed delay: Quantity<Time>? = nil) -> Expression {
        switch self {
        case .week:
            // The first Monday was the fifth day of 1970.
            let since = Expression.binary(.subtract, nil, .time(delayed: delay), .number(ExactDecimal(345_600)))
            return .call("floor", [.binary(.divide, nil, since, .number(ExactDecimal(604_800)))])
        case .month: return .call("month", [.time(delayed: delay)])
        case .quarter:
            return .call(
                "ceil", [.binary(.divide, nil, .call("month", [.time(delayed: delay)]), .number(ExactDecimal(3)))])
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

extension Expression {
    /// Now, or what it was before, as a vector: `vector(time() - 1800)`.
    package static func time(delayed delay: Quantity<Time>? = nil) -> Expression {
        let now = Expression.call("time", [])
        guard let seconds = delay?.base else { return .call("vector", [now]) }
        return .call("vector", [.binary(.subtract, nil, now, .number(seconds))])
    }
}
