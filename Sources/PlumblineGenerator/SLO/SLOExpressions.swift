package import Plumbline

/// Long windows add up events of 5 minutes each, end to end: a month costs 8,640 recorded numbers, whatever the metric
/// has of series and samples.
let tile = Quantity<Time>.minutes(5)

/// What a calendar's period is made of: each has to be asked when it was, and a quarter has 26,496 pieces of 5 minutes.
let hour = Quantity<Time>.hours(1)

/// From this window on, tiles are added up, which lag by up to one of them. Under it, where a page waits for the
/// figure, the metric itself is read.
private let fromTiles = ExactDecimal(2 * 3600)

extension ObjectiveDeclaration {
    /// Every window that events are counted over: those of the alerts, the tile, and the period; shortest first.
    var windows: [Quantity<Time>] {
        var seen: Set<ExactDecimal> = []
        let hours = calendar == nil ? [] : [hour]
        return (burn.flatMap { [$0.long, $0.short] } + hours + [tile, period]).filter {
            seen.insert($0.base ?? .zero).inserted
        }
        .sorted { ($0.base ?? .zero) < ($1.base ?? .zero) }
    }

    /// All events of the last `window`.
    func total(_ window: Quantity<Time>, _ spec: Spec) -> Expression {
        if window.addsTiles { return tiles(.total, over: window) }
        switch indicator {
        case .events(_, let total): return summed(.call("increase", [.range(total, .fixed(window))]))
        case .bound(let value, _, _):
            // No number equals NaN, not even itself: a quantile of nothing is no event.
            let known = Expression.binary(.equal, nil, value, value)
            return summed(.call("count_over_time", [.subquery(known, range: window, step: step(spec))]))
        case .weighted(let parts): return parts.sum(.total, window: label(of: window), origin)
        }
    }

    /// The good ones among them. While no good series exists they are 0 of the recorded total, not nothing.
    func good(_ window: Quantity<Time>, _ spec: Spec) -> Expression {
        if window.addsTiles { return tiles(.good, over: window) }
        switch indicator {
        case .events(let good, _):
            let found = summed(.call("increase", [.range(good, .fixed(window))]))
            let total = RecordedSeries.total.selector(name, window: label(of: window), origin)
            let none = Expression.binary(.multiply, nil, total, .number(.zero))
            return .binary(.or, Modifier(matching: .by(groupedBy)), found, none)
        case .bound(let value, let op, let bound):
            let isGood = Expression.binary(op, Modifier(bool: true), value, .number(bound))
            return summed(.call("sum_over_time", [.subquery(isGood, range: window, step: step(spec))]))
        case .weighted(let parts): return parts.sum(.good, window: label(of: window), origin)
        }
    }

    /// Bad of all events, of every window at once. A quotient of two sums: an average of ratios would give a quiet hour
    /// the weight of a busy one. 0 while there were no events, so that no NaN is stored.
    var errorRatio: Expression {
        let total = RecordedSeries.total.selector(name, origin)
        let bad = Expression.binary(.subtract, nil, total, RecordedSeries.good.selector(name, origin))
        let ratio = Expression.binary(.divide, nil, bad, .binary(.greater, nil, total, .number(.zero)))
        return .binary(.or, nil, ratio, .binary(.multiply, nil, total, .number(.zero)))
    }

    /// The subquery's steps are a tile apart, so that each event is counted once however often the tile is recorded.
    /// Until the first of them has come, all that is known is the tile that is being filled.
    private func tiles(_ series: RecordedSeries, over window: Quantity<Time>) -> Expression {
        let tile = isCalendar(window) ? hour : tile
        let last = series.selector(name, window: tile.promQL, origin)
        let counted = isCalendar(window) ? calendar?.only(last) ?? last : last
        let sum = Expression.call("sum_over_time", [.subquery(counted, range: window, step: tile)])
        return .binary(.or, nil, sum, last)
    }

    /// Whether it is the calendar's period, which begins with it.
    func isCalendar(_ window: Quantity<Time>) -> Bool { calendar != nil && window.base == period.base }

    private func summed(_ inner: Expression) -> Expression {
        .aggregate(.sum, parameter: nil, groupedBy.isEmpty ? nil : .by(groupedBy), inner)
    }

    /// How often the metric is looked at: at each scrape, and once a minute where a value has to be computed.
    func step(_ spec: Spec) -> Quantity<Time> {
        switch indicator {
        case .events, .bound(.selector, _, _): spec.scrape.interval
        case .bound, .weighted: .minutes(1)
        }
    }
}

extension ObjectiveDeclaration {
    /// All selectors of the metrics that its events are counted from.
    package var selectors: [Selector] {
        switch indicator {
        case .events(let good, let total): good.selectors + total.selectors
        case .bound(let value, _, _): value.selectors
        case .weighted: []
        }
    }
}

extension Quantity where D == Time {
    var addsTiles: Bool { (base ?? .zero) >= fromTiles }
}

extension CalendarPeriod {
    /// Hours of this period, at each step of a subquery: those that begin in the period in which it is evaluated. An hour
    /// is known when it is over, and so is the period.
    fileprivate func only(_ hours: Expression) -> Expression {
        let number = number(delayed: hour.milliseconds / 1000)
        let minute = Quantity<Time>.minutes(1)
        let now = Expression.call("last_over_time", [.atEnd(.subquery(number, range: minute, step: minute))])
        let none = Modifier(matching: .by([]))
        return .binary(.and, none, hours, .binary(.equal, none, number, now))
    }
}
