public import CoreMetrics
public import PlumblineRuntime

/// Has the metrics that libraries record with swift-metrics come out of a registry, beside the service's own.
///
/// ```swift
/// MetricsSystem.bootstrap(RegistryMetricsFactory(registry: metrics.registry))
/// // Counter(label: "http.requests", dimensions: [("method", "GET")]).increment()
/// // http_requests_total{method="GET"} 1
/// ```
///
/// Names are made valid: other characters than ASCII letters, digits and `_` become `_`; counters end in `_total`, timers
/// in `_seconds`. Where two names become the same, or one is taken, the later one gets a hash of the original. A metric
/// keeps to its limit of label sets; what is over goes to the label set `overflow="true"`. Metrics over the limit of
/// names, and those that cannot be registered, record nothing and are counted in `plumbline_refused_metrics_total`.
public struct RegistryMetricsFactory: MetricsFactory {
    private let metrics: AdoptedMetrics

    /// Prometheus clients' default buckets, in seconds, for timers.
    public static let defaultTimerBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    /// Buckets from 1 to 10 million in steps of 1, 2.5 and 5, for recorders, of whose values nothing is known.
    public static let defaultRecorderBuckets =
        (0...6).flatMap { power in [1, 2.5, 5].map { $0 * (0..<power).reduce(1) { product, _ in product * 10 } } } + [
            1e7
        ]

    /// Takes the registry, the upper bounds of timers' and recorders' buckets, and how many metrics and how many label
    /// sets of each there may be.
    ///
    /// - Throws: `RegistrationError` when the registry has `plumbline_refused_metrics_total`: one factory is enough.
    public init(
        registry: Registry, timerBuckets: [Double] = defaultTimerBuckets,
        recorderBuckets: [Double] = defaultRecorderBuckets, metricLimit: Int = 1000, labelSetLimit: Int = 1000
    ) throws(RegistrationError) {
        metrics = try AdoptedMetrics(
            registry: registry, timerBuckets: timerBuckets, recorderBuckets: recorderBuckets, metricLimit: metricLimit,
            labelSetLimit: labelSetLimit)
    }

    /// A counter; its name ends in `_total`.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        metrics.counter(label).map { Count($0.series(metrics.labels(dimensions))) } ?? NOOPMetricsHandler.instance
    }

    /// A counter of any amounts; its name ends in `_total`.
    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        metrics.counter(label).map { Count($0.series(metrics.labels(dimensions))) } ?? NOOPMetricsHandler.instance
    }

    /// A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        metrics.gauge(label).map { Level($0.series(metrics.labels(dimensions))) } ?? NOOPMetricsHandler.instance
    }

    /// A histogram where values are to be aggregated, else a gauge.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        if aggregate {
            return metrics.recorder(label).map { Distribution($0.series(metrics.labels(dimensions))) }
                ?? NOOPMetricsHandler.instance
        }
        return metrics.gauge(label).map { LastValue($0.series(metrics.labels(dimensions))) }
            ?? NOOPMetricsHandler.instance
    }

    /// A histogram in seconds; its name ends in `_seconds`.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        metrics.timer(label).map { Distribution($0.series(metrics.labels(dimensions))) } ?? NOOPMetricsHandler.instance
    }

    /// Nothing: Prometheus asks for series that do not vanish with the objects that record.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Nothing: Prometheus asks for series that do not vanish with the objects that record.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    /// Nothing: Prometheus asks for series that do not vanish with the objects that record.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Nothing: Prometheus asks for series that do not vanish with the objects that record.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Nothing: Prometheus asks for series that do not vanish with the objects that record.
    public func destroyTimer(_ handler: any TimerHandler) {}
}
