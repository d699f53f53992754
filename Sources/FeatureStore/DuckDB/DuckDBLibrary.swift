import CDuckDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The functions of DuckDB's C API that are used here, found in a shared library at run time.
struct DuckDBLibrary {
    let version: cduckdb_library_version_function
    let open: cduckdb_open_function
    let close: cduckdb_close_function
    let connect: cduckdb_connect_function
    let disconnect: cduckdb_disconnect_function
    let query: cduckdb_query_function
    let error: cduckdb_result_error_function
    let integer: cduckdb_value_int64_function
    let destroyResult: cduckdb_destroy_result_function

    /// Loads the library at a path, or by a bare name from where the system looks for libraries. It stays loaded.
    init(path: String) throws(DuckDBError) {
        if let interpreter = Self.interpreter(of: path), dlopen(interpreter, RTLD_NOW | RTLD_GLOBAL) == nil {
            throw DuckDBError("\(interpreter), which \(path) needs, cannot be loaded: \(Self.lastError)")
        }
        guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw DuckDBError("\(path) cannot be loaded: \(Self.lastError)")
        }
        func find<Function>(_ name: String, _: Function.Type) throws(DuckDBError) -> Function {
            guard let address = dlsym(library, name) else {
                throw DuckDBError("\(path) has no function \(name); it is not DuckDB's library, or too old")
            }
            // The types are those of DuckDB's C API, which keeps them stable: see shim.h.
            return unsafeBitCast(address, to: Function.self)
        }
        version = try find("duckdb_library_version", cduckdb_library_version_function.self)
        open = try find("duckdb_open", cduckdb_open_function.self)
        close = try find("duckdb_close", cduckdb_close_function.self)
        connect = try find("duckdb_connect", cduckdb_connect_function.self)
        disconnect = try find("duckdb_disconnect", cduckdb_disconnect_function.self)
        query = try find("duckdb_query", cduckdb_query_function.self)
        error = try find("duckdb_result_error", cduckdb_result_error_function.self)
        integer = try find("duckdb_value_int64", cduckdb_value_int64_function.self)
        destroyResult = try find("duckdb_destroy_result", cduckdb_destroy_result_function.self)
    }

    /// The Python library that a wheel's extension module takes its symbols from without naming it: `cpython-311` in
    /// the file's name means `libpython3.11.so.1.0`. Nil for DuckDB's own library.
    static func interpreter(of path: String) -> String? {
        guard let tag = path.firstMatch(of: /cpython-(\d)(\d+)[^\/]*$/) else { return nil }
        return "libpython\(tag.1).\(tag.2).so.1.0"
    }

    private static var lastError: String {
        dlerror().map { String(cString: $0) } ?? "unknown error"
    }
}

/// Why DuckDB cannot be used.
struct DuckDBError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
