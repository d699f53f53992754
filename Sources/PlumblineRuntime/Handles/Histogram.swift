import Synchronization

/// One series of observations counted in buckets, with their sum and number.
///
/// Recording takes one atomic addition for the bucket and one for the sum, without lock or allocation.
///
/// ```swift
/// let latency = try registry.histogram(
///     "insert_latency_ms", help: "One insert.", unit: .milliseconds, buckets: [1, 2.5, 5]).series()
/// latency.observe(2.1)
/// latency.observe(.milliseconds(7))
/// // insert_latency_ms_bucket{le="1"} 0
/// // insert_latency_ms_bucket{le="2.5"} 1
/// // insert_latency_ms_bucket{le="5"} 1
/// // insert_latency_ms_bucket{le="+Inf"} 2
/// // insert_latency_ms_sum 9.1
/// // insert_latency_ms_count 2
/// ```
///
/// In every scrape `_count` is the `+Inf` bucket, and buckets never fall from one to the next. `_sum` holds no
/// observation that `_count` lacks; it may lack those that were being recorded while the scrape read this series.
public final class Histogram: Sendable {
    private let buckets: Buckets
    private let unit: MetricUnit
    private let counts: AtomicCounts
    private let sum = Atomic<Double>(0)
    private let dropped: Counter

    init(buckets: Buckets, unit: MetricUnit, dropped: Counter) {
        self.buckets = buckets
        self.unit = unit
        self.dropped = dropped
        counts = AtomicCounts(count: buckets.labels.count)
    }

    /// Records a value in the metric's unit. One that is infinite or not a number is dropped and counted in
    /// `plumbline_dropped_recordings_total{metric}`.
    public func observe(_ value: Double) {
        guard value.isFinite else {
            dropped.increment()
            return
        }
        // The bucket first: whoever reads the sum, then the buckets, finds every observation of the sum in a bucket.
        counts.increment(buckets.index(of: value))
        sum.add(value)
    }

    /// Records a duration, converted to the metric's unit: `.milliseconds(7)` is 7 in milliseconds, 0.007 in seconds.
    /// Where the unit is not one of time, it is dropped and counted in `plumbline_dropped_recordings_total{metric}`.
    public func observe(_ duration: Duration) {
        guard let value = unit.value(of: duration) else {
            dropped.increment()
            return
        }
        observe(value)
    }

    /// Records how long `body` takes, also when it throws.
    public func time<Success: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Success
    ) throws(Failure) -> Success {
        let start = ContinuousClock.now
        defer { observe(start.duration(to: .now)) }
        return try body()
    }

    /// Records how long `body` takes, suspensions included, also when it throws or is cancelled.
    nonisolated(nonsending) public func time<Success: ~Copyable, Failure: Error>(
        _ body: nonisolated(nonsending) () async throws(Failure) -> Success
    ) async throws(Failure) -> Success {
        let start = ContinuousClock.now
        defer { observe(start.duration(to: .now)) }
        return try await body()
    }
}

extension Histogram: ExposedSeries {
    static let type = "histogram"

    func write(_ name: String, labels: String, to text: inout TextFormat) {
        let sum = sum.load(ordering: .acquiring)
        var count: UInt64 = 0
        for (index, bound) in buckets.labels.enumerated() {
            count &+= counts[index]
            text.sample(name, "_bucket", labels: labels, bound: bound, value: String(count))
        }
        text.sample(name, "_sum", labels: labels, value: decimal(sum))
        text.sample(name, "_count", labels: labels, value: String(count))
    }
}
