import FeatureStoreMetrics
import PlumblineRuntime
import ServiceLifecycle

/// What the service did over the last minutes: samples of its own metrics, and of its pool, at steady steps.
///
/// Bounded: of the metrics ``sampleLimit`` samples, of the pool ``poolLimit`` sizes, and ``pointLimit`` points.
final class PerformanceHistory: Sendable, Service {
    /// How far back a report may look, in seconds.
    static let windows = 30...900
    /// The pause between two samples of the metrics. Windows begin at one, so they are up to so much longer.
    static let sampleInterval = Duration.seconds(30)
    /// The length of a point.
    static let pointInterval = Duration.seconds(5)
    /// The pause between two looks at the pool.
    static let poolInterval = Duration.seconds(1)

    private static let sampleLimit = windows.upperBound / 30 + 2
    private static let poolLimit = windows.upperBound
    private static let pointLimit = windows.upperBound / 5

    private struct State {
        /// Those that windows begin at.
        var samples: [PerformanceSample]
        /// That of the last point.
        var newest: PerformanceSample
        var points: [PerformancePoint] = []
        var pool: [PoolTrend.Point] = []

        init(_ first: PerformanceSample) {
            samples = [first]
            newest = first
        }
    }

    private let registry: Registry
    private let pool: @Sendable () -> ConnectionPool.Status
    private let state: Lock<State>

    /// Begins now: what was counted before is left out.
    init(registry: Registry, pool: @escaping @Sendable () -> ConnectionPool.Status) {
        self.registry = registry
        self.pool = pool
        state = Lock(State(PerformanceSample(of: registry, at: .now)))
    }

    /// Samples until graceful shutdown.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                self.sample(at: .now)
                try? await Task.sleep(for: Self.poolInterval)
            }
        }
    }

    /// Looks at the pool, and at the metrics where it is time for that.
    func sample(at now: ContinuousClock.Instant) {
        let status = pool()
        let newest = state.withLock { state in
            state.pool.append(PoolTrend.Point(time: now, active: Double(status.active)))
            if state.pool.count > Self.poolLimit { state.pool.removeFirst(state.pool.count - Self.poolLimit) }
            return state.newest
        }
        let seconds = newest.time.duration(to: now)
        guard seconds >= Self.pointInterval else { return }
        // Outside of the lock: with many symbols this takes milliseconds.
        let sample = PerformanceSample(of: registry, at: now)
        let point = PerformancePoint(sample.growth(since: newest), seconds: seconds.seconds)
        state.withLock { state in
            state.newest = sample
            state.points.append(point)
            if state.points.count > Self.pointLimit { state.points.removeFirst() }
            guard state.samples.last.map({ $0.time.duration(to: now) >= Self.sampleInterval }) ?? true else { return }
            state.samples.append(sample)
            if state.samples.count > Self.sampleLimit { state.samples.removeFirst() }
        }
    }

    /// What happened over the window, as far as it was seen.
    func report(over window: Duration, top: Int, at now: ContinuousClock.Instant = .now) -> PerformanceReport {
        let (samples, points, sizes) = state.withLock { ($0.samples, $0.points, $0.pool) }
        let latest = PerformanceSample(of: registry, at: now)
        let start = samples.last { $0.time.duration(to: now) >= window } ?? samples.first ?? latest
        return PerformanceReport(
            growth: latest.growth(since: start), seconds: start.time.duration(to: now).seconds, pool: pool(),
            trend: PoolTrend(sizes.filter { $0.time.duration(to: now) <= window }),
            points: points.filter { $0.time.duration(to: now) <= window }, top: top)
    }
}
