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
        /// The service has no such backend to work on.
        case noBackend(Backend, known: [Backend])
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
        let reason = Lock<String?>(nil)
        let isOver = Atomic(false)
    }

    private struct State {
        var running: Running?
        var last: LoadTestResult?
        var number = 0
    }

    private let isAllowed: Bool
    private let stores: LoadTestStores
    private let monitor: HealthMonitor
    private let lifecycle: Lifecycle
    private let metrics: FeatureStoreMetrics
    private let logger: Logger
    private let state = Lock(State())

    init(
        isAllowed: Bool, stores: LoadTestStores, monitor: HealthMonitor, lifecycle: Lifecycle,
        metrics: FeatureStoreMetrics, logger: Logger
    ) {
        self.isAllowed = isAllowed
        self.stores = stores
        self.monitor = monitor
        self.lifecycle = lifecycle
        self.metrics = metrics
        self.logger = logger
    }

    /// The test that runs, and what the last one came to.
    var status: (running: Running?, last: LoadTestResult?) { state.withLock { ($0.running, $0.last) } }

    /// Starts a test. It is aborted when its backend takes no writes any more, and when the service drains.
    /// - Throws: ``Refusal``, or `RegistrationError`, which would be a mistake in the generated module.
    func start(_ plan: LoadTestPlan) throws -> Running {
        guard isAllowed else { throw Refusal.switchedOff }
        // There is always one: a service that can keep rows nowhere does not start.
        let backend = plan.backend.flatMap { Backend(rawValue: $0) } ?? stores.backends.first ?? .duckdb
        return try state.withLock { state in
            let id = "\(state.number + 1)-\(String(UInt32.random(in: 0...UInt32.max), radix: 16))"
            guard let store = stores.store(backend, id: id, prefix: LoadTest.prefix(of: id)) else {
                throw Refusal.noBackend(backend, known: stores.backends)
            }
            guard takesWrites(backend), lifecycle.phase == .serving else { throw Refusal.unhealthy }
            if let running = state.running { throw Refusal.running(id: running.test.id) }
            state.number += 1
            let test = try LoadTest(id: id, plan: plan, store: store, latency: metrics.loadTestLatency)
            let abortion = Abortion()
            let task = Task { await self.run(test, abortion) }
            let running = Running(test: test, start: .now, task: task, abortion: abortion)
            state.running = running
            return running
        }
    }

    /// Whether the backend itself does, whatever another one takes in its place.
    private func takesWrites(_ backend: Backend) -> Bool {
        let component: Component =
            switch backend {
            case .postgresql: .postgresqlManifest
            case .duckdb: .duckdbFallback
            }
        return monitor.results[component]?.health.takesWrites == true
    }

    private func run(_ test: LoadTest, _ abortion: Abortion) async -> LoadTestResult {
        metrics.loadTestWorkers.set(Double(test.plan.workers))
        let backend = test.store.kind
        logger.notice("load test \(test.id) starts on \(backend.rawValue) with \(test.plan.workers) workers")
        let watch = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(100))
                if self.lifecycle.isDraining { self.status.running?.abort("the service is shutting down") }
                if !self.takesWrites(backend) {
                    self.status.running?.abort("\(backend.rawValue) takes no writes any more")
                }
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
        if result.rowsRemoved == nil { Task { await self.removeLater(test.store) } }
        return result
    }

    /// Removes the rows of a test that ended as the store was away, once it is back.
    private func removeLater(_ store: any LoadTestStore) async {
        while !lifecycle.isDraining {
            if takesWrites(store.kind), let count = await store.remove() {
                logger.notice("the \(count) rows of an earlier load test are removed")
                return
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
