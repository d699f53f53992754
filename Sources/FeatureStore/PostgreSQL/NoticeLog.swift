import CLibPQ
import Logging

/// Sends the server's notices and warnings to the log instead of standard error.
final class NoticeLog: Sendable {
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    /// Hands a connection its log. The connection must not outlive the log: whoever owns both keeps it so.
    func receive(from connection: OpaquePointer) {
        let write: PQnoticeProcessor = { log, message in
            guard let log, let message else { return }
            let text = String(cString: message).split(whereSeparator: \.isNewline).joined(separator: "; ")
            Unmanaged<NoticeLog>.fromOpaque(log).takeUnretainedValue().logger.info("PostgreSQL: \(text)")
        }
        PQsetNoticeProcessor(connection, write, Unmanaged.passUnretained(self).toOpaque())
    }
}
