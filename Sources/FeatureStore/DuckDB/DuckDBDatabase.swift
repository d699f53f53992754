import CDuckDB

/// An open DuckDB database: a file, or in memory. Its calls block.
///
/// Unchecked, because pointers are never `Sendable`: DuckDB's own may be used on any thread, and it is set once.
final class DuckDBDatabase: @unchecked Sendable {
    let library: DuckDBLibrary
    private var database: cduckdb_database?

    /// Opens the database.
    /// - Parameters:
    ///   - path: its file, which is made where it is not there; nil keeps it in memory.
    ///   - options: DuckDB's settings by their names.
    init(
        _ library: DuckDBLibrary, path: String? = nil, options: KeyValuePairs<String, String> = [:]
    )
        throws(DuckDBError)
    {
        self.library = library
        var config: cduckdb_config?
        defer { library.destroyConfig(&config) }
        guard library.createConfig(&config) == 0 else { throw DuckDBError("DuckDB makes no configuration") }
        for (name, value) in options where library.setConfig(config, name, value) != 0 {
            throw DuckDBError("DuckDB \(library.version) has no setting \(name)")
        }
        var message: UnsafeMutablePointer<CChar>?
        guard library.open(path, &database, config, &message) == 0 else {
            let reason = message.map { String(cString: $0) } ?? "it gives no reason"
            library.free(message)
            throw DuckDBError("DuckDB \(library.version) cannot open \(path ?? "a database in memory"): \(reason)")
        }
    }

    deinit { library.close(&database) }

    /// Makes a connection, which keeps the database open while it is there.
    func connect() throws(DuckDBError) -> DuckDBConnection {
        var connection: cduckdb_connection?
        guard library.connect(database, &connection) == 0, let connection else {
            throw DuckDBError("DuckDB \(library.version) cannot connect to its database")
        }
        return DuckDBConnection(connection, to: self)
    }
}
