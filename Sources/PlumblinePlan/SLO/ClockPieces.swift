package import Plumbline

// Windows of a day or more add up pieces of the clock; a piece is half an hour for most objectives. Two things are recorded:
// each minute, what was counted since the piece began; and once for each piece, when the next one begins, what was counted
// in it. So a window reads few samples. What came in it is a difference of two counts:
//
//     pieces that ended in it + the piece that goes on - what had been counted of that piece in which the window begins
//
// A subquery's steps are full minutes. At each its series are read as they are when the minute ends: so every sample is
// seen at one step, whether rules are evaluated at full minutes or between them.

/// For how long Prometheus may be away: the piece in which it went is counted when it is back, and after a longer time lost.
package let longestGap = Quantity<Time>.hours(12)

extension ObjectiveDeclaration {
    /// What windows of a day or more add up, so that 30 days cost 1,440 numbers and not 43,200. A quarter has 1,104 pieces of
    /// two hours.
    package var piece: Quantity<Time> { (period.wholeDays ?? 0) > 30 ? .hours(2) : .minutes(30) }

    /// Events since the piece began, of all kinds; 0 while nothing is known of it, and something is of the one before.
    ///
    /// ```
    /// sum by (kind) (ofPiece(recorded)) or sum by (kind) (last_over_time(minutes[1h])) * 0
    /// ```
    /// where `recorded` is `last_over_time(minutes[1m] offset -59s999ms)`: what a missed evaluation left out is not counted
    /// as if it were what came before.
    var countedSincePiece: Expression {
        let recent = Expression.range(events(RecordedSeries.minute), .fixed(piece.doubled))
        let none = Expression.binary(.multiply, nil, byKind(.call("last_over_time", [recent])), .number(.zero))
        return .binary(.or, nil, byKind(ofPiece(minutes(), range: piece, offset: 0)), none)
    }

    /// What was counted in a piece until it ended, once: at the first evaluation in another one; after a gap without
    /// evaluations at the first at which anything is known again.
    ///
    /// ```
    /// sum by (kind) (last_over_time(goesOn[12h] offset 1ms)
    ///     and on () (goesOn{kind="minutes"} offset 1ms > 0
    ///         or last_over_time(goesOn{kind="minutes"}[12h] offset 1ms) > 0 and on () minutes{kind="minutes"})
    ///     unless on () ofPiece(recorded{kind="minutes"}) > 0)
    /// ```
    /// where the last line is what was known of the new piece a minute ago.
    var countedInPiece: Expression {
        let sameGroup = Modifier(matching: .by(groupedBy))
        func isPositive(_ count: Expression) -> Expression { .binary(.greater, nil, count, .number(.zero)) }
        func last(_ kind: RecordedSeries.Kind?) -> Expression {
            let goesOn = events(RecordedSeries.piece(piece), kind)
            return .call("last_over_time", [.offset(.range(goesOn, .fixed(longestGap)), milliseconds: 1)])
        }
        let justNow = Expression.offset(events(RecordedSeries.piece(piece), .minutes), milliseconds: 1)
        let afterGap = Expression.binary(
            .and, sameGroup, isPositive(last(.minutes)), events(RecordedSeries.minute, .minutes))
        let hasCounted = Expression.binary(.or, nil, isPositive(justNow), afterGap)
        let before = Quantity<Time>.minutes(Double(piece.count(of: minute) - 1))
        let known = ofPiece(minutes(.minutes), range: before, offset: minute.milliseconds)
        // The sum drops the label `window`: where the rule gives it another value, vmalert would keep both.
        return byKind(
            .binary(.unless, sameGroup, .binary(.and, sameGroup, last(nil), hasCounted), isPositive(known)))
    }

    /// Events of a window of a day or more, of all kinds: of all pieces that ended in it, and of the one that goes on; less
    /// what came before the window in the piece in which it begins. Each part has a label of its own, so that one that is
    /// not there does not take the others away.
    ///
    /// ```
    /// sum by (kind) (sum_over_time(ended[30d] offset -1ms)
    ///     or last_over_time(goesOn[1h])
    ///     or label_replace(last_over_time(goesOn[1h] offset 30d) * -1, "window", "before", "", ""))
    /// ```
    func countedInPieces(_ window: Quantity<Time>) -> Expression {
        let goesOn = Expression.range(events(RecordedSeries.piece(piece)), .fixed(piece.doubled))
        let counted = Expression.binary(.or, nil, endedPieces(window), .call("last_over_time", [goesOn]))
        // A calendar's period begins with a piece.
        guard !isCalendar(window) else { return byKind(counted) }
        let begun = Expression.call("last_over_time", [.offset(goesOn, milliseconds: window.milliseconds)])
        let before = Expression.call(
            "label_replace",
            [
                .binary(.multiply, nil, begun, .number(ExactDecimal(-1))), .text("window"), .text("before"),
                .text(""), .text(""),
            ])
        return byKind(.binary(.or, nil, counted, before))
    }

    /// What was counted in all pieces that ended in a window; of a calendar's period in those that began in it. One that is
    /// recorded late, after a gap over the turn, is counted in the new period.
    private func endedPieces(_ window: Quantity<Time>) -> Expression {
        let ended = events(RecordedSeries.ended(piece))
        var pieces = Expression.range(ended, .fixed(window))
        if let calendar, isCalendar(window) {
            // At each step the piece that ended last.
            let last = Expression.call(
                "last_over_time",
                [.offset(.range(ended, .fixed(piece)), milliseconds: 1 - piece.milliseconds)])
            let ofPeriod = during(last, calendar.number(delayed: piece), calendar.number())
            pieces = .subquery(ofPeriod, range: window, step: piece)
        }
        return .call("sum_over_time", [.offset(pieces, milliseconds: -1)])
    }

    /// Minutes of the piece that goes on: in an even piece those that lie in an even one, and likewise in an odd one.
    ///
    /// ```
    /// sum_over_time((recorded * (time() % 3600 < bool 1800))[30m:1m]) * (time() % 3600 < bool 1800)
    ///     + sum_over_time((recorded * (time() % 3600 >= bool 1800))[30m:1m]) * (time() % 3600 >= bool 1800)
    /// ```
    private func ofPiece(_ minutes: Expression, range: Quantity<Time>, offset: Milliseconds) -> Expression {
        let length = piece.base ?? .one
        let both = length.times(ExactDecimal(2)) ?? .one
        let halves = [Operator.less, .greaterOrEqual].map { half in
            let time = Expression.binary(.modulo, nil, .call("time", []), .number(both))
            let isIn = Expression.binary(half, Modifier(bool: true), time, .number(length))
            var steps = Expression.subquery(.binary(.multiply, nil, minutes, isIn), range: range, step: minute)
            if offset != 0 { steps = .offset(steps, milliseconds: offset) }
            return Expression.binary(.multiply, nil, .call("sum_over_time", [steps]), isIn)
        }
        return .binary(.add, nil, halves[0], halves[1])
    }

    /// What was recorded in the minute that begins at a step.
    private func minutes(_ kind: RecordedSeries.Kind? = nil) -> Expression {
        let recorded = events(RecordedSeries.minute, kind)
        return .call(
            "last_over_time", [.offset(.range(recorded, .fixed(minute)), milliseconds: 1 - minute.milliseconds)])
    }

    private func events(_ window: String, _ kind: RecordedSeries.Kind? = nil) -> Expression {
        RecordedSeries.events.selector(identity, kind: kind, window: window, origin)
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
