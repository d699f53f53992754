/// Why the store could not do its part. None of these is the caller's fault.
enum StoreError: Error, Sendable, CustomStringConvertible {
    /// PostgreSQL cannot be reached, or all connections are taken: worth another try.
    case unavailable(String)
    /// The connection broke while an insert was being committed. It may be stored; to repeat it is safe, as the same
    /// content as the newest row's is stored once.
    case outcomeUnknown(String)
    /// PostgreSQL refused a statement that should have worked.
    case failed(String)

    var description: String {
        switch self {
        case .unavailable(let reason): "the store is unavailable: \(reason)"
        case .outcomeUnknown(let reason): "the insert may be stored or not; repeat it: \(reason)"
        case .failed(let reason): "the store failed: \(reason)"
        }
    }

    /// Sorts the pool's and the connection's errors by what a caller can do about them.
    init(_ error: any Error) {
        self =
            switch error {
            case let error as StoreError: error
            case let error as PostgreSQLError: Self(error)
            default: .unavailable("\(error)")
            }
    }

    private init(_ error: PostgreSQLError) {
        switch error {
        case .connectionFailed, .connectionLost: self = .unavailable("\(error)")
        case .commitUnknown: self = .outcomeUnknown("\(error)")
        case .refused(let sqlState, _) where Self.isPassing(sqlState): self = .unavailable("\(error)")
        case .refused, .nulByte, .unexpectedResult: self = .failed("\(error)")
        }
    }

    /// Whether the same statement may work a moment later: lock_not_available, query_canceled (a timeout), deadlock and
    /// serialization failures, and the classes 08 (connection), 53 (resources) and 57P (shutdown, start-up).
    /// Source: PostgreSQL's manual, appendix A.
    private static func isPassing(_ sqlState: String) -> Bool {
        ["55P03", "57014", "40001", "40P01"].contains(sqlState)
            || ["08", "53", "57P"].contains { sqlState.hasPrefix($0) }
    }
}
