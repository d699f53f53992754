import PlumblineRuntime

/// How the service did between two looks at it: a point of a chart. What there is nothing to say of is nil.
struct PerformancePoint: Sendable {
    let time: ContinuousClock.Instant
    let insertP95: Double?
    let readP95: Double?
    let hitRatioPercent: Double?
    let operationsPerSecond: Double

    /// - Parameter growth: what was counted in so many seconds.
    init(_ growth: PerformanceSample, seconds: Double) {
        time = growth.time
        insertP95 = growth.inserts.summed.quantile(0.95).map(rounded)
        readP95 = growth.reads.summed.quantile(0.95).map(rounded)
        let lookUps = growth.hits + growth.misses.values.reduce(0, +)
        hitRatioPercent = lookUps > 0 ? rounded(100 * growth.hits / lookUps) : nil
        operationsPerSecond = rounded(growth.operations / max(seconds, 0.001))
    }
}
