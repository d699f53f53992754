import FeatureStoreMetrics
import Foundation
import Logging
import Testing

@testable import FeatureStore

/// DuckDB's library, or why there is none.
let duckDB = Result<DuckDBLibrary, DuckDBError> { () throws(DuckDBError) in
    try DuckDBLibrary(
        searching: DuckDBLibrary.searchPaths(ProcessInfo.processInfo.environment["DUCKDB_LIBRARY"]))
}

extension Trait where Self == ConditionTrait {
    /// For tests that need DuckDB.
    static var needsDuckDB: Self {
        .enabled("DuckDB's library is not installed; run `make setup`") { (try? duckDB.get()) != nil }
    }
}

extension ContinuousClock.Instant {
    /// A deadline for what is expected to work.
    static var soon: Self { .now + .seconds(20) }
}

/// A folder for a journal.
struct JournalFolder {
    let path: String
    let metrics: FeatureStoreMetrics

    init(_ path: String) throws {
        self.path = path
        metrics = try FeatureStoreMetrics()
    }

    func open(
        assignsVersions: Bool = true, memoryLimit: String = "256MB", checkpointRows: Int = 8192,
        logger: Logger = quietLogger
    ) throws -> Journal {
        try Journal(
            folder: path, library: duckDB.get(), assignsVersions: assignsVersions, memoryLimit: memoryLimit,
            checkpointRows: checkpointRows, metrics: metrics, logger: logger)
    }

    /// The same files elsewhere: what a process that is killed now would leave.
    func copy() throws -> Self {
        let copy = try Self("\(path)-\(UUID().uuidString.prefix(8))")
        try FileManager.default.copyItem(atPath: path, toPath: copy.path)
        return copy
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    func size(_ name: String) -> Int {
        ((try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)"))?[.size] as? Int) ?? 0
    }

    /// The names of the files, those that were set aside without their times.
    var names: Set<String> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return Set(names.map { $0.replacing(/corrupt-[0-9TZ.-]+[0-9TZ]/, with: "corrupt") })
    }

    /// Changes the bytes of a file.
    func edit(_ name: String, _ body: (inout Data) -> Void) throws {
        let url = URL(filePath: "\(path)/\(name)")
        var data = try Data(contentsOf: url)
        body(&data)
        try data.write(to: url)
    }

    var corruptions: Double? { metrics.sample("feature_store_fallback_journal_corruptions_total") }
}

/// Runs `body` with a folder of its own.
func withJournalFolder(_ body: (JournalFolder) async throws -> Void) async throws {
    let folder = try JournalFolder("/tmp/feature-store-journal-\(UUID().uuidString.prefix(8))")
    let result: Result<Void, any Error>
    do { result = .success(try await body(folder)) } catch { result = .failure(error) }
    folder.remove()
    try result.get()
}

extension Journal {
    /// Appends a row of the feature `f`.
    @discardableResult
    func append(
        _ symbol: String, _ content: String, feature: String = "f", version: Int64? = nil, id: UUID = UUID()
    ) async throws -> JournalInsertion {
        try await append(
            id: id, key: ManifestKey(symbol: symbol, feature: feature), version: version, content: content,
            deadline: .soon)
    }

    /// All rows, oldest first.
    func all() async throws -> [JournalRow] { try await next(limit: 1_000_000, deadline: .soon) }
}
