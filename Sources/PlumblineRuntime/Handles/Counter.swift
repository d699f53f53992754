import Synchronization

/// One series that only grows: events, bytes sent.
///
/// Recording takes one atomic exchange, without lock or allocation, also where threads record at the same time: then
/// each gets cells of its own. Hold the handle where recording is frequent.
///
/// ```swift
/// let hits = try registry.counter("cache_hits_total", help: "Look-ups answered from the cache.").series()
/// hits.increment()
/// // cache_hits_total 1
/// ```
public final class Counter: Sendable {
    /// Whole amounts and, as the bits of a `Double`, fractions.
    @usableFromInline let cells: Cells
    private let dropped: Counter?
    let exemplars = ExemplarCells(count: 1)

    /// `dropped` counts what is not recorded; the runtime's own counters have none.
    init(dropped: Counter? = nil, reserve: Bool = false) {
        self.dropped = dropped
        cells = Cells(width: 2, reserve: reserve)
    }

    /// Adds 1.
    @inlinable
    public func increment() { cells.add(1, to: 0) }

    /// Adds whole events. Past 2⁶⁴ it starts again from 0, which Prometheus takes for a restart.
    @inlinable
    public func increment(by amount: UInt64) { cells.add(amount, to: 0) }

    /// Adds whole events, such as a collection's `count`. A negative number is dropped and counted in
    /// `plumbline_dropped_recordings_total{metric}`.
    public func increment(by amount: Int) {
        guard let amount = UInt64(exactly: amount) else {
            dropped?.increment()
            return
        }
        increment(by: amount)
    }

    /// Adds an amount. One that is negative, infinite or not a number is dropped and counted in
    /// `plumbline_dropped_recordings_total{metric}`.
    public func increment(by amount: Double) {
        guard amount >= 0, amount.isFinite else {
            dropped?.increment()
            return
        }
        if let whole = UInt64(exactly: amount) {
            increment(by: whole)
        } else {
            cells.add(amount, toSum: 1, in: cells.own())
        }
    }

    /// Adds an amount as ``increment(by:)-(Double)`` does and keeps the trace as the example for it, in place of the
    /// last one. OpenMetrics exposes it. The first exemplar of a series allocates the place for all.
    public func increment(by amount: Double = 1, exemplar: Exemplar) {
        increment(by: amount)
        if amount >= 0, amount.isFinite { exemplars.store(exemplar, value: amount, at: 0) }
    }
}

extension Counter: ExposedSeries {
    /// The whole events, which wrap, and the fractions.
    private var parts: (whole: UInt64, fraction: Double) {
        var (whole, fraction): (UInt64, Double) = (0, 0)
        cells.forEachRow { row in
            whole &+= row[0].load(ordering: .relaxed)
            fraction += Double(bitPattern: row[1].load(ordering: .relaxed))
        }
        return (whole, fraction)
    }

    func isActive(since mark: inout UInt64) -> Bool {
        let (whole, fraction) = parts
        let now = whole &+ fraction.bitPattern
        defer { mark = now }
        return now != mark
    }

    var counts: [Double] {
        let (whole, fraction) = parts
        return [Double(whole) + fraction]
    }

    func write(_ text: SeriesText, to cursor: inout Cursor) {
        cells.spreadIfCrowded()
        text.write(text.family.name, to: &cursor)
        let (whole, fraction) = parts
        if fraction == 0, whole < 1 << 53 {
            cursor.write(whole)
        } else {
            cursor.write(Double(whole) + fraction)
        }
        if text.family.showsExemplars(in: text.format) { exemplars.write(0, to: &cursor) }
        cursor.write(UInt8(ascii: "\n"))
    }
}
