import ArgumentParser
import FeatureStore
import Foundation

/// All settings as flags. Those that are not given are taken from the environment, then from the file.
struct ServiceFlags: ParsableArguments {
    @Option(help: "A JSON file with settings by their names, such as {\"port\": 8080}. (FEATURE_STORE_CONFIG)")
    var config: String?

    @Option(help: "\(Settings.bind.help)") var bind: String?
    @Option(help: "\(Settings.port.help)") var port: Int?
    @Option(help: "\(Settings.adminBind.help)") var adminBind: String?
    @Option(help: "\(Settings.tlsCertificate.help)") var tlsCertificate: String?
    @Option(help: "\(Settings.tlsKey.help)") var tlsKey: String?
    @Option(help: "\(Settings.maxConnections.help)") var maxConnections: Int?
    @Option(help: "\(Settings.requestTimeout.help)") var requestTimeout: Double?
    @Option(help: "\(Settings.idleTimeout.help)") var idleTimeout: Double?
    @Option(help: "\(Settings.shutdownTimeout.help)") var shutdownTimeout: Double?
    @Option(help: "\(Settings.drainDelay.help)") var drainDelay: Double?

    @Option(help: "\(Settings.poolSize.help)") var poolSize: Int?
    @Option(help: "\(Settings.poolTimeout.help)") var poolTimeout: Double?
    @Option(help: "\(Settings.lockTimeout.help)") var lockTimeout: Double?
    @Option(help: "\(Settings.statementTimeout.help)") var statementTimeout: Double?
    @Option(help: "\(Settings.writeTimeout.help)") var writeTimeout: Double?
    @Option(help: "\(Settings.migrate.help)") var migrate: String?

    @Option(help: "\(Settings.cacheRows.help)") var cacheRows: Int?
    @Option(help: "\(Settings.cacheMebibytes.help)") var cacheMebibytes: Int?
    @Option(help: "\(Settings.cacheSeconds.help)") var cacheSeconds: Double?

    @Option(help: "\(Settings.healthInterval.help)") var healthInterval: Double?
    @Option(help: "\(Settings.loadTests.help)") var loadTests: String?
    @Option(name: .customLong("prometheus-url"), help: "\(Settings.prometheusURL.help)") var prometheusURL: String?
    @Option(name: .customLong("duckdb-library"), help: "\(Settings.duckDBLibrary.help)") var duckDBLibrary: String?
    @Option(name: .customLong("data-dir"), help: "\(Settings.dataFolder.help)") var dataFolder: String?
    @Option(help: "\(Settings.tokenFile.help)") var tokenFile: String?
    @Option(help: "\(Settings.logLevel.help)") var logLevel: String?
    @Option(help: "\(Settings.revision.help)") var revision: String?

    /// The settings of flags, environment and file together, checked.
    func configuration() async throws -> Configuration {
        let environment = ProcessInfo.processInfo.environment
        var sources = SettingSources(environment: environment)
        if let path = config ?? environment["FEATURE_STORE_CONFIG"] { try await sources.addFile(path) }
        sources.set(Settings.bind, bind)
        sources.set(Settings.port, port)
        sources.set(Settings.adminBind, adminBind)
        sources.set(Settings.tlsCertificate, tlsCertificate)
        sources.set(Settings.tlsKey, tlsKey)
        sources.set(Settings.maxConnections, maxConnections)
        sources.set(Settings.requestTimeout, requestTimeout)
        sources.set(Settings.idleTimeout, idleTimeout)
        sources.set(Settings.shutdownTimeout, shutdownTimeout)
        sources.set(Settings.drainDelay, drainDelay)
        sources.set(Settings.poolSize, poolSize)
        sources.set(Settings.poolTimeout, poolTimeout)
        sources.set(Settings.lockTimeout, lockTimeout)
        sources.set(Settings.statementTimeout, statementTimeout)
        sources.set(Settings.writeTimeout, writeTimeout)
        sources.set(Settings.migrate, migrate)
        sources.set(Settings.cacheRows, cacheRows)
        sources.set(Settings.cacheMebibytes, cacheMebibytes)
        sources.set(Settings.cacheSeconds, cacheSeconds)
        sources.set(Settings.healthInterval, healthInterval)
        sources.set(Settings.loadTests, loadTests)
        sources.set(Settings.prometheusURL, prometheusURL)
        sources.set(Settings.duckDBLibrary, duckDBLibrary)
        sources.set(Settings.dataFolder, dataFolder)
        sources.set(Settings.tokenFile, tokenFile)
        sources.set(Settings.logLevel, logLevel)
        sources.set(Settings.revision, revision)
        return try Configuration(sources)
    }
}
