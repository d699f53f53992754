extension SLI where D == Ratio {
    /// A share of bad events that somebody else computes, from 0 to 1. Each look at it counts as one event of which that
    /// share is bad: at each scrape of a metric, else once a minute.
    ///
    /// ```swift
    /// let errors = Gauge(external: "job:request_errors:ratio5m", "Errors of all requests.", unit: .ratio)
    /// SLI(errorRatio: errors)                     // clamp_max(clamp_min(job:request_errors:ratio5m, 0), 1) >= 0
    /// ```
    /// NaN is not known, as of no requests. What is over 1 counts as 1, and what is under 0 as 0: such comes of ratios whose
    /// sides are from unlike moments, and an outage of 102 % is one.
    public init(
        errorRatio query: some VectorExpression<Labels, Ratio>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        let query = query.query.converted(to: Unit<Ratio>.ratio)
        self.init(
            .errorRatio(query.expression), unit: query.unit, labels: query.labels,
            Origin(file, line, column))
        problems = query.problems
    }
}

extension Expression {
    /// The ratio where it is known, from 0 to 1: `clamp_max(clamp_min(ratio, 0), 1) >= 0`. NaN is left out, as it is not at
    /// least 0.
    package var asErrorRatio: Expression {
        let floored = Expression.call("clamp_min", [self, .number(.zero)])
        return .binary(
            .greaterOrEqual, nil, .call("clamp_max", [floored, .number(.one)]), .number(.zero))
    }
}
