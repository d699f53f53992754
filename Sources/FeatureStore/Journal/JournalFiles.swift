import FeatureStoreMetrics
import Foundation
import Logging
import PlumblineRuntime

/// The journal's files, opened so that what is damaged is set aside and what can be read goes on.
struct JournalFiles: Sendable {
    let folder: String
    let library: DuckDBLibrary
    /// How much memory DuckDB may take, as it writes it: `256MB`.
    let memoryLimit: String
    let metrics: FeatureStoreMetrics
    let logger: Logger

    /// The database, and what was found in it.
    struct Opened {
        let database: DuckDBDatabase
        let tables: JournalTables
        let ledger: Ledger
    }

    var databasePath: String { "\(folder)/journal.duckdb" }
    var logPath: String { "\(databasePath).wal" }
    var lockPath: String { "\(databasePath).lock" }

    /// Opens the database, made where there is none.
    ///
    /// Where it or its log is damaged, both are copied aside, and the journal goes on with what can be read: the log up
    /// to the damage, else the database without its log, else nothing. DuckDB takes a log whose end is torn, as a killed
    /// process leaves it, for a shorter one and says nothing; since the torn entry was never acknowledged, that is right.
    /// Since it takes some kinds of damage for the same, the last acknowledged number tells one from the other.
    func open(lastAcknowledged: Int64) throws(JournalError) -> Opened {
        countCopies()
        var opened: Opened?
        do throws(DuckDBError) {
            if exists(logPath), !exists(databasePath) {
                throw DuckDBError("Corrupt journal: a log without its database")
            }
            opened = try attempt()
        } catch {
            guard error.isDamage else { throw .unavailable("\(error)") }
            let copy = try copyAside(because: "\(error)")
            let salvaged = try salvage(error.damagedPosition)
            report(salvaged.ledger, lastAcknowledged, copy)
            return salvaged
        }
        if let opened, opened.ledger.lastSeq >= lastAcknowledged { return opened }
        let copy = try copyAside(because: "rows that were acknowledged are missing from it")
        // Copying ended DuckDB's own lock, a POSIX one: such locks end when any descriptor of the file is closed.
        opened = nil
        guard let reopened = try attemptUnlessDamaged() else { throw .unavailable("\(databasePath) is damaged") }
        report(reopened.ledger, lastAcknowledged, copy)
        return reopened
    }

    /// Opens the database and reads it.
    private func attempt() throws(DuckDBError) -> Opened {
        let isNew = !exists(databasePath)
        // Checkpoints are made by the journal, at a time when a failed one fails nobody's row.
        let database = try DuckDBDatabase(
            library, path: databasePath,
            options: ["threads": "1", "memory_limit": memoryLimit, "wal_autocheckpoint": "1TB"])
        let tables = JournalTables(connection: try database.connect())
        // Since DuckDB 2.0: no threads of its own, which nothing here would use.
        try? tables.connection.execute("SET async_threads = 0")
        try tables.create()
        if isNew {
            try tables.connection.execute("CHECKPOINT")
            syncFolder()
        }
        return Opened(database: database, tables: tables, ledger: try tables.load())
    }

    /// Opens what can be read, having copies of all.
    private func salvage(_ damagedPosition: Int?) throws(JournalError) -> Opened {
        let lengths = (damagedPosition.map { [off_t($0)] } ?? []) + [0]
        for length in lengths where exists(databasePath) {
            if exists(logPath), truncate(logPath, length) != 0 { break }
            if let opened = try attemptUnlessDamaged() { return opened }
        }
        for path in [databasePath, logPath] where exists(path) && unlink(path) != 0 {
            throw .unavailable("\(path) is damaged and cannot be removed: \(String(cString: strerror(errno)))")
        }
        guard let opened = try attemptUnlessDamaged() else { throw .unavailable("a new database is damaged, too") }
        return opened
    }

    private func attemptUnlessDamaged() throws(JournalError) -> Opened? {
        do throws(DuckDBError) {
            return try attempt()
        } catch {
            guard error.isDamage else { throw .unavailable("\(error)") }
            return nil
        }
    }

    private func copyAside(because reason: String) throws(JournalError) -> String {
        let stamp = Timestamp.now.description.filter { !":".contains($0) }
        let copy = "\(databasePath).corrupt-\(stamp)"
        do {
            for (from, to) in [(databasePath, copy), (logPath, "\(copy).wal")] where exists(from) {
                try FileManager.default.copyItem(atPath: from, toPath: to)
            }
        } catch {
            throw .unavailable("\(databasePath) is damaged (\(reason)) and cannot be copied aside: \(error)")
        }
        metrics.journalCorruptions.increment()
        countCopies()
        logger.error("\(databasePath) is damaged: \(reason); copies of it and its log are \(copy) and \(copy).wal")
        return copy
    }

    private func report(_ ledger: Ledger, _ lastAcknowledged: Int64, _ copy: String) {
        let lost = max(0, lastAcknowledged - ledger.lastSeq)
        logger.error(
            """
            \(databasePath) goes on with \(ledger.depth) rows; \
            \(lost == 0 ? "no acknowledged row" : "at least the last \(lost) acknowledged rows") are missing, \
            see \(copy)
            """)
    }

    /// Counts the copies of damaged files, so that they are known of until someone takes them away.
    private func countCopies() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let copies = Set(
            names.filter { $0.hasPrefix("journal.duckdb.corrupt-") }
                .map { $0.hasSuffix(".wal") ? String($0.dropLast(4)) : $0 })
        metrics.journalDamagedCopies.set(Double(copies.count))
    }

    private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// So that the new database's name, too, outlives a power failure.
    private func syncFolder() {
        let descriptor = Foundation.open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
