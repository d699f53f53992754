import CDuckDB
import Foundation
import Synchronization

/// A DuckDB database in memory, with one connection. Its calls block.
final class DuckDBDatabase: Sendable {
    private struct Session {
        let library: DuckDBLibrary
        var database: cduckdb_database?
        var connection: cduckdb_connection?
    }

    private let session: Mutex<Session>
    /// DuckDB's version, such as `v1.4.1`.
    let version: String

    /// Loads DuckDB from the first of the paths that has it, and opens a database in memory.
    /// - Throws: ``DuckDBError`` that says why none of them will do, and how to get one.
    convenience init(searching paths: [String]) throws(DuckDBError) {
        var problems: [String] = []
        for path in paths {
            do {
                try self.init(path: path)
                return
            } catch {
                problems.append("\(error)")
            }
        }
        throw DuckDBError(
            """
            DuckDB is not available: \(problems.joined(separator: "; ")). Set DUCKDB_LIBRARY to the path of libduckdb, \
            or run `make setup`, which puts the library of the PyPI wheel into .tools/duckdb \
            (that one needs Debian's libpython3.11)
            """)
    }

    init(path: String) throws(DuckDBError) {
        let library = try DuckDBLibrary(path: path)
        var session = Session(library: library)
        version = library.version().map { String(cString: $0) } ?? "of unknown version"
        guard library.open(nil, &session.database) == 0 else {
            throw DuckDBError("\(path): DuckDB \(version) cannot open a database in memory")
        }
        guard library.connect(session.database, &session.connection) == 0 else {
            library.close(&session.database)
            throw DuckDBError("\(path): DuckDB \(version) cannot connect to its database in memory")
        }
        self.session = Mutex(session)
    }

    deinit {
        session.withLock { session in
            session.library.disconnect(&session.connection)
            session.library.close(&session.database)
        }
    }

    /// Runs `SELECT 1` and looks at the answer.
    func check() throws(DuckDBError) {
        try session.withLock { session throws(DuckDBError) in
            let library = session.library
            var result = cduckdb_result()
            defer { library.destroyResult(&result) }
            guard library.query(session.connection, "SELECT 1", &result) == 0 else {
                let message = library.error(&result).map { String(cString: $0) } ?? "unknown error"
                throw DuckDBError("SELECT 1 failed: \(message)")
            }
            let answer = library.integer(&result, 0, 0)
            guard answer == 1 else { throw DuckDBError("SELECT 1 gave \(answer)") }
        }
    }

    /// Where to look: at the given path only, else where the system looks, else in what `make setup` unpacked into
    /// `.tools/duckdb` of the current directory.
    static func searchPaths(_ given: String?) -> [String] {
        if let given { return [given] }
        #if os(macOS)
            let installed = "libduckdb.dylib"
        #else
            let installed = "libduckdb.so"
        #endif
        let folder = URL(filePath: ".tools/duckdb").absoluteURL
        let unpacked = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return [installed]
            + unpacked.filter { $0.pathExtension == "so" && $0.lastPathComponent.contains("duckdb") }
            .map { $0.path(percentEncoded: false) }.sorted()
    }
}
