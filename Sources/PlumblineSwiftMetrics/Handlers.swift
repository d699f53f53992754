import CoreMetrics
import PlumblineRuntime

/// A recorder that does not aggregate keeps the last value.
final class LastValue: RecorderHandler {
    private let gauge: PlumblineRuntime.Gauge

    init(_ gauge: PlumblineRuntime.Gauge) { self.gauge = gauge }

    func record(_ value: Int64) { gauge.set(Double(value)) }
    func record(_ value: Double) { gauge.set(value) }
}

/// A recorder that aggregates, and a timer, whose histogram is in seconds.
final class Distribution: RecorderHandler, TimerHandler {
    private let histogram: PlumblineRuntime.Histogram

    init(_ histogram: PlumblineRuntime.Histogram) { self.histogram = histogram }

    func record(_ value: Int64) { histogram.observe(Double(value)) }
    func record(_ value: Double) { histogram.observe(value) }
    func recordNanoseconds(_ duration: Int64) { histogram.observe(Double(duration) / 1e9) }
}

/// A counter of whole or of any amounts.
final class Count: CounterHandler, FloatingPointCounterHandler {
    private let counter: PlumblineRuntime.Counter

    init(_ counter: PlumblineRuntime.Counter) { self.counter = counter }

    func increment(by amount: Int64) { counter.increment(by: Int(clamping: amount)) }
    func increment(by amount: Double) { counter.increment(by: amount) }
    /// Nothing: a counter only grows, or Prometheus takes it for a restart.
    func reset() {}
}

/// A meter.
final class Level: MeterHandler {
    private let gauge: PlumblineRuntime.Gauge

    init(_ gauge: PlumblineRuntime.Gauge) { self.gauge = gauge }

    func set(_ value: Int64) { gauge.set(Double(value)) }
    func set(_ value: Double) { gauge.set(value) }
    func increment(by amount: Double) { gauge.add(amount) }
    func decrement(by amount: Double) { gauge.add(-amount) }
}
