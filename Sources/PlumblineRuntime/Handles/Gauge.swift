import Synchronization

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
    private let value = Atomic<Double>(0)
    private let dropped: Counter

    init(dropped: Counter) { self.dropped = dropped }

    /// Sets the value, in the metric's unit. Infinity and NaN, for a value that is not known, are exposed as they are.
    public func set(_ value: Double) {
        self.value.store(value, ordering: .relaxed)
    }

    /// Adds an amount, which may be negative, in the metric's unit. One that is infinite or not a number, and would
    /// spoil every later addition, is dropped and counted in `plumbline_dropped_recordings_total{metric}`.
    public func add(_ amount: Double) {
        guard amount.isFinite else {
            dropped.increment()
            return
        }
        value.add(amount)
    }

    /// Adds 1.
    public func increment() { value.add(1) }

    /// Takes 1 away.
    public func decrement() { value.add(-1) }

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
}

extension Gauge: ExposedSeries {
    static let type = "gauge"

    func write(_ name: String, labels: String, to text: inout TextFormat) {
        text.sample(name, labels: labels, value: decimal(value.load(ordering: .relaxed)))
    }
}
