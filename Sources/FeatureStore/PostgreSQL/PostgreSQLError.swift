/// What went wrong on a connection. Texts come from the server or libpq, without the password and without row values.
enum PostgreSQLError: Error, Sendable, CustomStringConvertible {
    /// No connection could be made.
    case connectionFailed(String)
    /// The connection broke in the middle of a call.
    case connectionLost(String)
    /// The connection broke during `COMMIT`: the transaction may be stored or not.
    case commitUnknown(String)
    /// The server refused a statement, with its five-character SQLSTATE.
    case refused(sqlState: String, message: String)
    /// A parameter holds a NUL byte, which PostgreSQL's text cannot.
    case nulByte
    /// The server answered with other columns than the statement asks for.
    case unexpectedResult(String)

    var description: String {
        switch self {
        case .connectionFailed(let message): "cannot connect to PostgreSQL: \(message)"
        case .connectionLost(let message): "the connection to PostgreSQL broke: \(message)"
        case .commitUnknown(let message): "the connection to PostgreSQL broke during COMMIT: \(message)"
        case .refused(let sqlState, let message): "PostgreSQL refused the statement (SQLSTATE \(sqlState)): \(message)"
        case .nulByte: "a parameter holds a NUL byte; PostgreSQL's text cannot"
        case .unexpectedResult(let message): "PostgreSQL answered unexpectedly: \(message)"
        }
    }
}
