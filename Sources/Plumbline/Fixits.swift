// What people try first and cannot have, each with the remedy as the compiler's message.

extension Gauge {
    /// Not for gauges.
    @available(*, unavailable, message: "a gauge also falls, so it has no rate: use deriv(over:) or delta(over:)")
    public func rate(over window: Window = .automatic) -> Query<Labels, PerSecond<D>> { deriv(over: window) }

    /// Not for gauges.
    @available(*, unavailable, message: "a gauge also falls, so it has no increase: use delta(over:)")
    public func increase(over window: Window = .automatic) -> Query<Labels, D> { delta(over: window) }

    /// Not for gauges.
    @available(*, unavailable, message: "a gauge has no buckets: use quantileOverTime(_:_:), or declare a Histogram")
    public func quantile(_ q: Double, by labels: PartialKeyPath<Labels>...) -> Query<Labels, D> { query }
}

extension Counter {
    /// Not for counters.
    @available(*, unavailable, message: "a counter has no buckets: declare a Histogram to ask for quantiles")
    public func quantile(_ q: Double, by labels: PartialKeyPath<Labels>...) -> Query<Labels, D> { increase() }

    /// Not for counters.
    @available(*, unavailable, message: "a counter starts again at 0 with its process: use increase(over:)")
    public func delta(over window: Window = .automatic) -> Query<Labels, D> { increase(over: window) }

    /// Not for counters.
    @available(*, unavailable, message: "a counter starts again at 0 with its process: use rate(over:)")
    public func deriv(over window: Window = .automatic) -> Query<Labels, PerSecond<D>> { rate(over: window) }

    /// Not for counters.
    @available(*, unavailable, message: "a counter starts again at 0 with its process: predict a gauge instead")
    public func predictLinear(in time: Quantity<Time>, over window: Window = .automatic) -> Query<Labels, D> {
        increase(over: window)
    }

    /// Not for counters.
    @available(*, unavailable, message: "rate first, then sum: counter.rate().sum(by:), so that restarts are seen")
    public func sum(by labels: PartialKeyPath<Labels>...) -> Query<Labels, PerSecond<D>> { rate() }

    /// Not for counters.
    @available(*, unavailable, message: "a counter only grows: compare its rate(over:) or increase(over:)")
    public static func > (left: Counter, right: Quantity<D>) -> Condition<Labels, D> { left.increase() > right }

    /// Not for counters.
    @available(*, unavailable, message: "a counter only grows: compare its rate(over:) or increase(over:)")
    public static func < (left: Counter, right: Quantity<D>) -> Condition<Labels, D> { left.increase() < right }
}

extension Histogram {
    /// Not for histograms.
    @available(*, unavailable, message: "use observations.rate() for how often, sum.rate() for how much")
    public func rate(over window: Window = .automatic) -> Query<Labels, PerSecond<Count>> {
        observations.rate(over: window)
    }

    /// Not for histograms.
    @available(*, unavailable, message: "a histogram is many numbers: compare its quantile(_:by:) or average(by:)")
    public static func > (left: Histogram, right: Quantity<D>) -> Condition<Labels, D> { left.average() > right }
}

extension Query {
    /// Not for queries.
    @available(*, unavailable, message: "filter the metric before the functions: metric.where(…).rate()")
    public func `where`<Value: LabelValue>(_ label: KeyPath<Labels, Label<Value>>, _ match: Match<Value>) -> Query {
        self
    }

    /// Not for queries.
    @available(*, unavailable, message: "rate takes the counter itself: counter.rate().sum(by:)")
    public func rate(over window: Window = .automatic) -> Query<Labels, PerSecond<D>> {
        Query<Labels, PerSecond<D>>(self, unit: unit)
    }
}

extension Histogram {
    /// Not across dimensions.
    @available(*, unavailable, message: "the threshold and the histogram measure different things")
    public func faster<E>(than threshold: Quantity<E>) -> SLI<Labels, D> {
        faster(than: Quantity<D>(base: threshold.base, words: threshold.words))
    }
}

extension SLO {
    /// Not of a condition.
    @available(
        *, unavailable,
        message: "good takes an SLI: gauge.atLeast(_:), histogram.faster(than:) or counter.good(where:_:)"
    )
    public init?(
        _ name: String, _ summary: String, objective: Quantity<Ratio>, over period: Quantity<Time>,
        good condition: Condition<Labels, D>,
        onMissingData missingData: MissingData? = nil
    ) { nil }

