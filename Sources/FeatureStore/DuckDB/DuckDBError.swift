/// Why DuckDB cannot be used, or did not do what it was asked for.
struct DuckDBError: Error, Sendable, CustomStringConvertible {
    let description: String
    /// Whether it was a commit that failed.
    var isOfCommit = false

    init(_ description: String) { self.description = description }

    /// Whether the database takes no more statements until it is closed and opened again, as after a checkpoint that
    /// found the disk full.
    var needsReopening: Bool { mentions(["FATAL Error", "database has been invalidated"]) }

    /// Whether the cause is the disk or the file on it, so that the same would happen to any other row.
    var isOfStorage: Bool { isOfCommit || needsReopening || isDamage || mentions(["IO Error", "Could not write"]) }

    /// Whether the file or its log holds what DuckDB did not write. Not where the file cannot be opened or read for a
    /// reason outside of it, nor for a reason unknown here: such a file is left as it is.
    var isDamage: Bool {
        let isDamage = mentions([
            "Corrupt", "checksum", "not a valid DuckDB database file", "Could not read enough bytes",
            "Failure while replaying WAL", "Serialization Error",
        ])
        let isOutside = mentions([
            "No space left", "Permission denied", "Could not set lock", "Out of Memory", "Input/output error",
            "Too many open files",
        ])
        return isDamage && !isOutside
    }

    /// Where in the log the first damaged entry begins, as DuckDB says it.
    var damagedPosition: Int? {
        description.firstMatch(of: /Corrupt WAL file: entry at byte position (\d+)/).flatMap { Int($0.1) }
    }

    private func mentions(_ texts: [String]) -> Bool { texts.contains { description.contains($0) } }
}
