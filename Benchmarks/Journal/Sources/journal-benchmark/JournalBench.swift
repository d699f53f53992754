import FeatureStoreMetrics
import Foundation
import Logging

@testable import FeatureStore

/// Measures journals, each in a folder of its own that is removed after that.
struct JournalBench {
    let library: DuckDBLibrary
    let folder: String
    private let logger = Logger(label: "bench", factory: { _ in SwiftLogNoOpLogHandler() })

    init(library: String, folder: String) throws {
        self.library = try DuckDBLibrary(path: library)
        self.folder = folder
    }

    /// What the disk takes for as much as a row is in DuckDB's log: no commit can be faster.
    func syncs(count: Int) throws -> [String: Double] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/sync"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        defer {
            close(descriptor)
            unlink(path)
        }
        let block = [UInt8](repeating: 7, count: 400)
        return percentiles(
            of: (0..<count).map { _ in
                let start = ContinuousClock.now
                guard write(descriptor, block, block.count) == block.count, fsync(descriptor) == 0 else { return .nan }
                return start.duration(to: .now) / .milliseconds(1)
            })
    }

    /// Workers that append one row after the other, each on its own symbol, for so long.
    func appends(workers: Int, batchRows: Int, seconds: Double) async throws -> [String: Double] {
        try await withJournal(batchRows: batchRows) { journal, _ in
            let start = ContinuousClock.now
            let end = start + .seconds(seconds)
            let latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
                for worker in 0..<workers {
                    group.addTask {
                        var latencies: [Double] = []
                        let key = try ManifestKey(symbol: "symbol-\(worker)", feature: "feature")
                        while ContinuousClock.now < end {
                            let begin = ContinuousClock.now
                            _ = try await journal.append(
                                key: key, content: content(latencies.count), deadline: begin + .seconds(60))
                            latencies.append(begin.duration(to: .now) / .milliseconds(1))
                        }
                        return latencies
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            var figures = percentiles(of: latencies)
            figures["rate"] = Double(latencies.count) / (start.duration(to: .now) / .seconds(1))
            return figures
        }
    }

    /// The time to open what a killed process left after so many commits of one row.
    func reopening(rows: Int, checkpointRows: Int) async throws -> [String: Double] {
        try await withJournal(checkpointRows: checkpointRows, batchRows: 1) { journal, path in
            try await withThrowingTaskGroup { group in
                for worker in 0..<8 {
                    group.addTask {
                        let key = try ManifestKey(symbol: "symbol-\(worker)", feature: "feature")
                        for index in 0..<(rows / 8) {
                            _ = try await journal.append(
                                key: key, content: content(index), deadline: .now + .seconds(60))
                        }
                    }
                }
                try await group.waitForAll()
            }
            let left = "\(path)-left"
            try FileManager.default.copyItem(atPath: path, toPath: left)
            defer { try? FileManager.default.removeItem(atPath: left) }
            let log = try FileManager.default.attributesOfItem(atPath: "\(left)/journal.duckdb.wal")[.size] as? Int
            let start = ContinuousClock.now
            let reopened = try openJournal(left)
            let time = start.duration(to: .now) / .milliseconds(1)
            guard reopened.depth == rows / 8 * 8 else { throw CocoaError(.fileReadCorruptFile) }
            await reopened.close()
            return ["time": time, "log": Double(log ?? 0) / 1e6]
        }
    }

    private func withJournal(
        checkpointRows: Int = 8192, batchRows: Int,
        _ body: (Journal, String) async throws -> [String: Double]
    ) async throws -> [String: Double] {
        let path = "\(folder)/\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let journal = try openJournal(path, checkpointRows: checkpointRows, batchRows: batchRows)
        let figures = try await body(journal, path)
        await journal.close()
        return figures
    }

    private func openJournal(_ path: String, checkpointRows: Int = 8192, batchRows: Int = 256) throws -> Journal {
        try Journal(
            folder: path, library: library, assignsVersions: true, checkpointRows: checkpointRows,
            batchRows: batchRows, metrics: FeatureStoreMetrics(), logger: logger)
    }
}

/// About what a manifest's content is.
private func content(_ index: Int) -> String {
    #"{"rows": \#(index), "path": "s3://features/2026/11/25/part-0001.parquet", "schema": "v3"}"#
}

private func percentiles(of latencies: [Double]) -> [String: Double] {
    let sorted = latencies.sorted()
    func at(_ share: Double) -> Double { sorted.isEmpty ? .nan : sorted[Int(Double(sorted.count - 1) * share)] }
    return ["p50": at(0.5), "p95": at(0.95), "p99": at(0.99)]
}
