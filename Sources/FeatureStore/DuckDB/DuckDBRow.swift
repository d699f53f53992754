import CDuckDB
import Foundation

/// A column of a chunk of a result.
struct DuckDBColumn {
    let data: UnsafeMutableRawPointer?
    let validity: UnsafeMutablePointer<UInt64>?

    init(_ vector: cduckdb_vector?, _ library: DuckDBLibrary) {
        data = library.vectorData(vector)
        validity = library.vectorValidity(vector)
    }
}

/// A row of a result, to be read while the result is there.
struct DuckDBRow {
    let library: DuckDBLibrary
    let columns: [DuckDBColumn]
    let row: Int

    /// A BIGINT, or a TIMESTAMP in microseconds since 1970; nil for NULL.
    func integer(_ column: Int) throws(DuckDBError) -> Int64? {
        try element(column)?.assumingMemoryBound(to: Int64.self)[row]
    }

    /// A BIGINT or TIMESTAMP that is never NULL.
    func value(_ column: Int) throws(DuckDBError) -> Int64 {
        guard let value = try integer(column) else { throw DuckDBError("column \(column) is NULL") }
        return value
    }

    /// A VARCHAR.
    func text(_ column: Int) throws(DuckDBError) -> String {
        guard let strings = try element(column)?.assumingMemoryBound(to: cduckdb_string.self) else {
            throw DuckDBError("column \(column) is NULL")
        }
        let bytes = UnsafeRawBufferPointer(
            start: library.stringData(strings + row), count: Int(strings[row].length))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A UUID.
    func uuid(_ column: Int) throws(DuckDBError) -> UUID {
        guard let elements = try element(column)?.assumingMemoryBound(to: cduckdb_hugeint.self) else {
            throw DuckDBError("column \(column) is NULL")
        }
        let element = elements[row]
        let halves = (
            (UInt64(bitPattern: element.upper) ^ 1 << 63).bigEndian, element.lower.bigEndian
        )
        return UUID(uuid: withUnsafeBytes(of: halves) { $0.loadUnaligned(as: uuid_t.self) })
    }

    /// The column's elements; nil where this row's is NULL.
    private func element(_ column: Int) throws(DuckDBError) -> UnsafeMutableRawPointer? {
        guard columns.indices.contains(column), let data = columns[column].data else {
            throw DuckDBError("there is no column \(column) in the answer")
        }
        if let validity = columns[column].validity, !library.isValid(validity, UInt64(row)) { return nil }
        return data
    }
}
