package import Plumbline

/// What events are counted in first; everything else adds up these.
package let minute = Quantity<Time>.minutes(1)

/// The window of the burn rate right now.
package let now = Quantity<Time>.minutes(5)

private let day = ExactDecimal(86_400)

extension ObjectiveDeclaration {
    /// Every window that an error ratio is recorded of: those of the alerts, right now, and the period; shortest first.
    package var windows: [Quantity<Time>] {
        var seen: Set<ExactDecimal> = []
        return (burn.flatMap { [$0.long, $0.short] } + [now, period]).filter {
            seen.insert($0.base ?? .zero).inserted
        }
        .sorted { ($0.base ?? .zero) < ($1.base ?? .zero) }
    }

    /// The share of events in a window that were bad; nothing while there were none. A quotient of two sums: an average of
    /// ratios would give a quiet hour the weight of a busy one. Time of which nothing is known is not bad: of a window
    /// of which a quarter is known, the share counts for a quarter.
    package func errorRatio(_ window: Quantity<Time>) -> Expression {
        window.addsPieces ? ratioOfPieces(window) : ratioOfMinutes(window)
    }

    /// `sum(sum_over_time(bad[1h])) / (sum(avg_over_time(total[1h])) * 60 > 0)`: the mean minute times all minutes is what
    /// the total would be if all of the window were known.
    private func ratioOfMinutes(_ window: Quantity<Time>) -> Expression {
        let mean = grouped(.call("avg_over_time", [minutes(.total, window)]))
        let all = Expression.binary(.multiply, nil, mean, .number(ExactDecimal(window.count(of: minute))))
        return .binary(.divide, nil, badMinutes(window), .binary(.greater, nil, all, .number(.zero)))
    }

    /// `sum(bad) / (sum(total) > 0) * (sum(minutes) / 43200)`
    private func ratioOfPieces(_ window: Quantity<Time>) -> Expression {
        let (bad, total) = (counted(.bad, window), counted(.total, window))
        let ratio = Expression.binary(.divide, nil, bad, .binary(.greater, nil, total, .number(.zero)))
        guard !isCalendar(window) else { return ratio }
        let known = Expression.binary(
            .divide, nil, counted(.minutes, window), .number(ExactDecimal(window.count(of: minute))))
        return .binary(.multiply, nil, ratio, known)
    }

    /// How many events of a window were bad.
    func bad(_ window: Quantity<Time>) -> Expression {
        window.addsPieces ? counted(.bad, window) : badMinutes(window)
    }

    private func badMinutes(_ window: Quantity<Time>) -> Expression {
        grouped(.call("sum_over_time", [minutes(.bad, window)]))
    }

    /// What the rules have counted in a window of a day or more.
    func counted(_ kind: RecordedSeries.Kind, _ window: Quantity<Time>) -> Expression {
        grouped(RecordedSeries.events.selector(identity, kind: kind, window: label(of: window), origin))
    }

    /// The minutes of a window, up to and with the one that was just recorded. Its edges lie a millisecond behind samples,
    /// as Prometheus 2 counts one on the left edge and Prometheus 3 does not.
    private func minutes(_ kind: RecordedSeries.Kind, _ window: Quantity<Time>) -> Expression {
        let recorded = RecordedSeries.events.selector(identity, kind: kind, window: RecordedSeries.minute, origin)
        return .offset(.range(recorded, .fixed(window)), milliseconds: -1)
    }

    /// Whether it is the calendar's period, which begins with it.
    package func isCalendar(_ window: Quantity<Time>) -> Bool { calendar != nil && window.base == period.base }
}

extension Quantity where D == Time {
    /// Whether it adds up recorded pieces of the clock.
    package var addsPieces: Bool { (base ?? .zero) >= day }

    var doubled: Quantity { .minutes(Double(2 * count(of: minute))) }

    /// How many of a part are in it, rounded up.
    package func count(of part: Quantity) -> Int {
        guard let length = base?.double, let each = part.base?.double, each > 0 else { return 0 }
        return Int((length / each).rounded(.up))
    }
}
