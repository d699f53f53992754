import Dispatch
import FeatureStoreMetrics
import Foundation
import Logging
import PlumblineRuntime

/// The rows of a load test in a journal of its own, in a folder within the service's, so that all of them are gone with
/// the folder: the service's journal keeps every row it has, and its rows may be on their way to PostgreSQL.
final class JournalLoadTestStore: LoadTestStore {
    /// Few enough that a test beside the service's own journal does not double what DuckDB takes.
    private static let memoryLimit = "64MB"

    private struct State {
        var journal: Journal?
        var rows = 0
    }

    let kind = Backend.duckdb
    /// Where its files are.
    let folder: String
    private let library: DuckDBLibrary
    private let logger: Logger
    private let state = Lock(State())

    /// - Parameter files: those of the service's journal.
    init(beside files: JournalFiles, id: String) {
        folder = "\(Self.folder(in: files.folder))/\(id)"
        library = files.library
        logger = files.logger
    }

    func open(_ metrics: FeatureStoreMetrics) async throws(StoreError) -> any ManifestBackend {
        let opened = await Self.blocking { [self] () -> Result<Journal, JournalError> in
            do throws(JournalError) {
                return .success(
                    try Journal(
                        folder: folder, library: library, assignsVersions: true, memoryLimit: Self.memoryLimit,
                        metrics: metrics, logger: logger))
            } catch {
                return .failure(error)
            }
        }
        do throws(JournalError) {
            let journal = try opened.get()
            state.withLock { $0.journal = journal }
            return JournalStore(journal: journal)
        } catch {
            throw StoreError(error)
        }
    }

    func remove() async -> Int? {
        let journal = state.withLock { state in
            defer { state.journal = nil }
            state.rows = state.journal?.depth ?? state.rows
            return state.journal
        }
        await journal?.close()
        let isGone = await Self.blocking { [self] in Self.removeFolder(folder, logger) }
        return isGone ? state.withLock { $0.rows } : nil
    }

    /// Removes what tests left that a crash of the service ended. To be called while the service's journal in this folder
    /// is open, which tells that no other service runs tests in it.
    static func removeLeftovers(beside files: JournalFiles) {
        _ = removeFolder(folder(in: files.folder), files.logger)
    }

    private static func folder(in dataFolder: String) -> String { "\(dataFolder)/load-tests" }

    private static func removeFolder(_ folder: String, _ logger: Logger) -> Bool {
        guard FileManager.default.fileExists(atPath: folder) else { return true }
        do {
            try FileManager.default.removeItem(atPath: folder)
            return true
        } catch {
            logger.warning("the rows of a load test in \(folder) cannot be removed: \(error)")
            return false
        }
    }

    /// Runs what waits for the disk on a thread that may.
    private static func blocking<Success: Sendable>(_ body: @escaping @Sendable () -> Success) async -> Success {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { continuation.resume(returning: body()) }
        }
    }
}
