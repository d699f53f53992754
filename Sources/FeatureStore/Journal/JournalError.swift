/// Why the journal did not do what it was asked for.
enum JournalError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another journal, most likely of another process, has the files open.
    case locked(String)
    /// It cannot be used now. Nothing was stored.
    case unavailable(String)
    /// The wait ended, or the disk failed, while a row was being written. It may be stored; to repeat it with the same
    /// id is safe.
    case outcomeUnknown(String)
    /// The row contradicts one that is stored.
    case conflict(String)
    /// The caller was cancelled before anything was stored.
    case cancelled
    /// It was closed.
    case closed

    var description: String {
        switch self {
        case .locked(let reason): reason
        case .unavailable(let reason): "the journal is unavailable: \(reason)"
        case .outcomeUnknown(let reason): "the row may be in the journal or not; repeat it: \(reason)"
        case .conflict(let reason): reason
        case .cancelled: "cancelled before anything was stored"
        case .closed: "the journal is closed"
        }
    }
}
