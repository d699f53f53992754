/// Why the store could not do its part, sorted by what its caller can do about it.
enum StoreError: Error, Sendable, CustomStringConvertible {
    /// PostgreSQL could not be asked, or could do nothing for anybody: nothing is stored, and it may be written elsewhere.
    case notSent(String)
    /// PostgreSQL was asked and did not answer: it may be stored or not. Only with the same id is it safe to write it
    /// again.
    case ambiguous(String)
    /// PostgreSQL refused and nothing is stored.
    case refused(String, Fault)
    /// Something else is stored where the row was to go: it can never be stored as it is.
    case conflict(String)
    /// The task was cancelled before the row was sent: nothing is stored.
    case cancelled

    /// What a refusal comes from, and so what ends it.
    enum Fault: Sendable {
        /// The moment, such as a lock that was not had in time: another try may work.
        case moment
        /// The row: it is refused however often it comes.
        case row
        /// The database, such as a right that the service's role lacks: the row is taken once that is mended.
        case database
    }

    var description: String {
        switch self {
        case .notSent(let reason): "the store is unavailable: \(reason)"
        case .ambiguous(let reason): "the insert may be stored or not: \(reason)"
        case .refused(let reason, .moment): "the store is unavailable: \(reason)"
        case .refused(let reason, _): "the store failed: \(reason)"
        case .conflict(let reason): reason
        case .cancelled: "the task was cancelled"
        }
    }

    /// Sorts the pool's and the connection's errors.
    init(_ error: any Error) {
        self =
            switch error {
            case let error as StoreError: error
            case let error as PostgreSQLError: Self(error)
            case is CancellationError: .cancelled
            default: .notSent("\(error)")
            }
    }

    private init(_ error: PostgreSQLError) {
        self =
            switch error {
            case .connectionFailed, .oldSchema: .notSent("\(error)")
            case .noAnswer: .ambiguous("\(error)")
            case .refused(let sqlState, _) where Self.isAway(sqlState): .notSent("\(error)")
            case .refused(let sqlState, _): .refused("\(error)", Fault(sqlState))
            case .nulByte: .refused("\(error)", .row)
            // It was done, and what came of it cannot be told.
            case .unexpectedResult: .ambiguous("\(error)")
            }
    }

    /// Whether no statement works at the moment: read_only_sql_transaction (a standby), and the classes 08 (connection),
    /// 53 (a full disk, no connection left), 57P (shutdown, start-up) and 58 (the disk fails). Source: PostgreSQL's
    /// manual, appendix A.
    private static func isAway(_ sqlState: String) -> Bool {
        sqlState == "25006" || ["08", "53", "57P", "58"].contains { sqlState.hasPrefix($0) }
    }
}

extension StoreError.Fault {
    /// The moment's are lock_not_available, query_canceled (a timeout), deadlock and serialization failures. The row's are
    /// the classes 22 (data), 23 (a constraint), 44 (a view's check) and 54 (too large for an index), and what a trigger
    /// raises. What is none of these does not tell of the row. Source: PostgreSQL's manual, appendix A.
    fileprivate init(_ sqlState: String) {
        if [PostgreSQLError.lockNotAvailable, "57014", "40001", "40P01"].contains(sqlState) {
            self = .moment
        } else if ["22", "23", "44", "54", "P0001"].contains(where: sqlState.hasPrefix) {
            self = .row
        } else {
            self = .database
        }
    }
}
