/// What the server ends by itself, so that no statement and no lock outlives the request that it was for.
struct SessionLimits: Sendable {
    /// The longest that one statement may run.
    var statement: Duration = .seconds(10)
    /// The longest wait for a lock, advisory locks included.
    var lock: Duration = .seconds(5)
    /// How long a write that waits for no lock may go unanswered: then it is written elsewhere.
    var write: Duration = .seconds(1)
    /// The longest pause inside a transaction.
    var idleInTransaction: Duration = .seconds(10)
    /// How much longer than the server's own limit its answer is waited for.
    var grace: Duration = .milliseconds(500)

    /// How long to wait for the answer to a statement: a server that works keeps its own limit first, so whoever lets
    /// this pass is frozen or cut off.
    var deadline: Duration { statement + grace }

    /// How long to wait for the answer to a write.
    func write(waits: Bool) -> Duration { waits ? lock + write : write }

    /// Sets the limits, and raises `synchronous_commit` where it would acknowledge what a crash could lose.
    func apply(to connection: PostgreSQLConnection, within limit: Duration) async throws(PostgreSQLError) {
        let limits = [statement, lock, idleInTransaction].map { Parameter.text(String($0.wholeMilliseconds)) }
        try await connection.execute(Self.set, limits, within: limit)
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
