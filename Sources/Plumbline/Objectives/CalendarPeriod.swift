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

    /// How many minutes the period has that the evaluation is in: `scalar(days_in_month() * 1440)`.
    package var minutes: Expression {
        func number(_ value: Int) -> Expression { .number(ExactDecimal(value)) }
        func minutes(_ days: Expression) -> Expression {
            .call("scalar", [.binary(.multiply, nil, days, number(1440))])
        }
        func holds(_ number: Expression, _ comparison: Operator, _ other: Expression) -> Expression {
            .binary(comparison, Modifier(bool: true), number, other)
        }
        let month = Expression.call("month", [])
        switch self {
        case .week: return number(7 * 1440)
        case .month: return minutes(.call("days_in_month", []))
        case .quarter:
            // 92 days in the second half of a year, 91 before, and one less in the first quarter without a 29 February.
            let year = Expression.binary(.modulo, nil, .call("year", []), number(4))
            let isShort = Expression.binary(
                .multiply, nil, holds(month, .less, number(4)), holds(year, .greater, number(0)))
            let days = Expression.binary(.add, nil, number(91), holds(month, .greater, number(6)))
            return minutes(.binary(.subtract, nil, days, isShort))
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
