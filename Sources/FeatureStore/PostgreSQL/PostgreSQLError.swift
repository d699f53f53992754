/// What went wrong on a connection. Texts come from the server or libpq, without the password and without row values.
enum PostgreSQLError: Error, Sendable, CustomStringConvertible {
    /// No connection could be made, or it had ended before the statement was written to it.
    case connectionFailed(String)
    /// The statement was sent, and the connection ended, or the deadline did, before the answer: it may have been done
    /// or not.
    case noAnswer(String)
    /// The server refused a statement, with its five-character SQLSTATE. Nothing of its transaction stays.
    case refused(sqlState: String, message: String)
    /// A parameter holds a NUL byte, which PostgreSQL's text cannot.
    case nulByte
    /// The server answered with other columns than the statement asks for.
    case unexpectedResult(String)
    /// The database's schema is older than this build needs, and migrating is switched off.
    case oldSchema(version: Int64, needed: Int64)

    /// The SQLSTATE of a lock that was not had in time.
    static let lockNotAvailable = "55P03"

    var description: String {
        switch self {
        case .connectionFailed(let message): "cannot connect to PostgreSQL: \(message)"
        case .noAnswer(let message): "PostgreSQL gave no answer: \(message)"
        case .refused(let sqlState, let message): "PostgreSQL refused the statement (SQLSTATE \(sqlState)): \(message)"
        case .nulByte: "a parameter holds a NUL byte; PostgreSQL's text cannot"
        case .unexpectedResult(let message): "PostgreSQL answered unexpectedly: \(message)"
        case .oldSchema(let version, let needed):
            "the schema is at version \(version) and \(needed) is needed; run `feature-store migrate`"
        }
    }
}
