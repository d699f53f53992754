extension VectorExpression {
    /// The mean over time of each series: `avg_over_time(gauge[window])`, of a query `avg_over_time((…)[window:step])`.
    public func averageOverTime(
        _ window: Quantity<Time>, every step: Quantity<Time>? = nil,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.overTime("avg_over_time", window, step, Origin(file, line, column)) }

    /// The least value over time of each series: `min_over_time(gauge[window])`.
    public func minOverTime(
        _ window: Quantity<Time>, every step: Quantity<Time>? = nil,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.overTime("min_over_time", window, step, Origin(file, line, column)) }

    /// The greatest value over time of each series: `max_over_time(gauge[window])`.
    public func maxOverTime(
        _ window: Quantity<Time>, every step: Quantity<Time>? = nil,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.overTime("max_over_time", window, step, Origin(file, line, column)) }

    /// The sum of the samples of each series over time: `sum_over_time(gauge[window])`.
    public func sumOverTime(
        _ window: Quantity<Time>, every step: Quantity<Time>? = nil,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.overTime("sum_over_time", window, step, Origin(file, line, column)) }

    /// The newest sample of each series within the window, even of one that has ended: `last_over_time(gauge[window])`.
    public func lastOverTime(
        _ window: Quantity<Time>, every step: Quantity<Time>? = nil,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.overTime("last_over_time", window, step, Origin(file, line, column)) }

    /// A quantile of the samples of each series over time: `quantile_over_time(0.95, gauge[window])`.
    public func quantileOverTime(
        _ q: Double, _ window: Quantity<Time>, every step: Quantity<Time>? = nil,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> {
        let origin = Origin(file, line, column)
        let share = ExactDecimal(literal: q) ?? .zero
        var result = query.overTime("quantile_over_time", window, step, before: [.number(share)], origin)
        if !(0...1).contains(q) { result.problems.append(.quantileOutOfRange(q, at: origin)) }
        return result
    }

    /// How many samples each series has over time: `count_over_time(gauge[window])`.
    public func countOverTime(
        _ window: Quantity<Time>, every step: Quantity<Time>? = nil,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, Count> {
        Query(query.overTime("count_over_time", window, step, Origin(file, line, column)), unit: .count)
    }

    /// The same some time ago: `gauge offset 1d`. Within a larger expression it goes to each selector, on top of the
    /// offset that the selector has.
    public func offset(
        _ time: Quantity<Time>, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> {
        let origin = Origin(file, line, column)
        var result = query.derived(query.expression.mapSelectors { $0.offset = $0.offset?.plus(time) ?? time })
        if time.promQL == nil { result.problems.append(.notADuration(time, "offset", at: origin)) }
        query.expression.visit { part in
            guard case .unchecked = part else { return }
            result.problems.append(
                Problem("unchecked PromQL cannot be offset", at: origin, mend: "write the offset in its text"))
        }
        return result
    }

    /// Values below `min` become `min`, values above `max` become `max`: `clamp_min`, `clamp_max`.
    public func clamped(min: Quantity<D>? = nil, max: Quantity<D>? = nil) -> Query<Labels, D> {
        var result = query
        for (function, limit) in [("clamp_min", min), ("clamp_max", max)] {
            guard let limit else { continue }
            if let number = limit.value(in: result.unit) {
                result = result.derived(.call(function, [result.expression, .number(number)]))
            } else {
                result.problems.append(.notANumber(limit.words, at: result.origin))
            }
        }
        return result
    }

    /// The value without its sign: `abs(…)`.
    public func magnitude() -> Query<Labels, D> { query.derived(.call("abs", [query.expression])) }
}

extension Quantity where D == Time {
    /// Both after another.
    fileprivate func plus(_ other: Quantity) -> Quantity {
        Quantity(
            base: base.flatMap { base in other.base.flatMap(base.plus) }, words: "\(words) + \(other.words)")
    }
}

extension VectorExpression where Labels == NoLabels {
    /// A value for when there is no series: `… or vector(0)`.
    public func defaulting(to amount: Quantity<D>) -> Query<NoLabels, D> {
        guard let number = amount.value(in: query.unit) else {
            var broken = query
            broken.problems.append(.notANumber(amount.words, at: query.origin))
            return broken
        }
        return query.combined(.or, Query<NoLabels, D>.constant(number, unit: query.unit, query.origin))
    }
}

extension Query where Labels == NoLabels {
    /// One series without labels: `vector(0)`.
    static func constant(_ value: ExactDecimal, unit: UnitInfo, _ origin: Origin) -> Query {
        Query(.call("vector", [.number(value)]), unit: unit, labels: .none, problems: [], origin: origin)
    }
}

extension Query where Labels == NoLabels, D == Count {
    static func constant(_ value: Int, _ origin: Origin) -> Query {
        constant(ExactDecimal(value), unit: .count, origin)
    }
}

extension Query {
    /// `function(before…, gauge[window])`, of anything but a plain selector a subquery `(…)[window:step]`.
    fileprivate func overTime(
        _ function: String, _ window: Quantity<Time>, _ step: Quantity<Time>?, before: [Expression] = [],
        _ origin: Origin
    ) -> Query {
        let range: Expression
        if case .selector = expression, step == nil {
            range = .range(expression, .fixed(window))
        } else {
            range = .subquery(expression, range: window, step: step)
        }
        var result = Query(
            .call(function, before + [range]), unit: unit, labels: labels, problems: problems, origin: origin)
        for time in [window] + (step.map { [$0] } ?? []) where time.promQL == nil {
            result.problems.append(.notADuration(time, "window", at: origin))
        }
        return result
    }
}

extension Problem {
    package static func notADuration(_ time: Quantity<Time>, _ role: String, at origin: Origin) -> Problem {
        Problem(
            "the \(role) \(time.words) is not a positive whole number of milliseconds", at: origin,
            mend: "write a positive duration such as .minutes(5)")
    }
}
