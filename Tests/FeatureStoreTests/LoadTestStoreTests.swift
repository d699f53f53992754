import Foundation
import Testing

@testable import FeatureStore

/// Load tests on each backend that a service may have.
@Suite(.needsDuckDB, .timeLimit(.minutes(10))) struct LoadTestStoreTests {
    @Test func aTestOnDuckDBHasAJournalOfItsOwn() async throws {
        var folder = ""
        try await withService(
            flags: { $0.set(Settings.loadTests, "on") }, change: { folder = $0.dataFolder }
        ) { service in
            let client = service.client
            try await client.waitUntilReady()
            let test = Task { try await client.load(#"{"workers": 2, "duration_seconds": 300, "backend": "duckdb"}"#) }
            let measured = #"feature_store_load_test_latency_seconds_count{operation="insert",backend="duckdb"}"#
            try await eventually("it wrote") { try await client.sample(measured) ?? 0 > 0 }
            #expect(try files(in: folder).count == 1)
            // The service's own journal would be replayed, and is not touched.
            #expect(try await client.sample("feature_store_fallback_journal_rows") == 0)
            let aborted = try await client.send("DELETE", LoadTestTests.path, headers: authorized)
            #expect(aborted.status == 200)
            let result = try await test.value.json()
            let latencies = try #require(result["latencies"] as? [[String: Any]])
            #expect(latencies.allSatisfy { $0["backend"] as? String == "duckdb" })
            let inserts = latencies.first { $0["operation"] as? String == "insert" }
            // What was on its way when the test was aborted is stored or not, and not measured.
            let removed = try #require(result["rows_removed"] as? Int) - #require(inserts?["count"] as? Int)
            #expect((0...2).contains(removed))
            #expect(try files(in: folder).isEmpty)
            #expect(try await !client.send("GET", "/api/v1/monitoring/metrics").body.contains("latency_ms_count{"))
        }
    }

    @Test func withoutPostgreSQLDuckDBIsTestedAndNothingElse() async throws {
        try await withService(postgreSQL: "", flags: { $0.set(Settings.loadTests, "on") }) { service in
            let client = service.client
            try await client.waitUntilReady()
            #expect(try await client.insert(symbol: "A", feature: "f", content: "1").status == 201)
            let result = try await client.load(#"{"workers": 2, "duration_seconds": 1, "symbol": "A"}"#).json()
            #expect(result["outcome"] as? String == "completed")
            let latencies = try #require(result["latencies"] as? [[String: Any]])
            #expect(latencies.map { $0["backend"] as? String } == ["duckdb", "duckdb"])
            // The service's own rows are where they were.
            #expect(try await client.insert(symbol: "A", feature: "f", content: "2").json()["version"] as? Int == 2)
            try await client.load(#"{"backend": "postgresql"}"#).expectProblem(422, "no postgresql in this service")
        }
    }

    @Test func withoutDuckDBATestOnItIsRefused() async throws {
        try await withService(flags: { flags in
            flags.set(Settings.loadTests, "on")
            flags.set(Settings.duckDBLibrary, "/nonexistent/libduckdb.so")
        }) { service in
            try await service.client.load(#"{"backend": "duckdb"}"#).expectProblem(422, "no duckdb in this service")
        }
    }

    @Test(arguments: [true, false]) func whatACrashLeftIsRemovedAtTheStart(hasPostgreSQL: Bool) async throws {
        var folder = ""
        try await withService(
            postgreSQL: hasPostgreSQL ? nil : "",
            change: { configuration in
                folder = configuration.dataFolder
                let left = "\(folder)/load-tests/1-a"
                try? FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
                #expect(FileManager.default.createFile(atPath: "\(left)/journal.duckdb", contents: Data("torn".utf8)))
            }
        ) { _ in
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/load-tests"))
        }
    }

    /// What is younger may be that of a test that runs in another service.
    @Test func oldRowsThatACrashLeftInPostgreSQLAreRemoved() async throws {
        let database = try await PrivatePostgres.shared.makeDatabase()
        let connection = try await Connector(parameters: ConnectionParameters(database), logger: quietLogger).connect()
        let test = LoadTest.prefix(of: "1-a")
        let many = Int64(LoadTestLeftovers.chunk) + 1
        for (symbol, rows, minutes) in [(test + "S", many, Int64(16)), (test + "YOUNG", 1, 14), ("OTHER", 1, 16)] {
            try await connection.execute(Self.addRows, [.text(symbol), .integer(rows), .integer(minutes)])
        }
        try await withService(postgreSQL: database) { service in
            var symbols: [String] = []
            try await eventually("they are gone") {
                symbols = try await connection.execute(Self.symbols).map { try $0.text(0) }
                return symbols.count <= 2
            }
            #expect(symbols == ["OTHER", test + "YOUNG"])
        }
        await connection.close()
    }

    @Test func nobodyElseWritesToTheSymbolsOfLoadTests() async throws {
        try await withServer { client in
            try await client.insert(symbol: LoadTest.prefix(of: "1-a") + "S", feature: "f", content: "1")
                .expectProblem(400, "symbol begins with \(LoadTest.reservedPrefix)")
        }
    }

    private static let symbols = Statement("SELECT DISTINCT symbol FROM feature_store.manifest ORDER BY symbol")
    private static let addRows = Statement(
        """
        INSERT INTO feature_store.manifest (symbol, feature, version, content, content_hash, created_at)
        SELECT $1, 'f', version, '', repeat('0', 64), now() - make_interval(mins => $3::bigint::int)
        FROM generate_series(1, $2::bigint) AS version
        """)

    private func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/load-tests")
    }
}
