import Logging

/// Makes connections that are ready to use: limits set, schema current.
struct Connector: Sendable {
    let parameters: ConnectionParameters
    var limits = SessionLimits()
    let logger: Logger

    /// Connects and prepares the session. Blocks.
    func connect() throws(PostgreSQLError) -> PostgreSQLConnection {
        let connection = try PostgreSQLConnection(parameters, logger: logger)
        try limits.apply(to: connection)
        try Migrations.run(on: connection, logger: logger)
        return connection
    }
}
