package import Plumbline

// Windows of a day or more add up pieces of the clock, half hours of most. What is recorded is the events since the piece
// began; what that was last in a piece is all of it.
//
// A subquery's steps are full minutes, or the beginnings of pieces. At each minute its series are read as they are when the
// minute ends, and at each beginning as they were just before: so every sample is seen at one step, whether rules are
// evaluated at full minutes or between them.
extension ObjectiveDeclaration {
    /// What windows of a day or more add up, so that 30 days cost 1,440 numbers and not 43,200. A quarter has 1,104 pieces of
    /// two hours.
    package var piece: Quantity<Time> { (period.wholeDays ?? 0) > 30 ? .hours(2) : .minutes(30) }

    /// Events since the piece began, of all kinds: in an even piece the minutes that lie in an even one, and likewise in an
    /// odd one.
    ///
    /// ```
    /// sum_over_time((recorded * (time() % 3600 < bool 1800))[30m:1m]) * (time() % 3600 < bool 1800)
    ///     + sum_over_time((recorded * (time() % 3600 >= bool 1800))[30m:1m]) * (time() % 3600 >= bool 1800)
    /// ```
    /// where `recorded` is `last_over_time(minutes[1m] offset -59s999ms)`: what a missed evaluation left out is not counted
    /// as if it were what came before.
    var countedSincePiece: Expression {
        let recorded = RecordedSeries.events.selector(identity, window: RecordedSeries.minute, origin)
        let ofMinute = Expression.offset(.range(recorded, .fixed(minute)), milliseconds: 1 - minute.milliseconds)
        let minutes = Expression.call("last_over_time", [ofMinute])
        let length = piece.base ?? .one
        let both = length.times(ExactDecimal(2)) ?? .one
        let halves = [Operator.less, .greaterOrEqual].map { half in
            let time = Expression.binary(.modulo, nil, .call("time", []), .number(both))
            let isIn = Expression.binary(half, Modifier(bool: true), time, .number(length))
            let steps = Expression.subquery(.binary(.multiply, nil, minutes, isIn), range: piece, step: minute)
            return Expression.binary(.multiply, nil, .call("sum_over_time", [steps]), isIn)
        }
        return byKind(.binary(.add, nil, halves[0], halves[1]))
    }

    /// Events of a window of a day or more, of all kinds: of all pieces that ended in it, and of the one that goes on; less
    /// what came before the window in the piece in which it begins. Each part has a label of its own, so that one that is
    /// not there does not take the others away.
    ///
    /// ```
    /// sum by (kind) (label_replace(sum_over_time((pieces offset 1ms)[30d:30m] offset -1ms), "window", "ended", "", "")
    ///     or pieces or label_replace(pieces offset 30d * -1, "window", "before", "", ""))
    /// ```
    func countedInPieces(_ window: Quantity<Time>) -> Expression {
        let goesOn = RecordedSeries.events.selector(identity, window: RecordedSeries.clock(piece), origin)
        let ended = Expression.offset(goesOn, milliseconds: 1)
        if let calendar, isCalendar(window) {
            let ofPeriod = during(ended, calendar.number(delayed: piece), calendar.number())
            return byKind(.binary(.or, nil, sum(of: ofPeriod, window), goesOn))
        }
        let before = Expression.binary(
            .multiply, nil, .offset(goesOn, milliseconds: window.milliseconds), .number(ExactDecimal(-1)))
        return byKind(
            .binary(.or, nil, .binary(.or, nil, sum(of: ended, window), goesOn), part(before, "before")))
    }

    private func sum(of pieces: Expression, _ window: Quantity<Time>) -> Expression {
        let steps = Expression.subquery(pieces, range: window, step: piece)
        return part(.call("sum_over_time", [.offset(steps, milliseconds: -1)]), "ended")
    }

    private func part(_ counted: Expression, _ name: String) -> Expression {
        .call("label_replace", [counted, .text("window"), .text(name), .text(""), .text("")])
    }

    private func byKind(_ counted: Expression) -> Expression {
        .aggregate(.sum, parameter: nil, .by(groupedBy + ["kind"]), counted)
    }

    /// A series at those steps of a subquery at which a number of the time is what it is now.
    private func during(_ series: Expression, _ then: Expression, _ now: Expression) -> Expression {
        let now = Expression.call("last_over_time", [.atEnd(.subquery(now, range: minute, step: minute))])
        let none = Modifier(matching: .by([]))
        return .binary(.and, none, series, .binary(.equal, none, then, now))
    }
}
