import Logging

/// Makes connections that are ready to use: limits set, schema current.
struct Connector: Sendable {
    let parameters: ConnectionParameters
    var limits = SessionLimits()
    /// Whether a schema that is too old is brought up to date, or refused.
    var migrates = true
    let logger: Logger

    /// Connects and prepares the session.
    /// - Parameters:
    ///   - limit: how long each step may take, migrations apart; where it is nil, as long as the connection string says.
    ///   - begun: gets the connection as soon as it is one; whoever closes it then ends this.
    @PostgreSQLThread func connect(
        within limit: Duration? = nil, begun: (PostgreSQLConnection) -> Void = { _ in }
    ) async throws(PostgreSQLError) -> PostgreSQLConnection {
        let limit = limit ?? parameters.connectTimeout
        let connection = try await PostgreSQLConnection.connect(
            parameters, within: limit, begun: begun, logger: logger)
        do throws(PostgreSQLError) {
            try await limits.apply(to: connection, within: limit)
            if migrates {
                try await Migrations.run(on: connection, within: limit, logger: logger)
            } else {
                try await Migrations.check(on: connection, within: limit)
            }
            return connection
        } catch {
            connection.close(because: "\(error)")
            // Nobody's statement was on its way.
            if case .noAnswer(let message) = error { throw .connectionFailed(message) }
            throw error
        }
    }
}
