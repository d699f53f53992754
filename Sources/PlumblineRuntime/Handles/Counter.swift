import Synchronization

/// One series that only grows: events, bytes sent.
///
/// Recording takes one atomic addition, without lock or allocation. Hold the handle where recording is frequent.
///
/// ```swift
/// let hits = try registry.counter("cache_hits_total", help: "Look-ups answered from the cache.").series()
/// hits.increment()
/// // cache_hits_total 1
/// ```
public final class Counter: Sendable {
    private let whole = Atomic<UInt64>(0)
    private let fraction = Atomic<Double>(0)
    private let dropped: Counter?

    /// `dropped` counts what is not recorded; the runtime's own counters have none.
    init(dropped: Counter? = nil) { self.dropped = dropped }

    /// Adds 1.
    public func increment() {
        whole.wrappingAdd(1, ordering: .relaxed)
    }

    /// Adds whole events. Past 2⁶⁴ it starts again from 0, which Prometheus takes for a restart.
    public func increment(by amount: UInt64) {
        whole.wrappingAdd(amount, ordering: .relaxed)
    }

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
            fraction.add(amount)
        }
    }
}

extension Counter: ExposedSeries {
    static let type = "counter"

    func write(_ name: String, labels: String, to text: inout TextFormat) {
        let value = Double(whole.load(ordering: .relaxed)) + fraction.load(ordering: .relaxed)
        text.sample(name, labels: labels, value: decimal(value))
    }
}
