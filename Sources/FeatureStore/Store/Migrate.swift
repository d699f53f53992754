public import Logging

/// Brings PostgreSQL's schema up to date, whether the service may or not.
/// - Returns: the version that this build needs.
/// - Throws: an error that says what is wrong, where PostgreSQL cannot be reached or refuses.
public func migrate(_ configuration: Configuration, logger: Logger) async throws -> Int64 {
    guard var connector = Connector(configuration, logger: logger) else {
        throw StartError(description: "no PostgreSQL is configured; give it in \(Settings.postgres.environment)")
    }
    connector.migrates = true
    try await connector.connect().close()
    return Migrations.newest
}

extension Connector {
    /// The connector that the settings ask for; nil where they name no PostgreSQL.
    init?(_ configuration: Configuration, logger: Logger) {
        guard let parameters = configuration.postgreSQL else { return nil }
        self.init(
            parameters: parameters, limits: configuration.limits, migrates: configuration.migrates,
            logger: logger)
    }
}
