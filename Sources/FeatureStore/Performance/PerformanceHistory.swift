import FeatureStoreMetrics
import PlumblineRuntime
import ServiceLifecycle
import Synchronization

/// What the service did over the last minutes: samples of its own metrics, and of its pool, at steady steps.
///
/// Bounded: of the metrics ``sampleLimit`` samples, of the pool ``poolLimit`` sizes.
final class PerformanceHistory: Sendable, Service {
    /// How far back a report may look, in seconds.
    static let windows = 30...900
    /// The pause between two samples of the metrics. Windows begin at one, so they are up to so much longer.
    static let sampleInterval = Duration.seconds(30)
    /// The pause between two looks at the pool.
    static let poolInterval = Duration.seconds(1)

    private static let sampleLimit = windows.upperBound / 30 + 2
    private static let poolLimit = windows.upperBound

    private struct State {
        var samples: [PerformanceSample]
        var pool: [PoolTrend.Point] = []
    }

    private let registry: Registry
    private let pool: @Sendable () -> ConnectionPool.Status
    private let state: Mutex<State>

    /// Begins now: what was counted before is left out.
    init(registry: Registry, pool: @escaping @Sendable () -> ConnectionPool.Status) {
        self.registry = registry
        self.pool = pool
        state = Mutex(State(samples: [PerformanceSample(of: registry, at: .now)]))
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
        let isDue = state.withLock { state in
            state.pool.append(PoolTrend.Point(time: now, active: Double(status.active)))
            if state.pool.count > Self.poolLimit { state.pool.removeFirst(state.pool.count - Self.poolLimit) }
            return state.samples.last.map { $0.time.duration(to: now) >= Self.sampleInterval } ?? true
        }
        guard isDue else { return }
        // Outside of the lock: with many symbols this takes milliseconds.
        let sample = PerformanceSample(of: registry, at: now)
        state.withLock { state in
            state.samples.append(sample)
            if state.samples.count > Self.sampleLimit { state.samples.removeFirst() }
        }
    }

    /// What happened over the window, as far as it was seen.
    func report(over window: Duration, top: Int, at now: ContinuousClock.Instant = .now) -> PerformanceReport {
        let (samples, points) = state.withLock { ($0.samples, $0.pool) }
        let latest = PerformanceSample(of: registry, at: now)
        let start = samples.last { $0.time.duration(to: now) >= window } ?? samples.first ?? latest
        return PerformanceReport(
            growth: latest.growth(since: start), seconds: start.time.duration(to: now).seconds, pool: pool(),
            trend: PoolTrend(points.filter { $0.time.duration(to: now) <= window }), top: top)
    }
}
