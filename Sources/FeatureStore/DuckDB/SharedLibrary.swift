#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// DuckDB's shared library as the system's loader sees it.
struct SharedLibrary {
    private let path: String
    private let handle: UnsafeMutableRawPointer

    /// Loads the library, after the Python library that it needs where it is a wheel's. Both stay loaded.
    init(path: String) throws(DuckDBError) {
        if let interpreter = Self.interpreter(of: path), dlopen(interpreter, RTLD_NOW | RTLD_GLOBAL) == nil {
            throw DuckDBError("\(interpreter), which \(path) needs, cannot be loaded: \(Self.lastError)")
        }
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw DuckDBError("\(path) cannot be loaded: \(Self.lastError)")
        }
        self.path = path
        self.handle = handle
    }

    /// The function `duckdb_…` of the given type.
    func find<Function>(_ name: String, _: Function.Type = Function.self) throws(DuckDBError) -> Function {
        guard let address = dlsym(handle, "duckdb_\(name)") else {
            throw DuckDBError("\(path) has no function duckdb_\(name); it is not DuckDB's library, or too old")
        }
        // The types are those of DuckDB's C API, which keeps them stable: see shim.h.
        return unsafeBitCast(address, to: Function.self)
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
