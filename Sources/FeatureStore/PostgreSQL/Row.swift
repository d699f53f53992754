import CLibPQ

/// One row of a result, in text format.
struct Row: Sendable {
    private let columns: [String?]

    /// Copies a row out of libpq's result.
    init(_ result: OpaquePointer?, _ row: Int32) {
        columns = (0..<PQnfields(result)).map { column in
            guard PQgetisnull(result, row, column) == 0, let value = PQgetvalue(result, row, column) else { return nil }
            return String(cString: value)
        }
    }

    /// The text of a column that is not null.
    func text(_ column: Int) throws(PostgreSQLError) -> String {
        guard columns.indices.contains(column), let text = columns[column] else {
            throw .unexpectedResult("column \(column) is missing or null")
        }
        return text
    }

    /// The whole number of a column that is not null.
    func integer(_ column: Int) throws(PostgreSQLError) -> Int64 {
        let text = try text(column)
        guard let integer = Int64(text) else {
            throw .unexpectedResult("column \(column) is not a whole number")
        }
        return integer
    }
}
