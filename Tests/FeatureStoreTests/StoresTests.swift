import Foundation
import Testing

@testable import FeatureStore

/// The service with each store that may be there or not.
@Suite(.timeLimit(.minutes(10))) struct StoresTests {
    @Test(.needsDuckDB) func withoutPostgreSQLDuckDBIsAllItNeeds() async throws {
        try await withService(postgreSQL: "") { service in
            let client = service.client
            try await eventually("the service is ready") {
                try await client.send("GET", "/api/v1/monitoring/health/ready").status == 200
            }
            let first = try await client.insert(symbol: "A", feature: "f", content: "1")
            #expect(first.status == 201)
            #expect(try first.json()["version"] as? Int == 1)
            #expect(try await client.insert(symbol: "A", feature: "f", content: "1").status == 200)
            #expect(try await client.insert(symbol: "A", feature: "g", content: "1").json()["version"] as? Int == 2)
            let row = try await client.send("GET", "/api/v1/manifests/A/f")
            #expect(try row.json()["content"] as? String == "1")

            try await eventually("all components are well") {
                let health = try await client.send("GET", "/api/v1/monitoring/health")
                return try health.status == 200 && health.json()["overall_status"] as? String == "healthy"
            }
            #expect(try await client.sample(#"manifest_insert_latency_ms_count{backend="duckdb",symbol="A"}"#) == 3)
            // No pool that could be exhausted.
            #expect(try await client.sample("pg_manifest_pool_connections_total")?.isNaN == true)
        }
    }

    @Test func withoutDuckDBPostgreSQLWorksAloneAndTheHealthSaysSo() async throws {
        try await withService(flags: { $0.set(Settings.duckDBLibrary, "/nonexistent/libduckdb.so") }) { service in
            #expect(try await service.client.insert(symbol: "A", feature: "f", content: "1").status == 201)
            try await eventually("the checks have run") {
                let health = try await service.client.send("GET", "/api/v1/monitoring/health").json()
                return health["overall_status"] as? String == "degraded"
            }
            let components = try await service.client.send("GET", "/api/v1/monitoring/health").json()["components"]
            let duckDB = (components as? [String: [String: Any]])?["duckdb_fallback"]
            let details = try #require(duckDB?["details"] as? String)
            #expect(details.contains("DUCKDB_LIBRARY") && details.contains("make setup"))
        }
    }

    @Test func withNeitherTheServiceDoesNotStart() async throws {
        let error = await #expect(throws: StartError.self) {
            try await withService(
                postgreSQL: "", flags: { $0.set(Settings.duckDBLibrary, "/nonexistent/libduckdb.so") }
            ) { _ in }
        }
        #expect(error?.description.contains("DUCKDB_LIBRARY") == true)
        #expect(error?.description.contains("FEATURE_STORE_POSTGRES") == true)
    }

    @Test(.needsDuckDB) func whilePostgreSQLIsAwayRowsAreAcceptedWithoutAVersion() async throws {
        try await withService(postgreSQL: "host=/nonexistent dbname=x") { service in
            let answer = try await service.client.insert(symbol: "A", feature: "f", content: "1")
            #expect(answer.status == 202)
            #expect(try answer.json()["version"] == nil)
            #expect(answer.headers["location"] == nil)
            let row = try await service.client.send("GET", "/api/v1/manifests/A/f")
            #expect(row.status == 200)
            #expect(try row.json()["content"] as? String == "1")
            try await service.client.send("GET", "/api/v1/manifests/B/f").expectProblem(503, "")
            try await eventually("the service says that it is degraded") {
                let health = try await service.client.send("GET", "/api/v1/monitoring/health")
                return try health.status == 200 && health.json()["overall_status"] as? String == "degraded"
            }
        }
    }
}