    /// Not without a word on missing data.
    @available(
        *, unavailable,
        message: "say what missing data means: onMissingData: .fires, .staysQuiet(because:) or .coveredBy(_:)"
    )
    public init?(
        _ name: String, _ summary: String, objective: Quantity<Ratio>, over period: Quantity<Time>,
        good sli: SLI<Labels, D>, by labels: PartialKeyPath<Labels>..., burn: [Burn]? = nil,
        minimumBadEvents: Int? = nil, impact: String = "", firstSteps: [String] = []
    ) { nil }

    /// Not without a word on missing data.
    @available(
        *, unavailable,
        message: "say what missing data means: onMissingData: .fires, .staysQuiet(because:) or .coveredBy(_:)"
    )
    public init?(
        _ name: String, _ summary: String, objective: Quantity<Ratio>, inEach calendar: CalendarPeriod,
        good sli: SLI<Labels, D>, by labels: PartialKeyPath<Labels>..., burn: [Burn]? = nil,
        minimumBadEvents: Int? = nil, impact: String = "", firstSteps: [String] = []
    ) { nil }
}

extension Traffic {
    /// Not as a range.
    @available(
        *, unavailable,
        message: "a range written backwards ends the program: write .perMinute(quietest: 1, busiest: 600)"
    )
    public static func perMinute(_ range: ClosedRange<Double>, series: Int = 1) -> Traffic {
        perMinute(quietest: range.lowerBound, busiest: range.upperBound, series: series)
    }

    /// Not as a range.
    @available(
        *, unavailable,
        message: "a range written backwards ends the program: write .perHour(quietest: 30, busiest: 600)"
    )
    public static func perHour(_ range: ClosedRange<Double>, series: Int = 1) -> Traffic {
        perHour(quietest: range.lowerBound, busiest: range.upperBound, series: series)
    }
}

extension Text.StringInterpolation {
    /// Not across dimensions.
    @available(*, unavailable, message: "the value measures something else: name a unit of its own dimension")
    public mutating func appendInterpolation<E>(value unit: Unit<E>) {}
}

extension Condition {
    /// Not for conditions.
    @available(*, unavailable, message: "conditions are series, not Bool: write first.and(second)")
    public static func && <L, E>(left: Condition, right: Condition<L, E>) -> Condition { left }

    /// Not for conditions.
    @available(*, unavailable, message: "conditions are series, not Bool: write first.or(second)")
    public static func || <L, E>(left: Condition, right: Condition<L, E>) -> Condition { left }
}

// Operators between what does not fit: an amount of another dimension, a number without its unit, other labels.

extension VectorExpression {
    /// Not across dimensions.
    @available(*, unavailable, message: "the two sides measure different things, such as a time and a size")
    public static func > <E>(left: Self, right: Quantity<E>) -> Condition<Labels, D> {
        Condition(left.query, bound: nil)
    }

    /// Not across dimensions.
    @available(*, unavailable, message: "the two sides measure different things, such as a time and a size")
    public static func < <E>(left: Self, right: Quantity<E>) -> Condition<Labels, D> {
        Condition(left.query, bound: nil)
    }

    /// Not across dimensions.
    @available(*, unavailable, message: "the two sides measure different things, such as a time and a size")
    public static func >= <E>(left: Self, right: Quantity<E>) -> Condition<Labels, D> {
        Condition(left.query, bound: nil)
    }

    /// Not across dimensions.
    @available(*, unavailable, message: "the two sides measure different things, such as a time and a size")
    public static func <= <E>(left: Self, right: Quantity<E>) -> Condition<Labels, D> {
        Condition(left.query, bound: nil)
    }

    /// Not across dimensions.
    @available(*, unavailable, message: "the two sides measure different things, such as a time and a size")
    public static func == <E>(left: Self, right: Quantity<E>) -> Condition<Labels, D> {
        Condition(left.query, bound: nil)
    }

    /// Not across dimensions.
    @available(*, unavailable, message: "the two sides measure different things, such as a time and a size")
    public static func != <E>(left: Self, right: Quantity<E>) -> Condition<Labels, D> {
        Condition(left.query, bound: nil)
    }

