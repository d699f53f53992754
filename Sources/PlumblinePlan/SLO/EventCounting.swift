package import Plumbline

// How events are counted: each once, in the minute in which it was scraped, whatever the phase of scrapes and
// evaluations. `docs/OBJECTIVES.md` says why it is done this way, and what is known when.
extension ObjectiveDeclaration {
    /// Events of the last minute, so far as they have been scraped: the growth of each counter from one step to the next,
    /// added up over the minute. A step is a scrape, or ten seconds where scrapes come more often.
    ///
    /// ```
    /// sum by (backend) (sum_over_time(irate(last_over_time(requests_total[5m])[30s:15s])[1m:15s] offset 11s)) * 15
    /// ```
    /// `irate` of two steps is their difference, corrected for a restart and not extrapolated. Where the last sample stands
    /// does not matter, and a failed scrape is bridged for 5 minutes.
    package func countedInMinute(_ kind: RecordedSeries.Kind, _ spec: Spec) -> Expression {
        if kind == .minutes {
            return .binary(.add, nil, noEvents, .number(.one))
        }
        switch indicator {
        case .events(let good, let total):
            return kind == .total ? allEvents(total, good, spec) : badEvents(total, good, spec)
        case .counters(let pair):
            return kind == .total ? allEvents(pair, spec) : badEvents(pair, spec)
        case .bound(let value, let op, let bound):
            let known = Expression.binary(.equal, nil, value, value)
            return kind == .total ? looks(known, spec) : badLooks(value, op, bound, spec)
        case .errorRatio(let ratio):
            let known = ratio.asErrorRatio
            return kind == .total ? looks(known, spec) : grouped(.call("sum_over_time", [everyLook(known, spec)]))
        case .weighted(let parts): return parts.sum(kind, origin)
        }
    }

    /// Of a histogram only instances that have the bucket: of the others nobody knows what was good. They have it whatever
    /// else a good event has to be.
    private func allEvents(_ total: Expression, _ good: Expression, _ spec: Spec) -> Expression {
        let all = growth(total, spec)
        guard let bucket = good.bucketOfAll else { return inMinute(all, spec) }
        let known = Expression.binary(.and, nil, growth(bucket, spec), bucket)
        return inMinute(.binary(.and, Modifier(matching: .without(["le"])), all, known), spec)
    }

    /// Of a counter the complement's events, of a histogram all but the good ones. A series that never came has counted
    /// nothing.
    private func badEvents(_ total: Expression, _ good: Expression, _ spec: Spec) -> Expression {
        let groups = Modifier(matching: .by(groupedBy))
        let bad = complements(of: good, in: total).map { growth($0, spec) }
        if let first = bad.first {
            let counted = inMinute(bad.dropFirst().reduce(first) { .binary(.or, nil, $0, $1) }, spec)
            return .binary(.or, groups, counted, noEvents)
        }
        // A bucket that is gone is not held on to, as all events would be bad meanwhile.
        var counted = inMinute(.binary(.and, nil, growth(good, spec), good), spec)
        if good.isNarrowedBucket, let bucket = good.bucketOfAll {
            let present = grouped(.call("last_over_time", [.range(bucket, .fixed(now))]))
            counted = .binary(.or, groups, counted, .binary(.multiply, nil, present, .number(.zero)))
        }
        return .binary(.subtract, nil, countedTotal, counted)
    }

    /// What was just recorded of all events.
    var countedTotal: Expression {
        grouped(RecordedSeries.events.selector(identity, kind: .total, window: RecordedSeries.minute, origin))
    }

    /// 0 for each group of which anything is known.
    var noEvents: Expression { .binary(.multiply, nil, countedTotal, .number(.zero)) }

    /// By how much a counter grows each second, at each step.
    func growth(_ counter: Expression, _ spec: Spec) -> Expression {
        let held = Expression.call("last_over_time", [.range(counter, .fixed(.minutes(5)))])
        let step = step(spec)
        let two = Quantity<Time>(base: step.base?.times(ExactDecimal(2)), words: "")
        return .call("irate", [.subquery(held, range: two, step: step)])
    }

