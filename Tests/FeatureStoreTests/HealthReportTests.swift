import FeatureStoreMetrics
import Foundation
import HTTPTypes
import HummingbirdCore
import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct HealthReportTests {
    /// PostgreSQL's and DuckDB's value and whether they take writes, and what that makes overall.
    private static let cases: [(Double, Bool, Double, Bool, String)] = [
        (1, true, 1, false, "healthy"), (0.5, true, 1, false, "degraded"), (1, true, 0, false, "degraded"),
        (0, false, 1, true, "degraded"), (0.5, false, 1, false, "unhealthy"), (0, false, 0, false, "unhealthy"),
    ]

    @Test(arguments: cases) func overallIsWhatCanStillBeDone(
        postgreSQL: Double, postgreSQLTakesWrites: Bool, duckDB: Double, duckDBTakesWrites: Bool, overall: String
    ) throws {
        func result(_ value: Double, _ takesWrites: Bool) throws -> HealthResult {
            let status = try #require(HealthStatus(rawValue: value))
            let health = ComponentHealth(status: status, details: "", takesWrites: takesWrites)
            return HealthResult(health: health, time: .now, duration: .zero)
        }
        let results: [Component: HealthResult] = [
            .postgresqlManifest: try result(postgreSQL, postgreSQLTakesWrites),
            .duckdbFallback: try result(duckDB, duckDBTakesWrites), .metrics: try result(1, false),
        ]
        #expect("\(HealthReport.overall(results))" == overall)
    }

    @Test func whatIsNotKnownYetIsNotTakenForWell() {
        #expect(HealthReport.overall([:]) == .unhealthy)
        let well = ComponentHealth(status: .healthy, details: "", takesWrites: true)
        #expect(
            HealthReport.overall([.duckdbFallback: HealthResult(health: well, time: .now, duration: .zero)])
                == .degraded)
    }

    @Test func aServiceThatStartsOrGoesIsAliveAndNotReady() throws {
        let metrics = try FeatureStoreMetrics()
        let lifecycle = Lifecycle()
        let monitor = HealthMonitor(
            checks: [], interval: .seconds(1), deadline: .seconds(1), metrics: metrics, logger: quietLogger)
        let report = HealthReport(monitor: monitor, lifecycle: lifecycle, version: "1", revision: "r")
        #expect(try report.ready().status == .serviceUnavailable)
        #expect(report.live().status == .ok)
        lifecycle.advance(to: .draining)
        #expect(try report.ready().status == .serviceUnavailable)
        #expect(report.live().status == .ok)
    }

    @Test func aServiceIsReadyOnceAStoreTakesWrites() async throws {
        let database = "ready_\(UUID().uuidString.prefix(8).lowercased())"
        try await withService(
            postgreSQL: PrivatePostgres.shared.conninfo(database),
            flags: { $0.set(Settings.duckDBLibrary, "/nonexistent") }
        ) { service in
            let client = service.client
            let path = "/api/v1/monitoring/health"
            try await eventually("PostgreSQL was checked") {
                try await client.send("GET", path).body.contains("does not exist")
            }
            let unhealthy = try await client.send("GET", path)
            #expect(unhealthy.status == 503)
            #expect(unhealthy.headers["content-type"] == "application/health+json")
            #expect(try unhealthy.json()["overall_status"] as? String == "unhealthy")
            #expect(try unhealthy.json()["status"] as? String == "fail")
            let notReady = try await client.send("GET", "\(path)/ready")
            #expect(notReady.status == 503)
            #expect(notReady.body.contains("no store takes writes"))
            #expect(try await client.send("GET", "\(path)/live").status == 200)

            try await PrivatePostgres.shared.createDatabase(database)
            try await eventually("the service is ready") {
                try await client.send("GET", "\(path)/ready").status == 200
            }
            try await eventually("PostgreSQL is well") {
                let components = try await client.send("GET", path).json()["components"] as? [String: [String: Any]]
                return components?["postgresql_manifest"]?["status"] as? String == "healthy"
            }
            let healthy = try await client.send("GET", path)
            #expect(healthy.status == 200)
            let components = try #require(try healthy.json()["components"] as? [String: [String: Any]])
            #expect(Set(components.keys) == ["postgresql_manifest", "duckdb_fallback", "metrics"])
            for component in components.values {
                #expect(component["details"] is String)
                #expect(component["age_seconds"] is Double)
            }
            let checks = try #require(try healthy.json()["checks"] as? [String: [[String: Any]]])
            #expect(checks["postgresql_manifest:responseTime"]?.first?["observedUnit"] as? String == "ms")
        }
    }
}
