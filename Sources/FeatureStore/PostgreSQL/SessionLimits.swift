/// What the server ends by itself, so that no statement and no lock outlives the request that it was for.
struct SessionLimits: Sendable {
    /// The longest that one statement may run.
    var statement: Duration = .seconds(10)
    /// The longest wait for a lock, advisory locks included.
    var lock: Duration = .seconds(5)
    /// The longest pause inside a transaction.
    var idleInTransaction: Duration = .seconds(10)

    /// Sets the limits, and raises `synchronous_commit` where it would acknowledge what a crash could lose.
    func apply(to connection: PostgreSQLConnection) throws(PostgreSQLError) {
        _ = try connection.execute(
            Self.set, [statement, lock, idleInTransaction].map { String($0.wholeMilliseconds) })
    }

    private static let set = Statement(
        """
        SELECT set_config('statement_timeout', $1, false),
               set_config('lock_timeout', $2, false),
               set_config('idle_in_transaction_session_timeout', $3, false),
               set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
                   THEN 'on' ELSE current_setting('synchronous_commit') END, false)
        """)
}

extension Duration {
    /// The duration in milliseconds, cut off; 0 means «no limit» to PostgreSQL, so it is at least 1.
    fileprivate var wholeMilliseconds: Int64 {
        max(1, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
    }
}
