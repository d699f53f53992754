/// How the service keeps its objectives, computed in the service from its own metrics: an answer where no Prometheus is
/// at hand, and for load tests that last less than its windows.
///
/// It covers this process alone, and only what has happened since it was made: ``SLOStatus/observed`` says how long that
/// is. It reads the metrics each `interval`, in the background; asking it costs no look at any metric.
///
/// ```swift
/// let report = SLOReport(FeatureStoreMetrics.objectives, registry: metrics.registry)
/// group.addTask { await report.run() }
/// report.statuses.first?.current      // 3.2: the P95 of the last 5 minutes in ms
/// ```
public final class SLOReport: Sendable {
    /// How far back ``SLOStatus/current`` looks.
    public let window: Duration
    /// How long it waits between two samples.
    public let interval: Duration
    private let registry: Registry
    private let refresh: @Sendable () -> Void
    private let meters: Lock<[Meter]>

    /// Begins to watch: what was counted before is left out.
    ///
    /// - Parameters:
    ///   - objectives: What is promised; as the generated module has them.
    ///   - registry: Where their metrics are.
    ///   - window: How far back ``SLOStatus/current`` looks.
    ///   - interval: How long to wait between two samples. Values are looked at so often, and windows are true to it.
    ///   - start: When watching begins.
    ///   - refresh: What brings gauges up to date that are set when they are scraped; called before each sample.
    public init(
        _ objectives: [Objective], registry: Registry, window: Duration = .seconds(300),
        interval: Duration = .seconds(15), start: ContinuousClock.Instant = .now,
        refresh: @escaping @Sendable () -> Void = {}
    ) {
        self.window = window
        self.interval = interval
        self.registry = registry
        self.refresh = refresh
        meters = Lock(
            objectives.map { Meter($0, window: window, interval: interval, start: start, registry) })
    }

    /// Samples each ``interval`` until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            sample()
            try? await Task.sleep(for: interval)
        }
    }

    /// Reads the metrics. To be called each ``interval``, where ``run()`` is not; it may be called between, for statuses
    /// that are up to date. Not from the callback of a metric that an objective is about.
    public func sample(at now: ContinuousClock.Instant = .now) {
        refresh()
        meters.withLock { meters in
            for index in meters.indices { meters[index].sample(registry, at: now) }
        }
    }

    /// How each objective stands as of the last sample, in declared order; where it is held by labels, for each of their
    /// values.
    public var statuses: [SLOStatus] {
        // The meters are copied, so that computing holds up no sample.
        meters.withLock { $0 }.flatMap(\.statuses)
    }
}
