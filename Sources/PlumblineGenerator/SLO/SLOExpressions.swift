package import Plumbline

/// Long windows add up events of 5 minutes each, end to end: a month costs 8,640 recorded numbers, whatever the metric
/// has of series and samples.
let tile = Quantity<Time>.minutes(5)

/// From this window on, tiles are added up, which lag by up to one of them. Under it, where a page waits for the
/// figure, the metric itself is read.
private let fromTiles = ExactDecimal(2 * 3600)

extension ObjectiveDeclaration {
    /// Every window that events are counted over: those of the alerts, the tile, and the period; shortest first.
    var windows: [Quantity<Time>] {
        var seen: Set<ExactDecimal> = []
        return (burn.flatMap { [$0.long, $0.short] } + [tile, period]).filter { seen.insert($0.base ?? .zero).inserted }
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
        }
    }

    /// The good ones among them. While no good series exists they are 0 of the recorded total, not nothing.
    func good(_ window: Quantity<Time>, _ spec: Spec) -> Expression {
        if window.addsTiles { return tiles(.good, over: window) }
        switch indicator {
        case .events(let good, _):
            let found = summed(.call("increase", [.range(good, .fixed(window))]))
            let total = RecordedSeries.total.selector(name, window: window, origin)
            let none = Expression.binary(.multiply, nil, total, .number(.zero))
            return .binary(.or, Modifier(matching: .by(groupedBy)), found, none)
        case .bound(let value, let op, let bound):
            let isGood = Expression.binary(op, Modifier(bool: true), value, .number(bound))
            return summed(.call("sum_over_time", [.subquery(isGood, range: window, step: step(spec))]))
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
        let last = series.selector(name, window: tile, origin)
        let sum = Expression.call("sum_over_time", [.subquery(last, range: window, step: tile)])
        return .binary(.or, nil, sum, last)
    }

    private func summed(_ inner: Expression) -> Expression {
        .aggregate(.sum, parameter: nil, groupedBy.isEmpty ? nil : .by(groupedBy), inner)
    }

    /// How often the metric is looked at: at each scrape, and once a minute where a value has to be computed.
    func step(_ spec: Spec) -> Quantity<Time> {
        switch indicator {
        case .events, .bound(.selector, _, _): spec.scrape.interval
        case .bound: .minutes(1)
        }
    }
}

extension ObjectiveDeclaration {
    /// All selectors of the metrics that its events are counted from.
    package var selectors: [Selector] {
        switch indicator {
        case .events(let good, let total): good.selectors + total.selectors
        case .bound(let value, _, _): value.selectors
        }
    }
}

extension Quantity where D == Time {
    var addsTiles: Bool { (base ?? .zero) >= fromTiles }
}
