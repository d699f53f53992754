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
            let counted = grouped(
                RecordedSeries.events.selector(identity, kind: .total, window: RecordedSeries.minute, origin))
            return .binary(.add, nil, .binary(.multiply, nil, counted, .number(.zero)), .number(.one))
        }
        switch indicator {
        case .events(let good, let total):
            return kind == .total ? allEvents(total, good, spec) : badEvents(total, good, spec)
        case .bound(let value, let op, let bound):
            return kind == .total ? looks(value, spec) : badLooks(value, op, bound, spec)
        case .weighted(let parts): return parts.sum(kind, origin)
        }
    }

    /// Of a histogram only instances that have the bucket: of the others nobody knows what was good.
    private func allEvents(_ total: Expression, _ good: Expression, _ spec: Spec) -> Expression {
        let all = growth(total, spec)
        guard isBucket(good) else { return inMinute(all, spec) }
        let known = Expression.binary(.and, nil, growth(good, spec), good)
        return inMinute(.binary(.and, Modifier(matching: .without(["le"])), all, known), spec)
    }

    /// Of a counter the complement's events, which are none while no such series came. Of a histogram all but the good ones.
    private func badEvents(_ total: Expression, _ good: Expression, _ spec: Spec) -> Expression {
        let counted = grouped(
            RecordedSeries.events.selector(identity, kind: .total, window: RecordedSeries.minute, origin))
        guard let bad = complement(of: good, in: total) else {
            // A bucket that is gone is not held on to, as all events would be bad meanwhile.
            return .binary(
                .subtract, nil, counted, inMinute(.binary(.and, nil, growth(good, spec), good), spec))
        }
        let none = Expression.binary(.multiply, nil, counted, .number(.zero))
        return .binary(.or, Modifier(matching: .by(groupedBy)), inMinute(growth(bad, spec), spec), none)
    }

    /// By how much a counter grows each second, at each step.
    private func growth(_ counter: Expression, _ spec: Spec) -> Expression {
        let held = Expression.call("last_over_time", [.range(counter, .fixed(.minutes(5)))])
        let step = step(spec)
        let two = Quantity<Time>(base: step.base?.times(ExactDecimal(2)), words: "")
        return .call("irate", [.subquery(held, range: two, step: step)])
    }

    private func inMinute(_ growth: Expression, _ spec: Spec) -> Expression {
        let sum = Expression.call("sum_over_time", [everyLook(growth, spec)])
        return .binary(.multiply, nil, grouped(sum), .number(step(spec).base ?? .one))
    }

    /// How often the value was looked at and known. No number equals NaN, not even itself.
    private func looks(_ value: Expression, _ spec: Spec) -> Expression {
        grouped(.call("count_over_time", [everyLook(.binary(.equal, nil, value, value), spec)]))
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
        case .events, .bound(.selector, _, _):
            let scrape = spec.scrape.interval.base ?? .one
            let whole = [10, 12, 15, 20, 30].first { ExactDecimal($0) >= scrape }
            return whole.map { .seconds(Double($0)) } ?? minute
        case .bound, .weighted: return minute
        }
    }

    private func isBucket(_ good: Expression) -> Bool {
        if case .selector(let selector) = good { selector.suffix == "_bucket" } else { false }
    }

    /// All events but the good ones, where those are told apart by one matcher.
    private func complement(of good: Expression, in total: Expression) -> Expression? {
        guard !isBucket(good), case .selector(let good) = good, case .selector(var bad) = total,
            good.matchers.count == bad.matchers.count + 1, let condition = good.matchers.last
        else { return nil }
        bad.matchers.append(
            Matcher(
                label: condition.label, comparison: condition.comparison.negated, operand: condition.operand,
                origin: condition.origin))
        return .selector(bad)
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
        case .bound(let value, _, _): value.selectors
        case .weighted: []
        }
    }
}

extension Spec.Scrape {
    /// After so long every sample has arrived: a scrape takes no longer than its interval, or than Prometheus' timeout of
    /// 10 s. A second more, so that no step of a subquery falls on its edge.
    package var arrival: Milliseconds { min(interval.milliseconds, 10_000) + 1000 }
}
