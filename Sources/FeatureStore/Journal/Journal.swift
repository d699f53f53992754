import Dispatch
import FeatureStoreMetrics
import Foundation
import Logging
import PlumblineRuntime

/// Rows in a DuckDB file, for when PostgreSQL is away, or is not used at all.
///
/// One thread writes. Appends that come while it commits are gathered into its next transaction, so that they share one
/// wait for the disk; each is acknowledged after that commit. What is acknowledged outlives the process and the machine.
final class Journal: Sendable {
    /// So much content, in bytes, ends a transaction's gathering.
    private static let batchBytes = 4 << 20
    /// The most rows that wait for the writer; more are refused, as the disk does not keep up.
    private static let longestQueue = 10_000

    /// Whether versions are assigned here, as there is no PostgreSQL to do it.
    let assignsVersions: Bool
    /// Where its rows are.
    let files: JournalFiles
    private let batchRows: Int

    private struct Pending {
        var entries: [JournalEntry] = []
        var isScheduled = false
        var isClosed = false
    }

    private let writer: Lock<JournalWriter>
    private let readers: JournalReaders
    private let pending = Lock(Pending())
    private let writing = DispatchQueue(label: "journal-writer")
    private let reading = DispatchQueue(label: "journal-reader")

    /// Opens the journal in a folder, which is made where it is not there. Blocks.
    /// - Parameters:
    ///   - memoryLimit: how much memory DuckDB may take.
    ///   - checkpointRows: after so many changed rows the log is written into the database.
    ///   - batchRows: the most rows in one transaction.
    /// - Throws: ``JournalError/locked(_:)`` when another journal has it open, ``JournalError/unavailable(_:)`` when it
    ///   cannot be opened. Damaged files are set aside and no error.
    init(
        folder: String, library: DuckDBLibrary, assignsVersions: Bool, memoryLimit: String = "256MB",
        checkpointRows: Int = 8192, batchRows: Int = 256, metrics: FeatureStoreMetrics, logger: Logger
    ) throws(JournalError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unavailable("the folder \(folder) cannot be made; check its path and permissions, or --data-dir")
        }
        files = JournalFiles(
            folder: folder, library: library, memoryLimit: memoryLimit, metrics: metrics, logger: logger)
        readers = JournalReaders(publishesDepth: !assignsVersions, metrics: metrics)
        writer = Lock(
            try JournalWriter(
                files: files, assignsVersions: assignsVersions, checkpointRows: checkpointRows, readers: readers))
        self.assignsVersions = assignsVersions
        self.batchRows = batchRows
    }

    deinit { writer.withLock { $0.close() } }

    /// Stores a row, on disk when this returns.
    ///
    /// An id that is there already gives the row that is stored, when it is the same. Where versions are assigned here,
    /// the content of the key's newest row gives that row, and a version that was asked for has to be the symbol's next
    /// one, or have the same content.
    /// - Parameters:
    ///   - version: the version that the row has to get; nil for the next one.
    ///   - deadline: ends the wait.
    func append(
        id: UUID = UUID(), key: ManifestKey, version: Int64? = nil, content: String,
        deadline: ContinuousClock.Instant
    ) async throws(JournalError) -> JournalInsertion {
        guard !content.utf8.contains(0) else { throw .conflict("content holds a NUL character; leave it out") }
        let waiter = Waiter<JournalInsertion>(isWrite: true)
        let entry = JournalEntry(id: id, key: key, version: version, content: content, waiter: waiter)
        return try await waiter.wait(until: deadline) {
            let refusal = pending.withLock { pending -> JournalError? in
                if pending.isClosed { return .closed }
                if pending.entries.count >= Self.longestQueue {
                    return .unavailable("\(Self.longestQueue) rows wait already; the disk does not keep up")
                }
                pending.entries.append(entry)
                schedule(&pending)
                return nil
            }
            if let refusal { waiter.finish(.failure(refusal)) }
        }
    }

    /// The key's row with this version, or its newest one; nil when there is none.
    func newest(
        _ key: ManifestKey, version: Int64? = nil, deadline: ContinuousClock.Instant
    ) async throws(JournalError) -> JournalRow? {
        try await read(deadline) { tables, ledger throws(DuckDBError) in
            guard let head = ledger.head(of: key) else { return nil }
            guard let version else { return try tables.row(seq: head.seq) }
            return try tables.row(of: key, version: version)
        }
    }

    /// How many rows there are: acknowledged, and neither replayed nor in quarantine.
    var depth: Int { readers.depth }

    /// The rows that were acknowledged first, in that order.
    func next(
        limit: Int = 256, deadline: ContinuousClock.Instant
    ) async throws(JournalError) -> [JournalRow] {
        try await read(deadline) { tables, _ throws(DuckDBError) in try tables.oldest(limit) }
    }

    /// Removes the rows up to this number, which are in PostgreSQL, on disk when this returns.
    func acknowledge(through seq: Int64, deadline: ContinuousClock.Instant) async throws(JournalError) {
        guard !assignsVersions else { throw .conflict("there is no PostgreSQL; the journal keeps its rows") }
        try await write(deadline) { opened throws(DuckDBError) in
            let removed = try opened.tables.remove(through: min(seq, opened.ledger.lastSeq))
            for row in removed { opened.ledger.remove(row) }
            return ((), changes: removed.count)
        }
    }

    /// Moves a row that PostgreSQL will never take to the table `quarantine`, on disk when this returns. The rest goes
    /// on without it.
    func quarantine(
        _ row: JournalRow, because reason: String, deadline: ContinuousClock.Instant
    ) async throws(JournalError) {
        try await write(deadline) { opened throws(DuckDBError) in
            let removed = try opened.tables.quarantine(seq: row.seq, because: reason, at: .now)
            for row in removed {
                opened.ledger.remove(row)
                if let older = try opened.tables.newest(of: row.key) { opened.ledger.setHead(older, of: row.key) }
            }
            opened.ledger.setQuarantined(opened.ledger.quarantined + removed.count)
            return ((), changes: removed.count)
        }
    }

    /// Sees whether the disk takes a write. Blocks.
    func check() throws(JournalError) {
        let outcome = writer.withLock { writer in
            writer.change { opened throws(DuckDBError) in
                try opened.tables.touch()
                return ((), changes: 1)
            }
        }
        try outcome.get()
    }

    /// Writes what waits, and closes the files. What is asked for after that fails.
    func close() async {
        pending.withLock { $0.isClosed = true }
        await withCheckedContinuation { continuation in
            writing.async { [self] in
                while commitNext() {}
                writer.withLock { $0.close() }
                continuation.resume()
            }
        }
    }

    private func schedule(_ pending: inout Pending) {
        guard !pending.isScheduled else { return }
        pending.isScheduled = true
        writing.async { [self] in _ = commitNext() }
    }

    /// Commits what waits, as much as goes into one transaction; the rest goes behind whatever else waits for the thread.
    /// False when nothing waited.
    private func commitNext() -> Bool {
        let entries = pending.withLock { pending in
            pending.isScheduled = false
            var bytes = 0
            let batch = pending.entries.prefix(batchRows).prefix { entry in
                defer { bytes += entry.content.utf8.count }
                return bytes < Self.batchBytes
            }
            pending.entries.removeFirst(batch.count)
            if !pending.entries.isEmpty { schedule(&pending) }
            return Array(batch)
        }
        writer.withLock { $0.commit(entries) }
        return !entries.isEmpty
    }

    private func read<Success: Sendable>(
        _ deadline: ContinuousClock.Instant,
        _ body: @escaping @Sendable (JournalTables, Ledger) throws(DuckDBError) -> Success
    ) async throws(JournalError) -> Success {
        let waiter = Waiter<Success>(isWrite: false)
        return try await waiter.wait(until: deadline) {
            reading.async { [self] in
                guard waiter.take() else { return }
                do throws(DuckDBError) {
                    waiter.finish(.success(try readers.read(body)))
                } catch {
                    waiter.finish(.failure(.unavailable("\(error)")))
                    writing.async { [self] in writer.withLock { $0.mend(after: error) } }
                }
            }
        }
    }

    private func write<Success: Sendable>(
        _ deadline: ContinuousClock.Instant,
        _ body: @escaping @Sendable (JournalFiles.Opened) throws(DuckDBError) -> (Success, changes: Int)
    ) async throws(JournalError) -> Success {
        let waiter = Waiter<Success>(isWrite: true)
        return try await waiter.wait(until: deadline) {
            writing.async { [self] in
                guard waiter.take() else { return }
                waiter.finish(writer.withLock { $0.change(body) })
            }
        }
    }
}
