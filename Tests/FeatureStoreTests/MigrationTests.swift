import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct MigrationTests {
    @Test func connectionsThatStartTogetherMigrateOnce() async throws {
        let connector = try await connector()
        let connections = await withTaskGroup { group in
            for _ in 0..<8 { group.addTask { try? await connector.connect() } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(connections.allSatisfy { $0 != nil })
        let steps = try await connections[0]?.execute(
            Statement("SELECT count(*), max(version) FROM feature_store.schema_migration"))
        #expect(try steps?.first?.integer(0) == Migrations.newest)
        #expect(try steps?.first?.integer(1) == Migrations.newest)
        for connection in connections { await connection?.close() }
    }

    @Test func whereMigratingIsOffAnOldSchemaIsRefused() async throws {
        let migrating = try await connector()
        var connector = migrating
        connector.migrates = false
        let refusing = connector
        let error = await #expect(throws: PostgreSQLError.self) { try await refusing.connect() }
        #expect(error?.description.contains("feature-store migrate") == true)
        try await migrating.connect().close()
        try await refusing.connect().close()
    }

    private func connector() async throws -> Connector {
        let parameters = try ConnectionParameters(try await PrivatePostgres.shared.makeDatabase())
        return Connector(parameters: parameters, logger: quietLogger)
    }
}
