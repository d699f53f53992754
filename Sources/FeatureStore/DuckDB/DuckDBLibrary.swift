import CDuckDB
import Foundation

/// The functions of DuckDB's C API that are used here, found in a shared library at run time.
///
/// Unchecked, because types of C functions are never `Sendable`: they are addresses that do not change.
final class DuckDBLibrary: @unchecked Sendable {
    /// DuckDB's version, such as `v1.4.1`.
    let version: String

    let createConfig: cduckdb_create_config_function
    let setConfig: cduckdb_set_config_function
    let destroyConfig: cduckdb_destroy_config_function
    let open: cduckdb_open_ext_function
    let close: cduckdb_close_function
    let free: cduckdb_free_function
    let connect: cduckdb_connect_function
    let disconnect: cduckdb_disconnect_function

    let prepare: cduckdb_prepare_function
    let prepareError: cduckdb_prepare_error_function
    let destroyPrepare: cduckdb_destroy_prepare_function
    let bindInteger: cduckdb_bind_int64_function
    let bindText: cduckdb_bind_varchar_length_function
    let bindValue: cduckdb_bind_value_function
    let execute: cduckdb_execute_prepared_function

    let createText: cduckdb_create_varchar_length_function
    let createList: cduckdb_create_list_value_function
    let destroyValue: cduckdb_destroy_value_function
    let createType: cduckdb_create_logical_type_function
    let destroyType: cduckdb_destroy_logical_type_function

    let resultError: cduckdb_result_error_function
    let destroyResult: cduckdb_destroy_result_function
    let fetchChunk: cduckdb_fetch_chunk_function
    let chunkSize: cduckdb_data_chunk_get_size_function
    let chunkColumns: cduckdb_data_chunk_get_column_count_function
    let chunkVector: cduckdb_data_chunk_get_vector_function
    let destroyChunk: cduckdb_destroy_data_chunk_function
    let vectorData: cduckdb_vector_get_data_function
    let vectorValidity: cduckdb_vector_get_validity_function
    let isValid: cduckdb_validity_row_is_valid_function
    let stringData: cduckdb_string_t_data_function

    let createAppender: cduckdb_appender_create_function
    let appenderError: cduckdb_appender_error_function
    let endRow: cduckdb_appender_end_row_function
    let closeAppender: cduckdb_appender_close_function
    let destroyAppender: cduckdb_appender_destroy_function
    let appendInteger: cduckdb_append_int64_function
    let appendText: cduckdb_append_varchar_length_function
    let appendTime: cduckdb_append_timestamp_function
    let appendNull: cduckdb_append_null_function

    /// Loads the library at a path, or by a bare name from where the system looks for libraries. It stays loaded.
    init(path: String) throws(DuckDBError) {
        let symbols = try SharedLibrary(path: path)
        let libraryVersion = try symbols.find("library_version", cduckdb_library_version_function.self)
        version = libraryVersion().map { String(cString: $0) } ?? "of unknown version"

        createConfig = try symbols.find("create_config")
        setConfig = try symbols.find("set_config")
        destroyConfig = try symbols.find("destroy_config")
        open = try symbols.find("open_ext")
        close = try symbols.find("close")
        free = try symbols.find("free")
        connect = try symbols.find("connect")
        disconnect = try symbols.find("disconnect")

        prepare = try symbols.find("prepare")
        prepareError = try symbols.find("prepare_error")
        destroyPrepare = try symbols.find("destroy_prepare")
        bindInteger = try symbols.find("bind_int64")
        bindText = try symbols.find("bind_varchar_length")
        bindValue = try symbols.find("bind_value")
        execute = try symbols.find("execute_prepared")

        createText = try symbols.find("create_varchar_length")
        createList = try symbols.find("create_list_value")
        destroyValue = try symbols.find("destroy_value")
        createType = try symbols.find("create_logical_type")
        destroyType = try symbols.find("destroy_logical_type")

        resultError = try symbols.find("result_error")
        destroyResult = try symbols.find("destroy_result")
        fetchChunk = try symbols.find("fetch_chunk")
        chunkSize = try symbols.find("data_chunk_get_size")
        chunkColumns = try symbols.find("data_chunk_get_column_count")
        chunkVector = try symbols.find("data_chunk_get_vector")
        destroyChunk = try symbols.find("destroy_data_chunk")
        vectorData = try symbols.find("vector_get_data")
        vectorValidity = try symbols.find("vector_get_validity")
        isValid = try symbols.find("validity_row_is_valid")
        stringData = try symbols.find("string_t_data")

        createAppender = try symbols.find("appender_create")
        appenderError = try symbols.find("appender_error")
        endRow = try symbols.find("appender_end_row")
        closeAppender = try symbols.find("appender_close")
        destroyAppender = try symbols.find("appender_destroy")
        appendInteger = try symbols.find("append_int64")
        appendText = try symbols.find("append_varchar_length")
        appendTime = try symbols.find("append_timestamp")
        appendNull = try symbols.find("append_null")
    }

    /// Loads DuckDB from the first of the paths that has it.
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
