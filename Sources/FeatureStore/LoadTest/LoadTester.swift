import FeatureStoreMetrics
import Logging
import PlumblineRuntime
import Synchronization

/// Runs load tests in the service, one at a time, and only while it is well.
final class LoadTester: Sendable {
    /// Why a load test was not started.
    enum Refusal: Error {
        case switchedOff
        case running(id: String)
        case unhealthy
        /// There is no PostgreSQL, and from the journal the test's rows could not be removed.
        case noPostgreSQL
        /// The service has no such backend to work on.
        case noBackend(String, known: [Backend])
    }

    /// A test that runs.
    struct Running: Sendable {
        let test: LoadTest
        let start: ContinuousClock.Instant
        let task: Task<LoadTestResult, Never>
        fileprivate let abortion: Abortion

        var progress: LoadTestProgress { test.progress(since: start) }
        var isOver: Bool { abortion.isOver.load(ordering: .acquiring) }

        /// Ends it early. The first reason is kept.
        func abort(_ reason: String) {
            abortion.reason.withLock { $0 = $0 ?? reason }
            task.cancel()
        }
    }

    fileprivate final class Abortion: Sendable {
        let reason = Mutex<String?>(nil)
        let isOver = Atomic(false)
    }

    private struct State {
        var running: Running?
        var last: LoadTestResult?
        var number = 0
    }

    /// The backends that a plan may name.
    private static let backends = [Backend.postgresql]

    private let isAllowed: Bool
    private let pool: ConnectionPool?
    private let monitor: HealthMonitor
    private let lifecycle: Lifecycle
    private let metrics: FeatureStoreMetrics
    private let logger: Logger
    private let state = Mutex(State())

    init(
        isAllowed: Bool, pool: ConnectionPool?, monitor: HealthMonitor, lifecycle: Lifecycle,
        metrics: FeatureStoreMetrics, logger: Logger
    ) {
        self.isAllowed = isAllowed
        self.pool = pool
        self.monitor = monitor
        self.lifecycle = lifecycle
        self.metrics = metrics
        self.logger = logger
    }

    /// The test that runs, and what the last one came to.
    var status: (running: Running?, last: LoadTestResult?) { state.withLock { ($0.running, $0.last) } }

    /// Starts a test. It is aborted when PostgreSQL takes no writes any more, and when the service drains.
    /// - Throws: ``Refusal``, or `RegistrationError`, which would be a mistake in the generated module.
    func start(_ plan: LoadTestPlan) throws -> Running {
        guard isAllowed else { throw Refusal.switchedOff }
        guard let pool else { throw Refusal.noPostgreSQL }
        if let backend = plan.backend, !Self.backends.contains(where: { $0.rawValue == backend }) {
            throw Refusal.noBackend(backend, known: Self.backends)
        }
        guard postgreSQLTakesWrites, lifecycle.phase == .serving else { throw Refusal.unhealthy }
        return try state.withLock { state in
            if let running = state.running { throw Refusal.running(id: running.test.id) }
            state.number += 1
            let id = "\(state.number)-\(String(UInt32.random(in: 0...UInt32.max), radix: 16))"
            let test = try LoadTest(id: id, plan: plan, pool: pool, latency: metrics.loadTestLatency)
            let abortion = Abortion()
            let task = Task { await self.run(test, abortion) }
            let running = Running(test: test, start: .now, task: task, abortion: abortion)
            state.running = running
            return running
        }
    }

    /// What the test works on, whatever the fallback takes.
    private var postgreSQLTakesWrites: Bool { monitor.results[.postgresqlManifest]?.health.takesWrites == true }

    private func run(_ test: LoadTest, _ abortion: Abortion) async -> LoadTestResult {
        metrics.loadTestWorkers.set(Double(test.plan.workers))
        logger.notice("load test \(test.id) starts with \(test.plan.workers) workers")
        let watch = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(100))
                if self.lifecycle.isDraining { self.status.running?.abort("the service is shutting down") }
                if !self.postgreSQLTakesWrites { self.status.running?.abort("PostgreSQL takes no writes any more") }
            }
        }
        let result = await test.run { abortion.reason.withLock { $0 } }
        watch.cancel()
        metrics.loadTestWorkers.set(0)
        metrics.loadTests.increment(outcome: result.reason == nil ? .completed : .aborted)
        logger.notice("load test \(test.id) \(result.outcome): \(result.throughputPerSecond) operations/s")
        state.withLock { state in
            state.running = nil
            state.last = result
        }
        abortion.isOver.store(true, ordering: .releasing)
        if result.rowsRemoved == nil { Task { await self.removeLater(test.rows) } }
        return result
    }

    /// Removes the rows of a test that ended as the store was away, once it is back.
    private func removeLater(_ rows: LoadTestRows) async {
        while !lifecycle.isDraining {
            if monitor.takesWrites, let count = await rows.remove() {
                logger.notice("the \(count) rows of an earlier load test are removed")
                return
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
