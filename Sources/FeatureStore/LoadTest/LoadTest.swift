import FeatureStoreMetrics
import PlumblineRuntime
import Synchronization

/// Works a store as hard as its plan says, and measures it from outside of the service's own metrics: what the store
/// records goes to a registry that nobody scrapes, so that a test spends no error budget and pages nobody. What the test
/// measures itself is on `/metrics` under a name of its own.
struct LoadTest: Sendable {
    let id: String
    let plan: LoadTestPlan
    let store: any LoadTestStore
    private let latency: FeatureStoreMetrics.LoadTestLatency
    private let metrics: FeatureStoreMetrics
    private let hitRatio = HitRatio()
    private let slo: SLOReport
    private let done = Counters()

    /// - Parameter latency: the service's own.
    /// - Throws: `RegistrationError`, which would be a mistake in the generated module.
    init(
        id: String, plan: LoadTestPlan, store: any LoadTestStore, latency: FeatureStoreMetrics.LoadTestLatency
    ) throws {
        self.id = id
        self.plan = plan
        self.store = store
        self.latency = latency
        let (metrics, hitRatio) = (try FeatureStoreMetrics(), hitRatio)
        self.metrics = metrics
        // Longer than the test by far, as the last operations may end late: all of it is judged.
        slo = SLOReport(
            FeatureStoreMetrics.objectives, registry: metrics.registry, window: .seconds(2 * plan.durationSeconds + 60),
            interval: .seconds(1), refresh: { metrics.hitRatio.set(hitRatio.value) })
    }

    /// What the symbols of load tests' rows begin with, and no other's may: they are removed.
    static let reservedPrefix = "plumbline-load-test/"

    /// What the symbols of this test's rows begin with.
    static func prefix(of id: String) -> String { "\(reservedPrefix)\(id)/" }

    /// How far it is, `start` being when ``run(abortion:)`` was called.
    func progress(since start: ContinuousClock.Instant) -> LoadTestProgress {
        let elapsed = start.duration(to: .now).seconds
        return LoadTestProgress(
            id: id, share: rounded(min(1, elapsed / plan.durationSeconds)),
            operations: done.operations.load(ordering: .relaxed), errors: done.errors.load(ordering: .relaxed),
            elapsedSeconds: rounded(elapsed), durationSeconds: plan.durationSeconds)
    }

    /// Runs to the end of its time, or until the task is cancelled; then removes its rows.
    /// - Parameter abortion: the reason, where it was cancelled for one.
    func run(abortion: @Sendable () -> String?) async -> LoadTestResult {
        let manifests: Manifests
        do {
            manifests = Manifests(
                store: try await store.open(metrics),
                cache: ReadCache(capacity: 10_000, byteLimit: 16 << 20, timeToLive: .seconds(60)), hitRatio: hitRatio,
                metrics: metrics)
        } catch {
            return result(LoadTestSamples(), 0, abortion: "\(error)", await store.remove())
        }
        let start = ContinuousClock.now
        let end = start + .seconds(plan.durationSeconds)
        let samples = await withTaskGroup(of: LoadTestSamples.self) { group in
            // At a low priority: the service's own requests, and its probes, come first.
            for worker in 0..<plan.workers {
                group.addTask(priority: .background) { await work(worker, on: manifests, until: end) }
            }
            // Not at once: the very first look-up misses, and would stand for as long as any later second.
            let sampling = Task {
                try? await Task.sleep(for: slo.interval)
                await slo.run()
            }
            defer { sampling.cancel() }
            return await group.reduce(into: LoadTestSamples()) { $0.merge($1) }
        }
        let duration = start.duration(to: .now).seconds
        slo.sample()
        // The task may be cancelled, and the rows have to go all the same.
        let removed = await Task { await store.remove() }.value
        return result(samples, duration, abortion: Task.isCancelled ? abortion() ?? "cancelled" : nil, removed)
    }

    private func work(
        _ worker: Int, on manifests: Manifests, until end: ContinuousClock.Instant
    ) async -> LoadTestSamples {
        let prefix = Self.prefix(of: id)
        var samples = LoadTestSamples()
        var random = SystemRandomNumberGenerator()
        var number = 0
        while !Task.isCancelled, ContinuousClock.now < end {
            number += 1
            let reads = Double.random(in: 0..<1, using: &random) < plan.readShare
            let symbol = prefix + plan.symbol + suffix(Int.random(in: 0..<plan.symbols, using: &random))
            let start = ContinuousClock.now
            do {
                if reads {
                    _ = try await manifests.read(ManifestKey(symbol: symbol, feature: "load"))
                } else {
                    _ = try await manifests.insert(
                        NewManifest(symbol: symbol, feature: "load", content: "\(worker)/\(number)"))
                }
                let taken = start.duration(to: .now)
                if reads { samples.reads.record(taken) } else { samples.inserts.record(taken) }
                latency.observe(taken, operation: reads ? .read : .insert, backend: store.kind)
            } catch {
                guard !Task.isCancelled else { break }
                samples.errors[Self.kind(of: error), default: 0] += 1
                done.errors.wrappingAdd(1, ordering: .relaxed)
                // A store that is away fails at once: it is not to be hammered.
                try? await Task.sleep(for: .milliseconds(10))
            }
            done.operations.wrappingAdd(1, ordering: .relaxed)
            // What the cache answers waits for nothing, and would keep its thread to itself.
            if reads { await Task.yield() }
        }
        return samples
    }

    private func suffix(_ index: Int) -> String { plan.symbols == 1 ? "" : "-\(index)" }

    private func result(
        _ samples: LoadTestSamples, _ duration: Double, abortion: String?, _ removed: Int?
    ) -> LoadTestResult {
        let operations = samples.count + samples.errors.values.reduce(0, +)
        let verdicts = slo.statuses.map { status in
            (
                status.objective.fieldName,
                LoadTestResult.Verdict(
                    threshold: status.threshold, current: status.current, compliant: status.isCompliant)
            )
        }
        return LoadTestResult(
            id: id, plan: plan, outcome: abortion == nil ? "completed" : "aborted", reason: abortion,
            durationSeconds: (duration * 1000).rounded() / 1000, operations: operations,
            throughputPerSecond: (Double(operations) / max(duration, 0.001) * 10).rounded() / 10,
            latencies: samples.latencies(backend: store.kind.rawValue), errors: samples.errors,
            slos: Dictionary(verdicts) { first, _ in first }, slosHeld: verdicts.allSatisfy(\.1.compliant),
            rowsRemoved: removed)
    }

    private static func kind(of error: any Error) -> String {
        switch error as? StoreError {
        case .notSent, .refused(_, .moment): "unavailable"
        case .ambiguous: "outcome_unknown"
        case .refused, .conflict: "failed"
        case .cancelled, nil: "other"
        }
    }

    /// Counted by all workers, for those who watch.
    private final class Counters: Sendable {
        let operations = Atomic(0)
        let errors = Atomic(0)
    }
}
