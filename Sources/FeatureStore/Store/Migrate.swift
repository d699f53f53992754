public import Logging

/// Brings PostgreSQL's schema up to date, whether the service may or not.
/// - Returns: the version that this build needs.
/// - Throws: an error that says what is wrong, where PostgreSQL cannot be reached or refuses.
public func migrate(_ configuration: Configuration, logger: Logger) async throws -> Int64 {
    var connector = Connector(configuration, logger: logger)
    connector.migrates = true
    try await connector.connect().close()
    return Migrations.newest
}

extension Connector {
    /// The connector that the settings ask for.
    init(_ configuration: Configuration, logger: Logger) {
        self.init(
            parameters: configuration.postgreSQL, limits: configuration.limits, migrates: configuration.migrates,
            logger: logger)
    }
}
