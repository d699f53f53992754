import CLibPQ
import Logging
import Synchronization

/// One libpq connection. Its calls block, so they belong on threads of their own: see ``ConnectionPool``.
final class PostgreSQLConnection: Sendable {
    private struct Session {
        let pointer: OpaquePointer
        var prepared: Set<String> = []
    }

    private let session: Mutex<Session>
    private let notices: NoticeLog

    /// Connects, blocking for at most `connect_timeout`.
    init(_ parameters: ConnectionParameters, logger: Logger) throws(PostgreSQLError) {
        let (keywords, values) = (Array(parameters.values.keys), Array(parameters.values.values))
        let connected = withCStrings(keywords) { keywords in
            withCStrings(values) { values in PQconnectdbParams(keywords + [nil], values + [nil], 0) }
        }
        guard let pointer = connected else { throw .connectionFailed("out of memory") }
        guard PQstatus(pointer) == CONNECTION_OK else {
            let message = Self.message(of: pointer)
            PQfinish(pointer)
            throw .connectionFailed(message)
        }
        notices = NoticeLog(logger: logger)
        notices.receive(from: pointer)
        session = Mutex(Session(pointer: pointer))
    }

    deinit {
        session.withLock { PQfinish($0.pointer) }
    }

    /// Whether the connection is sound and outside of a transaction, so that it may be used again. Sends nothing.
    var isReusable: Bool {
        session.withLock {
            PQstatus($0.pointer) == CONNECTION_OK && PQtransactionStatus($0.pointer) == PQTRANS_IDLE
        }
    }

    /// Whether the peer is still there as far as the socket tells without a round trip. Finds connections that the
    /// server ended while they were idle.
    var isAlive: Bool {
        session.withLock { session in
            while isReadable(PQsocket(session.pointer)) {
                guard PQconsumeInput(session.pointer) == 1 else { return false }
            }
            return PQstatus(session.pointer) == CONNECTION_OK
        }
    }

    /// Runs one statement and waits for its rows.
    @discardableResult
    func execute(_ statement: Statement, _ parameters: [String] = []) throws(PostgreSQLError) -> [Row] {
        guard parameters.allSatisfy({ !$0.utf8.contains(0) }) else { throw .nulByte }
        return try session.withLock { session throws(PostgreSQLError) in
            try Self.prepare(statement, in: &session)
            let pointer = session.pointer
            let result = withCStrings(parameters) { values in
                let count = Int32(values.count)
                return if let name = statement.name {
                    PQexecPrepared(pointer, name, count, values, nil, nil, 0)
                } else {
                    PQexecParams(pointer, statement.text, count, nil, values, nil, nil, 0)
                }
            }
            return try Self.rows(of: result, on: pointer)
        }
    }

    /// Runs `body` between `BEGIN` and `COMMIT`, or `ROLLBACK` when it throws.
    ///
    /// Read committed, so that each statement sees what was committed before it: a version read after the lock is then
    /// the newest one, which under a snapshot taken at `BEGIN` it would not be.
    func transaction<Success>(
        _ body: (PostgreSQLConnection) throws(PostgreSQLError) -> Success
    ) throws(PostgreSQLError) -> Success {
        try execute(Statement("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"))
        let success: Success
        do {
            success = try body(self)
        } catch {
            // When this fails too, the connection is not reusable and the pool drops it; the first error is the one to tell.
            _ = try? execute(Statement("ROLLBACK"))
            throw error
        }
        do {
            try execute(Statement("COMMIT"))
        } catch .connectionLost(let message) {
            throw .commitUnknown(message)
        }
        return success
    }

    private static func prepare(_ statement: Statement, in session: inout Session) throws(PostgreSQLError) {
        guard let name = statement.name, !session.prepared.contains(name) else { return }
        _ = try rows(of: PQprepare(session.pointer, name, statement.text, 0, nil), on: session.pointer)
        session.prepared.insert(name)
    }

    /// Copies a result's rows and frees it.
    private static func rows(
        of result: OpaquePointer?, on connection: OpaquePointer
    ) throws(PostgreSQLError) -> [Row] {
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
            return (0..<PQntuples(result)).map { row in Row(result, row) }
        default:
            guard PQstatus(connection) == CONNECTION_OK else { throw .connectionLost(message(of: connection)) }
            guard let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))),
                let message = PQresultErrorField(result, Int32(UInt8(ascii: "M")))
            else { throw .connectionLost(message(of: connection)) }
            throw .refused(sqlState: String(cString: state), message: String(cString: message))
        }
    }

    /// libpq's last message, in one line, without the password.
    private static func message(of connection: OpaquePointer) -> String {
        var message = String(cString: PQerrorMessage(connection))
        if let password = PQpass(connection).map({ String(cString: $0) }), !password.isEmpty {
            message.replace(password, with: "***")
        }
        return message.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
}