    /// Not across dimensions.
    @available(*, unavailable, message: "the two sides measure different things, such as a time and a size")
    public static func + <E>(left: Self, right: Quantity<E>) -> Query<Labels, D> { left.query }

    /// Not across dimensions.
    @available(*, unavailable, message: "the two sides measure different things, such as a time and a size")
    public static func - <E>(left: Self, right: Quantity<E>) -> Query<Labels, D> { left.query }

    /// Not without a unit.
    @available(*, unavailable, message: "the value has a unit: write it with the number, as in .milliseconds(5)")
    public static func > (left: Self, right: Double) -> Condition<Labels, D> { Condition(left.query, bound: nil) }

    /// Not without a unit.
    @available(*, unavailable, message: "the value has a unit: write it with the number, as in .milliseconds(5)")
    public static func < (left: Self, right: Double) -> Condition<Labels, D> { Condition(left.query, bound: nil) }

    /// Not without a unit.
    @available(*, unavailable, message: "the value has a unit: write it with the number, as in .milliseconds(5)")
    public static func >= (left: Self, right: Double) -> Condition<Labels, D> { Condition(left.query, bound: nil) }

    /// Not without a unit.
    @available(*, unavailable, message: "the value has a unit: write it with the number, as in .milliseconds(5)")
    public static func <= (left: Self, right: Double) -> Condition<Labels, D> { Condition(left.query, bound: nil) }

    /// Not across label sets or dimensions.
    @available(
        *, unavailable,
        message: "the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)"
    )
    public static func > <R: VectorExpression>(left: Self, right: R) -> Condition<Labels, D> {
        Condition(left.query, bound: nil)
    }

    /// Not across label sets or dimensions.
    @available(
        *, unavailable,
        message: "the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)"
    )
    public static func < <R: VectorExpression>(left: Self, right: R) -> Condition<Labels, D> {
        Condition(left.query, bound: nil)
    }

    /// Not across label sets or dimensions.
    @available(
        *, unavailable,
        message: "the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)"
    )
    public static func >= <R: VectorExpression>(left: Self, right: R) -> Condition<Labels, D> {
        Condition(left.query, bound: nil)
    }

    /// Not across label sets or dimensions.
    @available(
        *, unavailable,
        message: "the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)"
    )
    public static func <= <R: VectorExpression>(left: Self, right: R) -> Condition<Labels, D> {
        Condition(left.query, bound: nil)
    }

    /// Not across label sets or dimensions.
    @available(
        *, unavailable,
        message: "the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)"
    )
    public static func + <R: VectorExpression>(left: Self, right: R) -> Query<Labels, D> { left.query }

    /// Not across label sets or dimensions.
    @available(
        *, unavailable,
        message: "the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)"
    )
    public static func - <R: VectorExpression>(left: Self, right: R) -> Query<Labels, D> { left.query }

    /// Not across label sets or dimensions.
    @available(
        *, unavailable,
        message: "the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)"
    )
    public static func / <R: VectorExpression>(left: Self, right: R) -> Query<Labels, D> { left.query }

    /// Not by another dimension.
    @available(
        *, unavailable,
        message: "the right side is not a ratio with the same labels: say left.multiplied(by: right, as: unit)"
    )
    public static func * <R: VectorExpression>(left: Self, right: R) -> Query<Labels, D> { left.query }

    /// Not to another dimension.
    @available(*, unavailable, message: "the unit measures something else than the expression")
    public func converted<E>(to unit: Unit<E>) -> Query<Labels, D> { query }

    /// Not across label sets.
    @available(*, unavailable, message: "the sides have different label sets: say other.matching(on:)")
    public func and<R: VectorExpression>(_ other: R) -> Query<Labels, D> { query }

    /// Not across label sets.
    @available(*, unavailable, message: "the sides have different label sets: say other.matching(on:)")
    public func or<R: VectorExpression>(_ other: R) -> Query<Labels, D> { query }

    /// Not across label sets.
    @available(*, unavailable, message: "the sides have different label sets: say other.matching(on:)")
    public func unless<R: VectorExpression>(_ other: R) -> Query<Labels, D> { query }
}
