import Logging

/// The schema, as the steps that lead to it. A step that was released is never changed: a new one follows it.
enum Migrations {
    private struct Migration {
        let version: Int64
        let statements: [Statement]
    }

    /// The version that this build needs.
    static let newest = steps.last?.version ?? 0

    /// Brings the database to the newest schema. Costs two short queries where it is there already.
    ///
    /// Instances that start together wait for each other on an advisory lock. A schema that is newer than this build
    /// knows is left alone: later steps keep to what earlier builds use.
    /// - Parameter limit: how long each of those queries may take. A step may take much longer: see ``longest``.
    static func run(
        on connection: PostgreSQLConnection, within limit: Duration, logger: Logger
    ) async throws(PostgreSQLError) {
        guard try await version(on: connection, within: limit) < newest else { return }
        try await connection.transaction(within: longest) { connection throws(PostgreSQLError) in
            try await connection.execute(patience, within: longest)
            try await connection.execute(lock, within: longest)
            let version = try await version(on: connection, within: longest)
            for step in steps where step.version > version {
                for statement in step.statements { try await connection.execute(statement, within: longest) }
                try await connection.execute(record, [.integer(step.version)], within: longest)
                logger.info("PostgreSQL schema migrated to version \(step.version)")
            }
        }
    }

    /// - Throws: ``PostgreSQLError/oldSchema(version:needed:)`` where a step is missing.
    static func check(on connection: PostgreSQLConnection, within limit: Duration) async throws(PostgreSQLError) {
        let version = try await version(on: connection, within: limit)
        guard version >= newest else { throw .oldSchema(version: version, needed: newest) }
    }

    /// The newest step in the database, 0 where there is none.
    private static func version(
        on connection: PostgreSQLConnection, within limit: Duration
    ) async throws(PostgreSQLError) -> Int64 {
        guard try await connection.execute(hasSteps, within: limit).first?.integer(0) == 1 else { return 0 }
        let newest = try await connection.execute(
            Statement("SELECT coalesce(max(version), 0) FROM feature_store.schema_migration"), within: limit)
        return try newest.first?.integer(0) ?? 0
    }

    /// How long a statement of a step may take, as one may rewrite the whole table.
    private static let longest = Duration.seconds(3600)
    private static let patience = Statement(
        "SELECT set_config('statement_timeout', '3600s', true), set_config('lock_timeout', '0', true)")

    // A query and not to_regclass(), which answers from a cache that waiting for an advisory lock does not refresh: who
    // waited for another instance's migration would not see it.
    private static let hasSteps = Statement(
        """
        SELECT count(*) FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
        WHERE nspname = 'feature_store' AND relname = 'schema_migration'
        """)
    private static let lock = Statement(
        "SELECT pg_advisory_xact_lock(hashtextextended('feature_store.schema_migration', 1))")
    private static let record = Statement("INSERT INTO feature_store.schema_migration (version) VALUES ($1::bigint)")

    private static let steps = [first, Migration(version: 2, statements: ManifestFunctions.step)]

    private static let first = Migration(
        version: 1,
        statements: [
            Statement("CREATE SCHEMA IF NOT EXISTS feature_store"),
            Statement(
                """
                CREATE TABLE feature_store.schema_migration (
                    version int PRIMARY KEY,
                    applied_at timestamptz NOT NULL DEFAULT now()
                )
                """),
            // Names compare byte by byte: what a language takes for equal or greater has no part in them.
            Statement(
                """
                CREATE TABLE feature_store.manifest (
                    symbol text COLLATE "C" NOT NULL CHECK (octet_length(symbol) BETWEEN 1 AND 256),
                    feature text COLLATE "C" NOT NULL CHECK (octet_length(feature) BETWEEN 1 AND 256),
                    version bigint NOT NULL CHECK (version > 0),
                    content text NOT NULL,
                    content_hash text NOT NULL CHECK (octet_length(content_hash) = 64),
                    created_at timestamptz NOT NULL,
                    PRIMARY KEY (symbol, version)
                )
                """),
            Statement("CREATE UNIQUE INDEX manifest_latest ON feature_store.manifest (symbol, feature, version)"),
        ])
}
