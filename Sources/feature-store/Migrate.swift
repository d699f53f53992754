import ArgumentParser
import FeatureStore
import Logging

/// `feature-store migrate`.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings PostgreSQL's schema up to date, and ends.",
        discussion: """
            For deployments that run the service with --migrate off. Those that run at the same time wait for each \
            other. PostgreSQL and the other settings are found where `feature-store serve` finds them.
            """)

    @OptionGroup var flags: ServiceFlags

    func run() async throws {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        let configuration = try await flags.configuration()
        var logger = Logger(label: "feature-store")
        logger.logLevel = configuration.logLevel
        let version = try await FeatureStore.migrate(configuration, logger: logger)
        print("the schema is at version \(version)")
    }
}
