import FeatureStoreMetrics
import Foundation
import Logging

@testable import FeatureStore

/// PostgreSQL with its fallback and the replay, as the service runs them, under writers that never pause.
struct FailoverBench {
    /// The longest wait of a write, in milliseconds, and how many there were of each kind.
    struct Figures: Encodable {
        var longest = 0.0
        var postgreSQL = 0, journal = 0, failed = 0
    }

    private let journal: Journal
    private let pool: ConnectionPool
    private let replay: Replay
    private let manifests: Manifests

    /// - Parameter folder: the journal's, on a disk.
    init(_ conninfo: String, folder: String) throws {
        let logger = Logger(label: "bench", factory: { _ in SwiftLogNoOpLogHandler() })
        let metrics = try FeatureStoreMetrics()
        let library = ProcessInfo.processInfo.environment["DUCKDB_LIBRARY"]
        journal = try Journal(
            folder: folder, library: DuckDBLibrary(searching: DuckDBLibrary.searchPaths(library)),
            assignsVersions: false, metrics: metrics, logger: logger)
        pool = ConnectionPool(
            connector: Connector(parameters: try ConnectionParameters(conninfo), logger: logger), size: 16,
            acquireTimeout: .seconds(2), metrics: metrics, logger: logger)
        let store = FailoverStore(
            postgreSQL: PostgreSQLStore(pool: pool, metrics: metrics), journal: JournalStore(journal: journal),
            metrics: metrics, logger: logger)
        replay = Replay(store: store)
        manifests = Manifests(
            store: store, cache: ReadCache(capacity: 10_000, byteLimit: 64 << 20, timeToLive: .seconds(60)),
            hitRatio: HitRatio(), metrics: metrics)
    }

    /// Writes for some time. After the first second it prints a line, upon which PostgreSQL may be hurt; what was begun
    /// before that is not counted.
    func run(workers: Int, seconds: Double) async throws -> Figures {
        let replaying = Task { try await replay.run() }
        let begin = ContinuousClock.now + .seconds(1)
        let end = begin + .seconds(seconds)
        let figures = await withTaskGroup(of: Figures.self) { group in
            for worker in 0..<workers {
                group.addTask { [manifests] in
                    var figures = Figures()
                    while ContinuousClock.now < end {
                        await Self.write("S\(worker)", to: manifests, since: begin, &figures)
                    }
                    return figures
                }
            }
            try? await Task.sleep(until: begin)
            FileHandle.standardOutput.write(Data("begun\n".utf8))
            return await group.reduce(into: Figures()) { all, one in
                all.longest = max(all.longest, one.longest)
                all.postgreSQL += one.postgreSQL
                all.journal += one.journal
                all.failed += one.failed
            }
        }
        replaying.cancel()
        _ = await replaying.result
        await pool.close()
        await journal.close()
        return figures
    }

    private static func write(
        _ symbol: String, to manifests: Manifests, since begin: ContinuousClock.Instant, _ figures: inout Figures
    ) async {
        let start = ContinuousClock.now
        let content = #"{"salt":\#(UInt64.random(in: 0...UInt64.max))}"#
        do {
            let row = try await manifests.insert(NewManifest(symbol: symbol, feature: "f", content: content)).row
            if row.backend == .duckdb { figures.journal += 1 } else { figures.postgreSQL += 1 }
        } catch {
            figures.failed += 1
        }
        if start >= begin { figures.longest = max(figures.longest, start.duration(to: .now) / .milliseconds(1)) }
    }
}
