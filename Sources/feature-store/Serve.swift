public import ArgumentParser
import FeatureStore
import Foundation
public import Logging
import NIOCore
import ServiceLifecycle

/// `feature-store serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves manifests and their monitoring over HTTP.",
        discussion: """
            PostgreSQL is taken from FEATURE_STORE_POSTGRES, a libpq connection string or URI. Writes need the token in \
            the file that FEATURE_STORE_TOKEN_FILE names (or in FEATURE_STORE_TOKEN). DuckDB is loaded from \
            DUCKDB_LIBRARY, else from where libduckdb is installed, else from .tools/duckdb.
            """)

    @Option(help: "The address to listen on.")
    var bind = Options().bind
    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = Options().port
    @Option(help: "How many connections to PostgreSQL there may be.")
    var poolSize = Options().poolSize
    @Option(help: "The longest wait for a connection, in seconds.")
    var poolTimeout = Options().poolTimeout
    @Option(help: "The longest wait for a lock in PostgreSQL, in seconds.")
    var lockTimeout = Options().lockTimeout
    @Option(help: "The longest run of one statement in PostgreSQL, in seconds.")
    var statementTimeout = Options().statementTimeout
    @Option(help: "How many rows the read cache holds.")
    var cacheRows = Options().cacheRows
    @Option(help: "How many mebibytes of rows the read cache holds.")
    var cacheMebibytes = Options().cacheMebibytes
    @Option(help: "How long the read cache serves a row, in seconds.")
    var cacheSeconds = Options().cacheSeconds
    @Option(help: "The pause between two health checks, in seconds.")
    var healthInterval = Options().healthInterval
    @Option(help: "The least severe log lines to write: trace, debug, info, notice, warning, error or critical.")
    var logLevel = Logger.Level.info

    func run() async throws {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        var logger = Logger(label: "feature-store")
        logger.logLevel = logLevel
        let configuration = try Configuration(options, environment: ProcessInfo.processInfo.environment)
        do {
            let server = try FeatureStoreServer(configuration, logger: logger)
            try server.bootstrapLibraryMetrics()
            try await server.serviceGroup().run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ValidationError(
                "\(bind):\(port) is in use by another process; choose another --port, or 0 for a free one")
        }
    }

    private var options: Options {
        var options = Options()
        options.bind = bind
        options.port = port
        options.poolSize = poolSize
        options.poolTimeout = poolTimeout
        options.lockTimeout = lockTimeout
        options.statementTimeout = statementTimeout
        options.cacheRows = cacheRows
        options.cacheMebibytes = cacheMebibytes
        options.cacheSeconds = cacheSeconds
        options.healthInterval = healthInterval
        return options
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
