import FeatureStoreMetrics
import Foundation
import Logging

/// Everything that changes the journal, on one thread at a time. Blocks.
struct JournalWriter {
    let files: JournalFiles
    let assignsVersions: Bool
    /// After so many changed rows the log is written into the database, which bounds how long it takes to open.
    let checkpointRows: Int
    let readers: JournalReaders

    private var lock: JournalLock?
    private var opened: JournalFiles.Opened?
    private var changes = 0

    init(
        files: JournalFiles, assignsVersions: Bool, checkpointRows: Int, readers: JournalReaders
    ) throws(JournalError) {
        self.files = files
        self.assignsVersions = assignsVersions
        self.checkpointRows = checkpointRows
        self.readers = readers
        lock = try JournalLock(files.lockPath)
        try open()
        if assignsVersions, let opened, try unversioned(opened) > 0 {
            throw .unavailable(
                """
                \(files.databasePath) holds rows that wait for PostgreSQL to number them; start once with PostgreSQL, \
                or give another folder with --data-dir
                """)
        }
    }

    /// Writes entries in one transaction, and answers each of them. Where the transaction fails for another reason than
    /// the disk, each is tried alone, so that a bad one fails alone.
    mutating func commit(_ entries: [JournalEntry]) {
        let entries = entries.filter { $0.waiter.take() }
        guard !entries.isEmpty else { return }
        do throws(DuckDBError) {
            try write(entries)
        } catch {
            let failure = failure(error)
            if error.isOfStorage || entries.count == 1 {
                for entry in entries { entry.waiter.finish(.failure(failure)) }
            } else {
                for entry in entries { commitAlone(entry) }
            }
        }
        if changes >= checkpointRows { checkpoint() }
    }

    private mutating func commitAlone(_ entry: JournalEntry) {
        do throws(DuckDBError) {
            try write([entry])
        } catch {
            entry.waiter.finish(.failure(failure(error)))
        }
    }

    private mutating func write(_ entries: [JournalEntry]) throws(DuckDBError) {
        let opened = try isOpen()
        let hashes = try opened.tables.hashes(of: entries.map(\.content))
        guard hashes.count == entries.count else { throw DuckDBError("\(hashes.count) hashes, \(entries.count) rows") }
        var batch = JournalBatch(ledger: opened.ledger, tables: opened.tables, assignsVersions: assignsVersions)
        var decisions: [JournalBatch.Decision] = []
        for (entry, hash) in zip(entries, hashes) { decisions.append(try batch.take(entry, contentHash: hash)) }
        if !batch.rows.isEmpty { try opened.tables.append(batch.rows) }
        for new in batch.rows { opened.ledger.add(LedgerEntry(new.row, key: new.key, time: new.time)) }
        noteChange(of: batch.rows.count)
        for (entry, decision) in zip(entries, decisions) { entry.waiter.finish(decision) }
    }

    /// Runs `body` on the tables; what fails is mended as far as it can be.
    mutating func change<Success>(
        _ body: (JournalFiles.Opened) throws(DuckDBError) -> (Success, changes: Int)
    ) -> Result<Success, JournalError> {
        do throws(DuckDBError) {
            let (success, count) = try body(isOpen())
            noteChange(of: count)
            // An empty journal gives its space back.
            if changes >= checkpointRows || count > 0 && readers.depth == 0 { checkpoint() }
            return .success(success)
        } catch {
            return .failure(failure(error))
        }
    }

    /// Writes the log into the database. Where that fails the rows are in the log still, so only the log's length
    /// suffers.
    mutating func checkpoint() {
        guard changes > 0, let opened else { return }
        changes = 0
        do {
            try opened.tables.connection.execute("CHECKPOINT")
        } catch {
            files.logger.warning("\(files.databasePath) was not checkpointed: \(error)")
            mend(after: error)
        }
    }

    /// Closes the files; the lock goes last.
    mutating func close() {
        checkpoint()
        readers.close()
        opened = nil
        lock = nil
    }

    private mutating func noteChange(of rows: Int) {
        guard let opened else { return }
        changes += rows
        lock?.acknowledged(opened.ledger.lastSeq)
        readers.publish(opened.ledger)
    }

    /// Opens a database again that takes no more statements, or is damaged.
    mutating func mend(after error: DuckDBError) {
        guard error.needsReopening || error.isDamage, lock != nil else { return }
        files.logger.warning("\(files.databasePath) is closed and opened again: \(error)")
        readers.close()
        opened = nil
        do {
            try open()
        } catch {
            files.logger.error("\(files.databasePath) cannot be opened again: \(error)")
        }
    }

    /// What a failure means for who asked.
    private mutating func failure(_ error: DuckDBError) -> JournalError {
        guard lock != nil else { return .closed }
        mend(after: error)
        return error.isOfCommit ? .outcomeUnknown("\(error)") : .unavailable("\(error)")
    }

    private mutating func isOpen() throws(DuckDBError) -> JournalFiles.Opened {
        if opened == nil {
            do {
                try open()
            } catch {
                throw DuckDBError("\(error)")
            }
        }
        guard let opened else { throw DuckDBError("the journal is closed") }
        return opened
    }

    private mutating func open() throws(JournalError) {
        guard let lock else { return }
        let opened = try files.open(lastAcknowledged: lock.lastAcknowledged)
        self.opened = opened
        lock.acknowledged(opened.ledger.lastSeq)
        do throws(DuckDBError) {
            try readers.open(opened.database, opened.ledger)
        } catch {
            throw .unavailable("\(error)")
        }
    }

    private func unversioned(_ opened: JournalFiles.Opened) throws(JournalError) -> Int64 {
        do throws(DuckDBError) {
            return try opened.tables.unversioned()
        } catch {
            throw .unavailable("\(error)")
        }
    }
}