    func inMinute(_ growth: Expression, _ spec: Spec) -> Expression {
        let sum = Expression.call("sum_over_time", [everyLook(growth, spec)])
        return .binary(.multiply, nil, grouped(sum), .number(step(spec).base ?? .one))
    }

    /// How often a value was looked at and known. No number equals NaN, not even itself.
    private func looks(_ known: Expression, _ spec: Spec) -> Expression {
        grouped(.call("count_over_time", [everyLook(known, spec)]))
    }

    private func badLooks(_ value: Expression, _ op: Operator, _ bound: ExactDecimal, _ spec: Spec) -> Expression {
        let broken: Operator = op == .greaterOrEqual ? .less : .greater
        let isBad = Expression.binary(broken, Modifier(bool: true), value, .number(bound))
        return grouped(.call("sum_over_time", [everyLook(isBad, spec)]))
    }

    private func everyLook(_ value: Expression, _ spec: Spec) -> Expression {
        past(.subquery(value, range: minute, step: step(spec)), spec)
    }

    private func past(_ range: Expression, _ spec: Spec) -> Expression {
        .offset(range, milliseconds: spec.scrape.arrival)
    }

    /// How often the metric is looked at: at each scrape, if not more often than every 10 seconds; once a minute where a
    /// value has to be computed. A minute is made of whole steps.
    package func step(_ spec: Spec) -> Quantity<Time> {
        switch indicator {
        case .events, .counters, .bound(.selector, _, _), .errorRatio(.selector):
            let scrape = spec.scrape.interval.base ?? .one
            let whole = [10, 12, 15, 20, 30].first { ExactDecimal($0) >= scrape }
            return whole.map { .seconds(Double($0)) } ?? minute
        case .bound, .errorRatio, .weighted: return minute
        }
    }

    /// All events of a counter but the good ones: those that fail the first matcher, those that fit it and fail the second,
    /// and so on. No series is in two of them.
    private func complements(of good: Expression, in total: Expression) -> [Expression] {
        guard good.bucketOfAll == nil, case .selector(let good) = good, case .selector(var fitting) = total else {
            return []
        }
        return good.matchers.dropFirst(fitting.matchers.count).map { matcher in
            var failing = fitting
            failing.matchers.append(matcher.negated)
            fitting.matchers.append(matcher)
            return .selector(failing)
        }
    }
}

extension ObjectiveDeclaration {
    /// Summed by what the objective is grouped by; no other label stays.
    package func grouped(_ inner: Expression) -> Expression {
        .aggregate(.sum, parameter: nil, groupedBy.isEmpty ? nil : .by(groupedBy), inner)
    }

    /// All selectors of the metrics that its events are counted from.
    package var selectors: [Selector] {
        switch indicator {
        case .events(let good, let total): good.selectors + total.selectors
        case .counters(let pair): pair.counted.expression.selectors + pair.total.expression.selectors
        case .errorRatio(let ratio): ratio.selectors
        case .bound(let value, _, _): value.selectors
        case .weighted: []
        }
    }
}

extension Expression {
    /// The bucket of a histogram by its bound alone; nil of anything else.
    package var bucketOfAll: Expression? {
        guard case .selector(var selector) = self, let bound = selector.boundIndex else { return nil }
        selector.matchers.removeSubrange((bound + 1)...)
        return .selector(selector)
    }

    /// Whether it is a bucket of events that have to be something else as well.
    package var isNarrowedBucket: Bool {
        guard case .selector(let selector) = self, let bound = selector.boundIndex else { return false }
        return bound + 1 < selector.matchers.count
    }
}

extension Selector {
    /// Where the bucket's bound is matched; what all events have to be comes before it.
    fileprivate var boundIndex: Int? { suffix == "_bucket" ? matchers.firstIndex { $0.label == "le" } : nil }
}

extension Spec.Scrape {
    /// After so long every sample has arrived: a scrape takes no longer than its interval, or than Prometheus' timeout of
    /// 10 s. A second more, so that no step of a subquery falls on its edge.
    package var arrival: Milliseconds { min(interval.milliseconds, 10_000) + 1000 }
}
