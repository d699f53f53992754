import CDuckDB

/// A value that a statement gets or a row is made of.
enum DuckDBValue {
    case integer(Int64)
    /// Also what DuckDB makes a UUID of.
    case text(String)
    /// In a row that is appended only.
    case null
    /// Microseconds since 1970, in a row that is appended only.
    case time(Int64)
    /// A list, as a parameter only.
    case texts([String])
}

/// A prepared statement.
final class DuckDBStatement {
    private let library: DuckDBLibrary
    private var statement: cduckdb_statement?

    init(_ sql: String, on connection: cduckdb_connection?, _ library: DuckDBLibrary) throws(DuckDBError) {
        self.library = library
        guard library.prepare(connection, sql, &statement) == 0 else {
            throw DuckDBError(library.prepareError(statement).map { String(cString: $0) } ?? "unknown error")
        }
    }

    deinit { library.destroyPrepare(&statement) }

    /// Runs it with these parameters and reads every row.
    func run<Success>(
        _ parameters: [DuckDBValue], _ read: (DuckDBRow) throws(DuckDBError) -> Success
    ) throws(DuckDBError) -> [Success] {
        for (index, value) in parameters.enumerated() where bind(value, at: UInt64(index + 1)) != 0 {
            throw DuckDBError("parameter \(index + 1) does not fit its statement")
        }
        var result = cduckdb_result()
        defer { library.destroyResult(&result) }
        guard library.execute(statement, &result) == 0 else {
            throw DuckDBError(library.resultError(&result).map { String(cString: $0) } ?? "unknown error")
        }
        var rows: [Success] = []
        while let chunk = library.fetchChunk(result) {
            var chunk: cduckdb_chunk? = chunk
            defer { library.destroyChunk(&chunk) }
            let columns = (0..<library.chunkColumns(chunk)).map {
                DuckDBColumn(library.chunkVector(chunk, $0), library)
            }
            for row in 0..<library.chunkSize(chunk) {
                rows.append(try read(DuckDBRow(library: library, columns: columns, row: Int(row))))
            }
        }
        return rows
    }

    private func bind(_ value: DuckDBValue, at index: UInt64) -> cduckdb_state {
        switch value {
        case .integer(let integer): library.bindInteger(statement, index, integer)
        case .text(let text): text.withCharacters { library.bindText(statement, index, $0, $1) }
        case .texts(let texts): bind(texts, at: index)
        case .null, .time: 1
        }
    }

    private func bind(_ texts: [String], at index: UInt64) -> cduckdb_state {
        var type = library.createType(UInt32(cduckdb_type_varchar))
        var values = texts.map { $0.withCharacters { library.createText($0, $1) } }
        var list = library.createList(type, &values, UInt64(values.count))
        defer {
            library.destroyValue(&list)
            for index in values.indices { library.destroyValue(&values[index]) }
            library.destroyType(&type)
        }
        return library.bindValue(statement, index, list)
    }
}

extension String {
    /// Lends the text's bytes in UTF-8 to a function of C.
    func withCharacters<Success>(_ body: (UnsafePointer<CChar>, UInt64) -> Success) -> Success {
        withCString { body($0, UInt64(utf8.count)) }
    }
}
