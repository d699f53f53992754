import ArgumentParser
import FeatureStore
import Foundation
import Logging
import NIOCore
import ServiceLifecycle

/// `feature-store serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves manifests and their monitoring over HTTP.",
        discussion: """
            A setting is taken from its flag, else from its environment variable, else from the configuration file.

            Two are no flags, as everyone on the machine can read those: PostgreSQL, a libpq connection string or URI \
            in FEATURE_STORE_POSTGRES or under "postgres" in the file; and the token that writes need, in the file \
            that FEATURE_STORE_TOKEN_FILE names or in FEATURE_STORE_TOKEN.
            """)

    @OptionGroup var flags: ServiceFlags

    func run() async throws {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        let configuration = try await flags.configuration()
        var logger = Logger(label: "feature-store")
        logger.logLevel = configuration.logLevel
        do {
            let server = try FeatureStoreServer(configuration, logger: logger)
            try server.bootstrapLibraryMetrics()
            try await server.serviceGroup().run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ValidationError(
                "an address is in use by another process; choose another --port or --admin-bind, or port 0 for a free one"
            )
        }
    }
}
