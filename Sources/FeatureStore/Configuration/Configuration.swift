import Foundation
public import Logging
import NIOCore
import NIOSSL

/// What the service runs with: every value checked. Its text never shows a secret.
public struct Configuration: Sendable {
    /// The least severe lines that the log gets.
    public let logLevel: Logger.Level

    let address: ListenAddress
    let admin: ListenAddress?
    /// What the service identifies itself with; nil where it speaks plain HTTP.
    let tls: NIOSSLContext?
    let connectionLimit: Int
    var connectionLimits = ConnectionLimits()
    let shutdownTimeout: Duration
    let drainDelay: Duration
    /// Nil where rows are kept in the journal alone.
    let postgreSQL: ConnectionParameters?
    let poolSize: Int
    let poolTimeout: Duration
    let limits: SessionLimits
    let migrates: Bool
    let cacheRows: Int
    let cacheBytes: Int
    let cacheTimeToLive: Duration
    let healthInterval: Duration
    let allowsLoadTests: Bool
    let prometheus: URL?
    let token: BearerToken?
    let duckDBLibrary: String?
    let dataFolder: String
    let revision: String

    /// Checks every setting.
    /// - Throws: ``ConfigurationError`` with every problem there is.
    public init(_ sources: SettingSources) throws(ConfigurationError) {
        var checked = CheckedSettings(sources)
        let admin = checked.address(Settings.adminBind)
        let logLevel = checked.choice(Settings.logLevel, Logger.Level.allCases.map(\.rawValue))
        let allowsLoadTests = checked.choice(Settings.loadTests, ["on", "off"]) == "on"
        let migrates = checked.choice(Settings.migrate, ["on", "off"]) == "on"
        let prometheus = checked.url(Settings.prometheusURL)
        let token = checked.token()
        let tls = checked.tls()
        let postgreSQL = checked.postgreSQL()
        let bind = checked.text(Settings.bind)
        if bind.isEmpty { checked.problems.append("--bind is empty; give an address such as 127.0.0.1") }
        let duckDBLibrary = checked.text(Settings.duckDBLibrary)

        let dataFolders = [checked.text(Settings.dataFolder), checked.text(Settings.stateFolder), ".feature-store"]

        address = ListenAddress(host: bind, port: checked[Settings.port])
        self.admin = admin
        self.tls = tls
        connectionLimit = checked[Settings.maxConnections]
        connectionLimits.request = TimeAmount(checked.duration(Settings.requestTimeout))
        connectionLimits.idle = TimeAmount(checked.duration(Settings.idleTimeout))
        shutdownTimeout = checked.duration(Settings.shutdownTimeout)
        drainDelay = checked.duration(Settings.drainDelay)
        poolSize = checked[Settings.poolSize]
        poolTimeout = checked.duration(Settings.poolTimeout)
        limits = SessionLimits(
            statement: checked.duration(Settings.statementTimeout), lock: checked.duration(Settings.lockTimeout),
            write: checked.duration(Settings.writeTimeout))
        self.migrates = migrates
        cacheRows = checked[Settings.cacheRows]
        cacheBytes = checked[Settings.cacheMebibytes] << 20
        cacheTimeToLive = checked.duration(Settings.cacheSeconds)
        healthInterval = checked.duration(Settings.healthInterval)
        self.allowsLoadTests = allowsLoadTests
        self.prometheus = prometheus
        self.token = token
        self.duckDBLibrary = duckDBLibrary.isEmpty ? nil : duckDBLibrary
        dataFolder = dataFolders.first { !$0.isEmpty } ?? ""
        revision = checked.text(Settings.revision)
        self.logLevel = Logger.Level(rawValue: logLevel) ?? .info
        self.postgreSQL = postgreSQL
        guard checked.problems.isEmpty else { throw ConfigurationError(problems: checked.problems) }
    }
}

/// All that is wrong with the settings, each with how to mend it.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// One sentence for each problem.
    public let problems: [String]

    /// The problems, a line each.
    public var description: String { problems.joined(separator: "\n") }
}
