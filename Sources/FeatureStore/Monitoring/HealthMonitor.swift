import FeatureStoreMetrics
import Logging
import NIOPosix
import PlumblineRuntime
import ServiceLifecycle

/// Checks each component again and again, and keeps what was found last.
///
/// Components are checked side by side, on threads of the monitor's own, so that one that hangs holds up nobody else. A
/// check that hangs is not started a second time: its component is unhealthy until it ends.
final class HealthMonitor: Sendable, Service {
    /// The way to check one component. It may block, and throws where the component does not work.
    struct Check: Sendable {
        let component: Component
        let run: @Sendable () throws -> ComponentHealth
    }

    private let checks: [Check]
    private let interval: Duration
    private let deadline: Duration
    private let metrics: FeatureStoreMetrics
    private let logger: Logger
    private let found = Lock<[Component: HealthResult]>([:])

    /// - Parameters:
    ///   - interval: the pause between two checks of a component.
    ///   - deadline: after so long without an answer a component is unhealthy; after half of it, slow.
    init(checks: [Check], interval: Duration, deadline: Duration, metrics: FeatureStoreMetrics, logger: Logger) {
        self.checks = checks
        self.interval = interval
        self.deadline = deadline
        self.metrics = metrics
        self.logger = logger
    }

    /// What was found last, for the components that have been checked.
    var results: [Component: HealthResult] { found.withLock { $0 } }

    /// Whether rows can be written through any component.
    var takesWrites: Bool { found.withLock { $0.values.contains { $0.health.takesWrites } } }

    /// Checks until graceful shutdown.
    func run() async throws {
        let threads = NIOThreadPool(numberOfThreads: max(1, checks.count))
        threads.start()
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for check in self.checks {
                    group.addTask { await self.repeatCheck(check, on: threads) }
                }
            }
        }
        try? await threads.shutdownGracefully()
    }

    private func repeatCheck(_ check: Check, on threads: NIOThreadPool) async {
        while !Task.isCancelled {
            await runOnce(check, on: threads)
            try? await Task.sleep(for: interval)
        }
    }

    private func runOnce(_ check: Check, on threads: NIOThreadPool) async {
        let start = ContinuousClock.now
        let answer = await withTaskGroup { group in
            group.addTask {
                try? await Task.sleep(for: self.deadline)
                guard !Task.isCancelled else { return }
                let health = ComponentHealth(status: .unhealthy, details: "no answer within \(self.deadline)")
                self.record(health, of: check.component, since: start)
            }
            defer { group.cancelAll() }
            return await Result { try await threads.runIfActive(check.run) }
        }
        switch answer {
        case .success(let health):
            record(judged(health, after: start.duration(to: .now), check), of: check.component, since: start)
        case .failure(is CancellationError):
            break
        case .failure(let error):
            record(ComponentHealth(status: .unhealthy, details: "\(error)"), of: check.component, since: start)
        }
    }

    /// Takes a healthy component that answered slowly, or that was unhealthy the time before, for degraded.
    private func judged(_ health: ComponentHealth, after wait: Duration, _ check: Check) -> ComponentHealth {
        guard health.status == .healthy else { return health }
        var judged = health
        if wait > deadline / 2 {
            judged.status = .degraded
            judged.details = "slow, answered after \(wait.milliseconds) ms: \(health.details)"
        } else if results[check.component]?.health.status == .unhealthy {
            judged.status = .degraded
            judged.details = "recovering: \(health.details)"
        }
        return judged
    }

    private func record(_ health: ComponentHealth, of component: Component, since start: ContinuousClock.Instant) {
        let now = ContinuousClock.now
        let result = HealthResult(health: health, time: now, duration: start.duration(to: now))
        let before = found.withLock { $0.updateValue(result, forKey: component) }
        metrics.healthCheckStatus.set(health.status.rawValue, component: component)
        guard before?.health.status != health.status else { return }
        let level: Logger.Level = health.status == .unhealthy ? .error : .info
        logger.log(level: level, "\(component.rawValue) is \(health.status): \(health.details)")
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
