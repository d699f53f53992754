public import Synchronization

/// One series that goes up and down: connections, a temperature, a share.
///
/// Recording is atomic, without lock or allocation.
///
/// ```swift
/// let workers = try registry.gauge("workers_active", help: "Requests being worked on.").series()
/// workers.set(3)
/// // workers_active 3
/// ```
public final class Gauge: Sendable {
    @usableFromInline let value = Atomic<Double>(0)
    /// Whether it was recorded since the last scrape that asked: setting the value it has is no idleness.
    @usableFromInline let isTouched = Atomic<Bool>(false)
    private let dropped: Counter

    init(dropped: Counter) { self.dropped = dropped }

    /// Sets the value, in the metric's unit. Infinity and NaN, for a value that is not known, are exposed as they are.
    @inlinable
    public func set(_ value: Double) {
        self.value.store(value, ordering: .relaxed)
        touch()
    }

    /// Adds an amount, which may be negative, in the metric's unit. One that is infinite or not a number, and would
    /// spoil every later addition, is dropped and counted in `plumbline_dropped_recordings_total{metric}`.
    public func add(_ amount: Double) {
        guard amount.isFinite else {
            dropped.increment()
            return
        }
        var current = value.load(ordering: .relaxed)
        var exchanged = false
        while !exchanged {
            (exchanged, current) = value.weakCompareExchange(
                expected: current, desired: current + amount, ordering: .relaxed)
        }
        touch()
    }

    /// Adds 1.
    public func increment() { add(1) }

    /// Takes 1 away.
    public func decrement() { add(-1) }

    /// Counts the calls that are under way: adds 1 while `body` runs, also when it throws.
    public func track<Success: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Success
    ) throws(Failure) -> Success {
        increment()
        defer { decrement() }
        return try body()
    }

    /// Counts the calls that are under way: adds 1 while `body` runs, also when it throws or is cancelled.
    nonisolated(nonsending) public func track<Success: ~Copyable, Failure: Error>(
        _ body: nonisolated(nonsending) () async throws(Failure) -> Success
    ) async throws(Failure) -> Success {
        increment()
        defer { decrement() }
        return try await body()
    }

    /// Stores only where it changes something, so that threads do not take the cache line from each other for it.
    @inlinable
    func touch() {
        if !isTouched.load(ordering: .relaxed) { isTouched.store(true, ordering: .relaxed) }
    }
}

extension Gauge: ExposedSeries {
    func isActive(since mark: inout UInt64) -> Bool { isTouched.exchange(false, ordering: .relaxed) }

    var counts: [Double] { [value.load(ordering: .relaxed)] }

    func write(_ text: SeriesText, to cursor: inout Cursor) {
        text.write(text.family.name, to: &cursor)
        cursor.write(value.load(ordering: .relaxed))
        cursor.write(UInt8(ascii: "\n"))
    }
}
