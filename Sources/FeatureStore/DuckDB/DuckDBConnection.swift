import CDuckDB

/// A connection to a DuckDB database, for one thread at a time. Its calls block.
final class DuckDBConnection {
    private let database: DuckDBDatabase
    private var connection: cduckdb_connection?
    /// Statements are prepared once; there are few.
    private var statements: [String: DuckDBStatement] = [:]

    private var library: DuckDBLibrary { database.library }

    init(_ connection: cduckdb_connection, to database: DuckDBDatabase) {
        self.connection = connection
        self.database = database
    }

    deinit {
        statements = [:]
        library.disconnect(&connection)
    }

    /// Runs a statement and reads what comes of it, row by row.
    func query<Success>(
        _ sql: String, _ parameters: [DuckDBValue] = [], _ read: (DuckDBRow) throws(DuckDBError) -> Success
    ) throws(DuckDBError) -> [Success] {
        if let statement = statements[sql] { return try statement.run(parameters, read) }
        let statement = try DuckDBStatement(sql, on: connection, library)
        statements[sql] = statement
        return try statement.run(parameters, read)
    }

    /// Runs a statement for what it does.
    func execute(_ sql: String, _ parameters: [DuckDBValue] = []) throws(DuckDBError) {
        _ = try query(sql, parameters) { _ in }
    }

    /// Runs `body` in a transaction, which is undone when `body` or the commit fails.
    func transaction<Success>(_ body: () throws(DuckDBError) -> Success) throws(DuckDBError) -> Success {
        try execute("BEGIN")
        let success: Success
        do throws(DuckDBError) {
            success = try body()
        } catch {
            try? execute("ROLLBACK")
            throw error
        }
        do throws(DuckDBError) {
            try execute("COMMIT")
        } catch {
            var error = error
            error.isOfCommit = true
            throw error
        }
        return success
    }

    /// Appends rows to a table, each with the values of all columns, past parser and planner.
    func append(_ rows: some Sequence<[DuckDBValue]>, to table: String) throws(DuckDBError) {
        var appender: cduckdb_appender?
        defer { _ = library.destroyAppender(&appender) }
        func check(_ state: cduckdb_state) throws(DuckDBError) {
            guard state != 0 else { return }
            throw DuckDBError(library.appenderError(appender).map { String(cString: $0) } ?? "unknown error")
        }
        try check(library.createAppender(connection, nil, table, &appender))
        for row in rows {
            for value in row { try check(append(value, to: appender)) }
            try check(library.endRow(appender))
        }
        try check(library.closeAppender(appender))
    }

    private func append(_ value: DuckDBValue, to appender: cduckdb_appender?) -> cduckdb_state {
        switch value {
        case .null: library.appendNull(appender)
        case .integer(let integer): library.appendInteger(appender, integer)
        case .text(let text): text.withCharacters { library.appendText(appender, $0, $1) }
        case .time(let microseconds): library.appendTime(appender, cduckdb_timestamp(microseconds: microseconds))
        case .texts: 1
        }
    }
}
