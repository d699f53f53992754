import Foundation

extension JournalTables {
    /// Removes the rows up to this number, and takes note that they were replayed, in one transaction.
    func remove(through seq: Int64) throws(DuckDBError) -> [LedgerEntry] {
        try connection.transaction { () throws(DuckDBError) in
            try connection.execute(
                "UPDATE progress SET replayed_through = greatest(replayed_through, ?)", [.integer(seq)])
            return try connection.query(
                "DELETE FROM journal WHERE seq <= ? RETURNING \(LedgerEntry.columns)", [.integer(seq)]
            ) { row throws(DuckDBError) in try LedgerEntry(row) }
        }
    }

    /// Moves a row to the table `quarantine`; it may have been moved before.
    func quarantine(seq: Int64, because reason: String, at time: Timestamp) throws(DuckDBError) -> [LedgerEntry] {
        try connection.transaction { () throws(DuckDBError) in
            try connection.execute(
                """
                INSERT INTO quarantine SELECT \(JournalRow.columns), ?, make_timestamp(?::BIGINT) FROM journal
                WHERE seq = ?
                """, [.text(reason), .integer(time.microseconds), .integer(seq)])
            return try connection.query(
                "DELETE FROM journal WHERE seq = ? RETURNING \(LedgerEntry.columns)", [.integer(seq)]
            ) { row throws(DuckDBError) in try LedgerEntry(row) }
        }
    }

    /// Writes to the disk; an update that changes nothing would not.
    func touch() throws(DuckDBError) {
        try connection.transaction { () throws(DuckDBError) in
            try connection.execute("UPDATE progress SET checks = checks + 1")
        }
    }

    /// Reads every row once, so that damage is found now and not when a row is asked for.
    func load() throws(DuckDBError) -> Ledger {
        let ledger = Ledger()
        let span = try connection.query("SELECT coalesce(min(seq), 1), coalesce(max(seq), 0) FROM journal") {
            row throws(DuckDBError) in (first: try row.value(0), last: try row.value(1))
        }
        guard let (first, last) = span.first else { throw DuckDBError("an aggregate gave no row") }
        // In pages, as a result is in memory as a whole.
        for page in stride(from: first, through: last, by: 20_000) {
            _ = try connection.query(
                """
                SELECT \(LedgerEntry.columns), strlen(content) FROM journal
                WHERE seq BETWEEN ? AND ?
                """, [.integer(page), .integer(page + 19_999)]
            ) { row throws(DuckDBError) in
                ledger.add(try LedgerEntry(row))
            }
        }
        ledger.used(through: try number("SELECT max(replayed_through) FROM progress"))
        ledger.used(through: try number("SELECT coalesce(max(seq), 0) FROM quarantine"))
        ledger.setQuarantined(Int(try number("SELECT count(*) FROM quarantine")))
        return ledger
    }

    /// How many rows have no version yet.
    func unversioned() throws(DuckDBError) -> Int64 {
        try number("SELECT count(*) FROM journal WHERE version IS NULL")
    }

    private func number(_ sql: String) throws(DuckDBError) -> Int64 {
        guard let number = try connection.query(sql, [], { row throws(DuckDBError) in try row.value(0) }).first else {
            throw DuckDBError("\(sql) gave no row")
        }
        return number
    }
}
