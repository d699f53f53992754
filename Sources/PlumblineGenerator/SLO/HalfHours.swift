import Plumbline

// Windows of a day or more add up half hours of the clock. What is recorded is the events since the half hour began; what
// that was at the end of a half hour is all of it.
extension ObjectiveDeclaration {
    /// Events since the half hour began, of both kinds. A minute is of the half hour in which it was recorded.
    ///
    /// ```
    /// sum_over_time((minutes and on () half hour of then == half hour of now)[30m:1m] offset -59s999ms)
    /// ```
    /// A subquery's steps are full minutes. The last one, at which the newest minute stands, is not over yet.
    var countedThisHalfHour: Expression {
        let minutes = RecordedSeries.events.selector(name, window: RecordedSeries.minute, origin)
        let since = Expression.binary(.and, Modifier(matching: .by([])), minutes, isNow(Self.halfHourNumber))
        let steps = Expression.offset(
            .subquery(since, range: halfHour, step: minute), milliseconds: 1 - minute.milliseconds)
        return byKind(.call("sum_over_time", [steps]))
    }

    /// Events of a window of a day or more, of both kinds: of all half hours that end in it, and of the one that goes on;
    /// less what came before the window in the half hour in which it begins. Each part has a label of its own, so that
    /// one that is not there does not take the others away.
    ///
    /// ```
    /// sum by (kind) (label_replace(sum_over_time(half_hours[30d:30m] offset 1ms), "window", "ended", "", "")
    ///     or half_hours or label_replace(half_hours offset 30d * -1, "window", "before", "", ""))
    /// ```
    func countedInHalfHours(_ window: Quantity<Time>) -> Expression {
        let goesOn = RecordedSeries.events.selector(name, window: RecordedSeries.thisHalfHour, origin)
        var ended = goesOn
        if let calendar, isCalendar(window) {
            ended = .binary(.and, Modifier(matching: .by([])), goesOn, isNow(calendar.number))
        }
        let sum = Expression.call(
            "sum_over_time", [.offset(.subquery(ended, range: window, step: halfHour), milliseconds: 1)])
        let counted = Expression.binary(.or, nil, part(sum, "ended"), goesOn)
        guard !isCalendar(window) else { return byKind(counted) }
        let before = Expression.binary(
            .multiply, nil, .offset(goesOn, milliseconds: window.milliseconds), .number(ExactDecimal(-1)))
        return byKind(.binary(.or, nil, counted, part(before, "before")))
    }

    private func part(_ counted: Expression, _ name: String) -> Expression {
        .call("label_replace", [counted, .text("window"), .text(name), .text(""), .text("")])
    }

    private func byKind(_ counted: Expression) -> Expression {
        .aggregate(.sum, parameter: nil, .by(groupedBy + ["kind"]), counted)
    }

    /// Another number in each half hour.
    private static let halfHourNumber = Expression.call(
        "floor", [.binary(.divide, nil, CalendarPeriod.justBefore, .number(halfHour.base ?? .one))])

    /// Whether a number of the time is the same at a subquery's step as it is in the end.
    private func isNow(_ number: Expression) -> Expression {
        let instant = Quantity<Time>.milliseconds(1)
        let now = Expression.call("last_over_time", [.atEnd(.subquery(number, range: instant, step: instant))])
        return .binary(.equal, Modifier(matching: .by([])), number, now)
    }
}
