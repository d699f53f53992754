import FeatureStoreMetrics
import Foundation
import Logging

@testable import FeatureStore

/// The store as the service runs it, on the database that is given.
struct Bench {
    let pool: ConnectionPool
    let manifests: Manifests

    init(_ conninfo: String, isMeasured: Bool = true) throws {
        let logger = Logger(label: "bench", factory: { _ in SwiftLogNoOpLogHandler() })
        let metrics = isMeasured ? try FeatureStoreMetrics() : nil
        pool = ConnectionPool(
            connector: Connector(parameters: try ConnectionParameters(conninfo), logger: logger), size: 16,
            acquireTimeout: .seconds(2), metrics: metrics, logger: logger)
        manifests = Manifests(
            store: PostgreSQLStore(pool: pool, metrics: metrics),
            cache: ReadCache(capacity: 10_000, byteLimit: 64 << 20, timeToLive: .seconds(60)), hitRatio: HitRatio(),
            metrics: metrics)
    }

    /// Workers that insert one row after the other, each into a symbol of its own or all into one.
    func insert(same: Bool, workers: Int, seconds: Double) async throws -> Figures {
        try await measured(workers: workers, seconds: seconds) { worker, turn in
            _ = try await manifests.insert(
                NewManifest(
                    symbol: same ? "SAME" : "S\(worker)", feature: "f",
                    content: #"{"worker":\#(worker),"turn":\#(turn),"salt":\#(UInt64.random(in: 0...UInt64.max))}"#))
        }
    }

    /// Workers that read rows by key, without the cache.
    func read(workers: Int, seconds: Double) async throws -> Figures {
        for key in 0..<100 {
            _ = try await manifests.store.insert(NewManifest(symbol: "R\(key)", feature: "f", content: "c"))
        }
        let keys = try (0..<100).map { try ManifestKey(symbol: "R\($0)", feature: "f") }
        return try await measured(workers: workers, seconds: seconds) { worker, turn in
            _ = try await manifests.store.read(keys[(worker * 7 + turn) % 100])
        }
    }

    /// Calls `work` from each worker again and again, and times each call, after a tenth of the time to get going.
    private func measured(
        workers: Int, seconds: Double, _ work: @escaping @Sendable (_ worker: Int, _ turn: Int) async throws -> Void
    ) async throws -> Figures {
        let start = ContinuousClock.now
        let (begin, end) = (start + .seconds(seconds / 10), start + .seconds(seconds))
        let times = try await withThrowingTaskGroup { group in
            for worker in 0..<workers {
                group.addTask {
                    var times: [Double] = []
                    var turn = 0
                    while ContinuousClock.now < end {
                        let start = ContinuousClock.now
                        try await work(worker, turn)
                        turn += 1
                        if start >= begin { times.append(start.duration(to: .now) / .milliseconds(1)) }
                    }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let elapsed = begin.duration(to: .now) / .seconds(1)
        return Figures(times, seconds: elapsed)
    }
}

/// What a run came to.
struct Figures: Encodable {
    let p50, p95, p99, rows: Double

    init(_ times: [Double], seconds: Double) {
        let sorted = times.sorted()
        func percentile(_ share: Double) -> Double {
            sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
        }
        (p50, p95, p99) = (percentile(0.5), percentile(0.95), percentile(0.99))
        rows = Double(times.count) / seconds
    }
}
