package import Plumbline

// How events are counted: each once, in the minute in which it was scraped, whatever the phase of scrapes and
// evaluations. `docs/OBJECTIVES.md` says why it is done this way, and what is known when.
extension ObjectiveDeclaration {
    /// Events of the last full minute, so far as they can have been scraped: the growth of each counter between two full
    /// minutes.
    ///
    /// ```
    /// sum by (backend) (irate(last_over_time(requests_total[5m])[2m:1m] offset 16s)) * 60
    /// ```
    /// `irate` of two samples a minute apart is their difference, corrected for a restart and not extrapolated. Where the
    /// last sample stands does not matter, and a failed scrape is bridged for 5 minutes.
    func countedInMinute(_ kind: RecordedSeries.Kind, _ spec: Spec) -> Expression {
        switch indicator {
        case .events(let good, let total):
            kind == .total ? allEvents(total, good, spec) : badEvents(total, good, spec)
        case .bound(let value, let op, let bound):
            kind == .total ? looks(value, spec) : badLooks(value, op, bound, spec)
        case .weighted(let parts): parts.sum(kind, origin)
        }
    }

    /// Of a histogram only instances that have the bucket: of the others nobody knows what was good.
    private func allEvents(_ total: Expression, _ good: Expression, _ spec: Spec) -> Expression {
        let all = growth(total, spec)
        guard isBucket(good) else { return perMinute(all) }
        return perMinute(.binary(.and, Modifier(matching: .without(["le"])), all, growth(good, spec)))
    }

    /// Of a counter the complement's events, which are none while no such series came.
    private func badEvents(_ total: Expression, _ good: Expression, _ spec: Spec) -> Expression {
        let counted = grouped(RecordedSeries.events.selector(name, kind: .total, window: RecordedSeries.minute, origin))
        guard let bad = complement(of: good, in: total) else {
            return .binary(.subtract, nil, counted, perMinute(growth(good, spec)))
        }
        let none = Expression.binary(.multiply, nil, counted, .number(.zero))
        return .binary(.or, Modifier(matching: .by(groupedBy)), perMinute(growth(bad, spec)), none)
    }

    private func growth(_ counter: Expression, _ spec: Spec) -> Expression {
        let held = Expression.call("last_over_time", [.range(counter, .fixed(.minutes(5)))])
        return .call("irate", [past(.subquery(held, range: .minutes(2), step: minute), spec)])
    }

    private func perMinute(_ growth: Expression) -> Expression {
        .binary(.multiply, nil, grouped(growth), .number(ExactDecimal(60)))
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

    /// One scrape and a second ago: by then every sample has arrived, and no step of a subquery falls on its edge.
    private func past(_ range: Expression, _ spec: Spec) -> Expression {
        .offset(range, milliseconds: spec.scrape.interval.milliseconds + 1000)
    }

    /// How often the value is looked at: at each scrape, and once a minute where it has to be computed.
    func step(_ spec: Spec) -> Quantity<Time> {
        guard case .bound(.selector, _, _) = indicator, let scrape = spec.scrape.interval.base,
            let minute = minute.base, scrape < minute
        else { return minute }
        return spec.scrape.interval
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
    func grouped(_ inner: Expression) -> Expression {
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
