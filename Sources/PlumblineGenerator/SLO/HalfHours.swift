import Plumbline

// Windows of a day or more add up half hours of the clock. What is recorded is the events since the half hour began; what
// that was last in a half hour is all of it.
//
// A subquery's steps are full minutes, or half hours, of the clock. At each minute its series are read as they are when the
// minute ends, and at each half hour as they were just before: so every sample is seen at one step, whether rules are
// evaluated at full minutes or between them.
extension ObjectiveDeclaration {
    /// Events since the half hour began, of both kinds: in the first half of an hour the minutes that lie in a first half,
    /// and likewise in the second.
    ///
    /// ```
    /// sum_over_time((minutes offset -59s999ms * (time() % 3600 < bool 1800))[30m:1m]) * (time() % 3600 < bool 1800)
    ///     + sum_over_time((minutes offset -59s999ms * (time() % 3600 >= bool 1800))[30m:1m]) * (time() % 3600 >= bool 1800)
    /// ```
    var countedThisHalfHour: Expression {
        let minutes = Expression.offset(recorded(RecordedSeries.minute), milliseconds: 1 - minute.milliseconds)
        let halves = [Operator.less, .greaterOrEqual].map { half in
            let time = Expression.binary(.modulo, nil, .call("time", []), .number(ExactDecimal(3600)))
            let isIn = Expression.binary(half, Modifier(bool: true), time, .number(halfHour.base ?? .one))
            let steps = Expression.subquery(
                .binary(.multiply, nil, minutes, isIn), range: halfHour, step: minute)
            return Expression.binary(.multiply, nil, .call("sum_over_time", [steps]), isIn)
        }
        return byKind(.binary(.add, nil, halves[0], halves[1]))
    }

    /// Events of a window of a day or more, of both kinds: of all half hours that ended in it, and of the one that goes on;
    /// less what came before the window in the half hour in which it begins. Each part has a label of its own, so that
    /// one that is not there does not take the others away.
    ///
    /// ```
    /// sum by (kind) (label_replace(sum_over_time((half_hours offset 1ms)[30d:30m] offset -1ms), "window", "ended", "", "")
    ///     or half_hours or label_replace(half_hours offset 30d * -1, "window", "before", "", ""))
    /// ```
    func countedInHalfHours(_ window: Quantity<Time>) -> Expression {
        let goesOn = recorded(RecordedSeries.thisHalfHour)
        let ended = Expression.offset(goesOn, milliseconds: 1)
        if let calendar, isCalendar(window) {
            let ofPeriod = during(ended, calendar.number(delayed: halfHour), calendar.number())
            return byKind(.binary(.or, nil, sum(of: ofPeriod, window), goesOn))
        }
        let before = Expression.binary(
            .multiply, nil, .offset(goesOn, milliseconds: window.milliseconds), .number(ExactDecimal(-1)))
        return byKind(
            .binary(.or, nil, .binary(.or, nil, sum(of: ended, window), goesOn), part(before, "before")))
    }

    private func sum(of halfHours: Expression, _ window: Quantity<Time>) -> Expression {
        let steps = Expression.subquery(halfHours, range: window, step: halfHour)
        return part(.call("sum_over_time", [.offset(steps, milliseconds: -1)]), "ended")
    }

    private func part(_ counted: Expression, _ name: String) -> Expression {
        .call("label_replace", [counted, .text("window"), .text(name), .text(""), .text("")])
    }

    private func byKind(_ counted: Expression) -> Expression {
        .aggregate(.sum, parameter: nil, .by(groupedBy + ["kind"]), counted)
    }

    private func recorded(_ window: String) -> Expression {
        RecordedSeries.events.selector(name, window: window, origin)
    }

    /// A series at those steps of a subquery at which a number of the time is what it is now.
    private func during(_ series: Expression, _ then: Expression, _ now: Expression) -> Expression {
        let now = Expression.call("last_over_time", [.atEnd(.subquery(now, range: minute, step: minute))])
        let none = Modifier(matching: .by([]))
        return .binary(.and, none, series, .binary(.equal, none, then, now))
    }
}
