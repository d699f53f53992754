/// Why the pool lent no connection.
enum PoolError: Error, Sendable, CustomStringConvertible {
    /// All connections were in use for as long as the caller may wait.
    case timedOut(after: Duration)
    /// Connecting failed a moment ago and the next try is not due.
    case backingOff(for: Duration)
    /// The pool is closed, as the service is going down.
    case closed

    var description: String {
        switch self {
        case .timedOut(let wait): "no connection became free within \(wait)"
        case .backingOff(let pause): "connecting failed a moment ago, the next try is due in \(pause)"
        case .closed: "the connection pool is closed"
        }
    }
}
