import Synchronization

/// One series of observations counted in buckets, with their sum and number.
///
/// Recording takes one atomic addition for the bucket and one for the sum, without lock or allocation, also where
/// threads record at the same time: then each gets cells of its own.
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
    /// What the series of a family have in common.
    final class Layout: Sendable {
        let buckets: Buckets
        let unit: MetricUnit
        let dropped: Counter

        init(buckets: Buckets, unit: MetricUnit, dropped: Counter) {
            self.buckets = buckets
            self.unit = unit
            self.dropped = dropped
        }
    }

    private let layout: Layout
    /// The sum, as the bits of a `Double`, then a count for each bucket.
    private let cells: Cells
    private let exemplars: ExemplarCells

    init(_ layout: Layout, reserve: Bool) {
        self.layout = layout
        cells = Cells(width: 1 + layout.buckets.count, reserve: reserve)
        exemplars = ExemplarCells(count: layout.buckets.count)
    }

    /// Records a value in the metric's unit. One that is infinite or not a number is dropped and counted in
    /// `plumbline_dropped_recordings_total{metric}`.
    public func observe(_ value: Double) {
        guard value.isFinite else {
            layout.dropped.increment()
            return
        }
        // The bucket first: whoever reads the sum, then the buckets, finds every observation of the sum in a bucket.
        let row = cells.own()
        row[1 + layout.buckets.index(of: value)].wrappingAdd(1, ordering: .relaxed)
        cells.add(value, toSum: 0, in: row)
    }

    /// Records a duration, converted to the metric's unit: `.milliseconds(7)` is 7 in milliseconds, 0.007 in seconds.
    /// Where the unit is not one of time, it is dropped and counted in `plumbline_dropped_recordings_total{metric}`.
    public func observe(_ duration: Duration) {
        guard let value = layout.unit.value(of: duration) else {
            layout.dropped.increment()
            return
        }
        observe(value)
    }

    /// Records a value as ``observe(_:)-(Double)`` does and keeps the trace as the example for its bucket, in place of
    /// the last one. OpenMetrics exposes it. The first exemplar of a series allocates the place for all.
    public func observe(_ value: Double, exemplar: Exemplar) {
        observe(value)
        if value.isFinite { exemplars.store(exemplar, value: value, at: layout.buckets.index(of: value)) }
    }

    /// Records a duration as ``observe(_:)-(Duration)`` does, with the trace as the example for its bucket.
    public func observe(_ duration: Duration, exemplar: Exemplar) {
        guard let value = layout.unit.value(of: duration) else {
            layout.dropped.increment()
            return
        }
        observe(value, exemplar: exemplar)
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
    /// The upper bounds of its buckets, without `+Inf`.
    var bounds: [Double] { layout.buckets.bounds }

    /// The sum of its observations. To be read before ``counts``: see `observe`.
    var sum: Double {
        var sum = 0.0
        cells.forEachRow { sum += Double(bitPattern: $0[0].load(ordering: .acquiring)) }
        return sum
    }

    var counts: [Double] {
        var count: UInt64 = 0
        return (0..<layout.buckets.count).map { bucket in
            cells.forEachRow { count &+= $0[1 + bucket].load(ordering: .relaxed) }
            return Double(count)
        }
    }

    func isActive(since mark: inout UInt64) -> Bool {
        var count: UInt64 = 0
        cells.forEachRow { row in
            for bucket in 0..<layout.buckets.count { count &+= row[1 + bucket].load(ordering: .relaxed) }
        }
        defer { mark = count }
        return count != mark
    }

    func write(_ text: SeriesText, to cursor: inout Cursor) {
        cells.spreadIfCrowded()
        // All sums before the first bucket: see `observe`.
        let sum = sum
        let start = cursor
        text.writeBucketHead(to: &cursor)
        let head = start.distance(to: cursor)
        var count: UInt64 = 0
        for (bucket, bound) in text.family.bounds(in: text.format).enumerated() {
            if bucket > 0 { cursor.copy(from: start, count: head) }
            cells.forEachRow { count &+= $0[1 + bucket].load(ordering: .relaxed) }
            cursor.copy(bound)
            cursor.write(count)
            if text.format == .openMetrics { exemplars.write(bucket, to: &cursor) }
            cursor.write(UInt8(ascii: "\n"))
        }
        text.write(text.family.sum, to: &cursor)
        cursor.write(sum)
        cursor.write(UInt8(ascii: "\n"))
        text.write(text.family.count, to: &cursor)
        cursor.write(count)
        cursor.write(UInt8(ascii: "\n"))
    }
}
