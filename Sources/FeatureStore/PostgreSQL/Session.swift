import CLibPQ
import Logging

/// libpq's connection: the calls that need its pointers.
@PostgreSQLThread final class Session {
    let pointer: OpaquePointer
    private let notices: NoticeLog
    private var isEnded = false

    /// Begins to connect.
    init?(_ parameters: ConnectionParameters, logger: Logger) {
        let (keywords, values) = (Array(parameters.values.keys), Array(parameters.values.values))
        let started = withCStrings(keywords) { keywords in
            withCStrings(values) { values in PQconnectStartParams(keywords + [nil], values + [nil], 0) }
        }
        guard let started else { return nil }
        pointer = started
        notices = NoticeLog(logger: logger)
        notices.receive(from: pointer)
    }

    /// Whether the connection is good as far as libpq knows.
    var isSound: Bool { !isEnded && PQstatus(pointer) != CONNECTION_BAD }

    /// libpq's last message, in one line, without the password.
    var message: String {
        guard !isEnded else { return "the connection has ended" }
        var message = String(cString: PQerrorMessage(pointer))
        if let password = PQpass(pointer).map({ String(cString: $0) }), !password.isEmpty {
            message.replace(password, with: "***")
        }
        return message.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }

    /// Puts a statement and the sync that commits it into the pipeline, and what prepares it before them.
    func queue(_ statement: Statement, _ parameters: [Parameter], isPrepared: Bool) -> Bool {
        if let name = statement.name, !isPrepared, PQsendPrepare(pointer, name, statement.text, 0, nil) == 0 {
            return false
        }
        let count = Int32(parameters.count)
        let lengths = parameters.map { Int32($0.bytes.count) }
        let formats = [Int32](repeating: 1, count: parameters.count)
        let isQueued = withBytes(parameters) { values in
            if let name = statement.name {
                PQsendQueryPrepared(pointer, name, count, values, lengths, formats, 0)
            } else {
                PQsendQueryParams(pointer, statement.text, count, nil, values, lengths, formats, 0)
            }
        }
        return isQueued == 1 && PQpipelineSync(pointer) == 1
    }

    /// Ends it, once.
    func end() {
        guard !isEnded else { return }
        isEnded = true
        PQfinish(pointer)
    }

    /// What the server says in a result that is an error; nil where libpq itself made it up.
    static func refusal(_ result: OpaquePointer) -> PostgreSQLError? {
        guard let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))),
            let message = PQresultErrorField(result, Int32(UInt8(ascii: "M")))
        else { return nil }
        return .refused(sqlState: String(cString: state), message: String(cString: message))
    }
}
