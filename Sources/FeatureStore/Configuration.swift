import Foundation

/// What an operator can choose, as given and not yet checked.
public struct Options: Sendable {
    /// The address to listen on.
    public var bind = "127.0.0.1"
    /// The TCP port to listen on; 0 takes a free one.
    public var port = 8080
    /// How many connections to PostgreSQL there may be.
    public var poolSize = 16
    /// The longest wait for a connection, in seconds.
    public var poolTimeout = 2.0
    /// The longest wait for a lock in PostgreSQL, in seconds.
    public var lockTimeout = 5.0
    /// The longest run of one statement in PostgreSQL, in seconds.
    public var statementTimeout = 10.0
    /// How many rows the read cache holds.
    public var cacheRows = 10_000
    /// How many mebibytes of rows the read cache holds.
    public var cacheMebibytes = 64
    /// How long the read cache serves a row, in seconds.
    public var cacheSeconds = 60.0
    /// The pause between two health checks, in seconds.
    public var healthInterval = 5.0

    /// The defaults.
    public init() {}
}

/// What the service runs with: every value checked. Its text never shows a secret.
public struct Configuration: Sendable {
    let bind: String
    let port: Int
    let postgreSQL: ConnectionParameters
    let poolSize: Int
    let poolTimeout: Duration
    let limits: SessionLimits
    let cacheRows: Int
    let cacheBytes: Int
    let cacheTimeToLive: Duration
    let healthInterval: Duration
    let token: BearerToken?
    let duckDBLibrary: String?
    let revision: String
    /// How long a request may take to arrive, however steadily.
    var requestTimeout: Duration = .seconds(30)

    /// Checks the options and what the environment adds: `FEATURE_STORE_POSTGRES` (a libpq connection string or URI),
    /// `FEATURE_STORE_TOKEN_FILE` or `FEATURE_STORE_TOKEN` (the secret for writes), `DUCKDB_LIBRARY` (a path) and
    /// `FEATURE_STORE_REVISION` (of the source, for `feature_store_build_info`).
    /// - Throws: ``ConfigurationError`` with every problem there is.
    public init(_ options: Options, environment: [String: String]) throws(ConfigurationError) {
        var problems: [String] = []
        Self.check(options, &problems)
        let postgreSQL = Self.postgreSQL(environment, &problems)
        token = Self.token(environment, &problems)
        guard problems.isEmpty, let postgreSQL else { throw ConfigurationError(problems: problems) }

        self.postgreSQL = postgreSQL
        bind = options.bind
        port = options.port
        poolSize = options.poolSize
        poolTimeout = .seconds(options.poolTimeout)
        limits = SessionLimits(
            statement: .seconds(options.statementTimeout), lock: .seconds(options.lockTimeout))
        cacheRows = options.cacheRows
        cacheBytes = options.cacheMebibytes << 20
        cacheTimeToLive = .seconds(options.cacheSeconds)
        healthInterval = .seconds(options.healthInterval)
        duckDBLibrary = environment["DUCKDB_LIBRARY"]
        revision = environment["FEATURE_STORE_REVISION"] ?? "unknown"
    }

    private static func check(_ options: Options, _ problems: inout [String]) {
        func require(_ value: Double, _ range: ClosedRange<Double>, _ option: String) {
            guard !range.contains(value) else { return }
            func text(_ number: Double) -> String { number == number.rounded() ? "\(Int64(number))" : "\(number)" }
            let shown = value.magnitude < 1e15 ? text(value) : "\(value)"
            problems.append(
                "\(option) is \(shown); give a number from \(text(range.lowerBound)) to \(text(range.upperBound))")
        }
        if options.bind.isEmpty { problems.append("--bind is empty; give an address such as 127.0.0.1") }
        require(Double(options.port), 0...65535, "--port")
        require(Double(options.poolSize), 1...512, "--pool-size")
        require(options.poolTimeout, 0.001...3600, "--pool-timeout")
        require(options.lockTimeout, 0.001...3600, "--lock-timeout")
        require(options.statementTimeout, 0.001...3600, "--statement-timeout")
        require(Double(options.cacheRows), 1...10_000_000, "--cache-rows")
        require(Double(options.cacheMebibytes), 1...65536, "--cache-mebibytes")
        require(options.cacheSeconds, 0.001...86400, "--cache-seconds")
        require(options.healthInterval, 0.1...3600, "--health-interval")
    }

    private static func postgreSQL(_ environment: [String: String], _ problems: inout [String]) -> ConnectionParameters?
    {
        guard let conninfo = environment["FEATURE_STORE_POSTGRES"], !conninfo.isEmpty else {
            problems.append(
                "FEATURE_STORE_POSTGRES is not set; give a libpq connection string, such as postgresql:///features")
            return nil
        }
        do {
            return try ConnectionParameters(conninfo)
        } catch {
            problems.append(
                """
                FEATURE_STORE_POSTGRES is not a libpq connection string or URI (it is not shown, as it may hold a \
                password); write it like postgresql://user@host:5432/database or host=… dbname=…
                """)
            return nil
        }
    }

    private static func token(_ environment: [String: String], _ problems: inout [String]) -> BearerToken? {
        let (source, text): (String, String)
        switch (environment["FEATURE_STORE_TOKEN_FILE"], environment["FEATURE_STORE_TOKEN"]) {
        case (nil, nil):
            return nil
        case (_?, _?):
            problems.append("FEATURE_STORE_TOKEN_FILE and FEATURE_STORE_TOKEN are both set; unset one")
            return nil
        case (nil, let token?):
            (source, text) = ("FEATURE_STORE_TOKEN", token)
        case (let file?, nil):
            guard let content = try? String(contentsOfFile: file, encoding: .utf8) else {
                problems.append("FEATURE_STORE_TOKEN_FILE: \(file) cannot be read; check its path and permissions")
                return nil
            }
            (source, text) = ("FEATURE_STORE_TOKEN_FILE: the token in \(file)", content)
        }
        guard let token = BearerToken(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            problems.append(
                """
                \(source) is not at least \(BearerToken.shortest) characters of visible ASCII; make one with \
                `openssl rand -hex 32`
                """)
            return nil
        }
        return token
    }
}

/// All that is wrong with the options and the environment, each with how to mend it.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// One sentence for each problem.
    public let problems: [String]

    /// The problems, a line each.
    public var description: String { problems.joined(separator: "\n") }
}
