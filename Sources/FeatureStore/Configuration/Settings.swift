/// All that an operator can choose. Durations are in seconds.
public enum Settings {
    /// Where the service listens.
    public static let bind = Setting("bind", "127.0.0.1", "The address to listen on.")
    /// The port there.
    public static let port = Setting("port", 8080, in: 0...65535, "The port to listen on; 0 takes a free one.")
    /// A second listener for machines, so that no crowd of clients keeps them out.
    public static let adminBind = Setting(
        "admin-bind", "",
        "A second address and port, such as 127.0.0.1:9090, that answers health and metrics only.")
    /// The certificate of the service.
    public static let tlsCertificate = Setting(
        "tls-certificate", "",
        "A PEM file with the certificate chain, with which the service speaks HTTPS; --admin-bind stays plain.")
    /// Its key.
    public static let tlsKey = Setting("tls-key", "", "A PEM file with the certificate's private key.")
    /// How many connections the service takes at once.
    public static let maxConnections = Setting(
        "max-connections", 1024, in: 1...1_000_000, "How many connections there may be at once; more wait.")
    /// How long a request may take to arrive.
    public static let requestTimeout = Setting(
        "request-timeout", 30.0, in: 0.01...3600, "How long a request may take to arrive, in seconds.")
    /// How long a connection may be idle.
    public static let idleTimeout = Setting(
        "idle-timeout", 60.0, in: 0.01...3600, "How long a connection may be open without a request, in seconds.")
    /// How long a shutdown may take.
    public static let shutdownTimeout = Setting(
        "shutdown-timeout", 20.0, in: 0.1...3600,
        "How long a shutdown may take before requests are cut off, in seconds.")
    /// How long the service goes on while it says that it is not ready.
    public static let drainDelay = Setting(
        "drain-delay", 0.0, in: 0...3600,
        "How long to go on taking requests at shutdown, not ready any more, in seconds; a load balancer's reaction time."
    )

    /// How many connections to PostgreSQL.
    public static let poolSize = Setting(
        "pool-size", 16, in: 1...512, "How many connections to PostgreSQL there may be.")
    /// The wait for one of them.
    public static let poolTimeout = Setting(
        "pool-timeout", 2.0, in: 0.001...3600, "The longest wait for a connection to PostgreSQL, in seconds.")
    /// The wait for a lock.
    public static let lockTimeout = Setting(
        "lock-timeout", 5.0, in: 0.001...3600, "The longest wait for a lock in PostgreSQL, in seconds.")
    /// The run of a statement.
    public static let statementTimeout = Setting(
        "statement-timeout", 10.0, in: 0.001...3600, "The longest run of one statement in PostgreSQL, in seconds.")

    /// The wait for a write.
    public static let writeTimeout = Setting(
        "write-timeout", 1.0, in: 0.001...3600,
        "How long PostgreSQL may take over a write that waits for no lock, in seconds; after that it goes to the journal."
    )

    /// Whether the service changes the schema.
    public static let migrate = Setting(
        "migrate", "on",
        "Whether the service brings PostgreSQL's schema up to date: on, or off, which leaves it to feature-store migrate."
    )

    /// The cache's rows.
    public static let cacheRows = Setting(
        "cache-rows", 10_000, in: 1...10_000_000, "How many rows the read cache holds.")
    /// The cache's size.
    public static let cacheMebibytes = Setting(
        "cache-mebibytes", 64, in: 1...65536, "How many mebibytes of rows the read cache holds.")
    /// The age of its rows.
    public static let cacheSeconds = Setting(
        "cache-seconds", 60.0, in: 0.001...86400, "How long the read cache serves a row, in seconds.")

    /// The pause between two checks.
    public static let healthInterval = Setting(
        "health-interval", 5.0, in: 0.1...3600, "The pause between two health checks, in seconds.")
    /// Whether load tests may be started.
    public static let loadTests = Setting(
        "load-tests", "off", "Whether POST /api/v1/monitoring/test/load starts load tests: on or off.")
    /// Where the values of the whole fleet are asked for.
    public static let prometheusURL = Setting(
        "prometheus-url", "", environment: "PROMETHEUS_URL",
        "A Prometheus, such as http://127.0.0.1:9090, to take fleet-wide values and alerts from.")
    /// Where DuckDB's library is.
    public static let duckDBLibrary = Setting(
        "duckdb-library", "", environment: "DUCKDB_LIBRARY",
        "DuckDB's shared library; empty looks where it is installed, then in .tools/duckdb.")
    /// Where the journal is.
    public static let dataFolder = Setting(
        "data-dir", "",
        "The folder of the DuckDB journal; empty takes STATE_DIRECTORY, as systemd gives it, else .feature-store.")
    /// A file with the token.
    public static let tokenFile = Setting(
        "token-file", "", "A file with the token that whoever changes something must send.")
    /// The least severe lines of the log.
    public static let logLevel = Setting(
        "log-level", "info",
        "The least severe log lines to write: trace, debug, info, notice, warning, error or critical.")
    /// The source's revision.
    public static let revision = Setting(
        "revision", "unknown", "The revision of the source that was built, for feature_store_build_info.")

    /// The token itself. Not a flag, nor a key of the file: both are read by more people than the environment.
    static let token = Setting("token", "", "The token that whoever changes something must send.")
    /// The database. Not a flag: it may hold a password, and everyone on the machine sees the flags of a process.
    static let postgres = Setting(
        "postgres", "",
        "PostgreSQL, as a libpq connection string or URI, such as postgresql:///features; empty keeps rows in DuckDB.")

    /// What systemd gives a unit with `StateDirectory=`. Not a flag: it is the machine's to say.
    static let stateFolder = Setting("state-directory", "", environment: "STATE_DIRECTORY", "systemd's folder.")

    /// The keys that the configuration file may have.
    static let fileKeys: Set<String> = [
        bind.name, port.name, adminBind.name, tlsCertificate.name, tlsKey.name, maxConnections.name,
        requestTimeout.name, idleTimeout.name,
        shutdownTimeout.name, drainDelay.name, poolSize.name, poolTimeout.name, lockTimeout.name,
        statementTimeout.name, writeTimeout.name, migrate.name, cacheRows.name, cacheMebibytes.name, cacheSeconds.name,
        healthInterval.name, loadTests.name, prometheusURL.name, duckDBLibrary.name, dataFolder.name, tokenFile.name,
        logLevel.name, revision.name,
        postgres.name,
    ]
}
