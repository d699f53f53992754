import Foundation
import Testing

@testable import FeatureStore

/// What may become of PostgreSQL under a service that runs.
enum StoreState: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case up, stopped, frozen
    /// None is configured: the embedded store is all there is.
    case none

    var testDescription: String { rawValue }
}

@Suite(.needsDuckDB, .timeLimit(.minutes(10))) struct StoreStateTests {
    private static let root = "/api/v1/monitoring"
    private static let reports = [
        "health/live", "metrics", "slo", "performance", "alerts", "alerts/rules", "dashboard", "test/load",
    ]

    @Test(arguments: StoreState.allCases) func everyEndpointAnswersWhateverTheStoreDoes(state: StoreState) async throws
    {
        try await withService(in: state) { service, postgres in
            let client = service.client
            try await postgres?.enter(state)
            let isUp = state == .up
            try await eventually("PostgreSQL's health is known") {
                let components = try await client.send("GET", "\(Self.root)/health").json()["components"]
                let postgreSQL = (components as? [String: [String: Any]])?["postgresql_manifest"]
                return state == .none || postgreSQL?["status"] as? String == (isUp ? "healthy" : "unhealthy")
            }
            // Whoever asked the database here would hang: no wait ends within this test.
            for path in Self.reports {
                #expect(try await client.send("GET", "\(Self.root)/\(path)").status == 200, "\(path)")
            }
            let health = try await client.send("GET", "\(Self.root)/health")
            let overall = try health.json()["overall_status"] as? String
            #expect(health.status == (overall == "unhealthy" ? 503 : 200))
            #expect(isUp || state == .none || overall != "healthy")
            let ready = try await client.send("GET", "\(Self.root)/health/ready")
            #expect(ready.status == health.status)
            let series = #"featurestore_health_check_status{component="postgresql_manifest"}"#
            try await eventually("the metric says so too") {
                try await client.sample(series) == (isUp ? 1 : 0) || state == .none
            }
            if ready.status == 200 {
                let isKept = isUp || state == .none
                #expect(try await client.insert(symbol: "S", feature: "f", content: "c").status == (isKept ? 201 : 202))
                #expect(try await client.send("GET", "/api/v1/manifests/S/f").status == 200)
            }

            if state == .frozen {
                try await postgres?.resume()
                try await eventually("the service is healthy again") {
                    try await client.send("GET", "\(Self.root)/health").json()["overall_status"] as? String == "healthy"
                }
            }
        }
    }

    @Test func aLoadTestEndsWhenTheStoreIsLost() async throws {
        try await withService(in: .stopped) { service, postgres in
            let client = service.client
            let test = Task {
                var answer = try await client.load(#"{"workers": 2, "duration_seconds": 300}"#)
                // On a busy machine a check may come too late, and load is refused until the next one.
                while answer.status == 503 {
                    answer = try await client.load(#"{"workers": 2, "duration_seconds": 300}"#)
                }
                return answer
            }
            try await eventually("it runs") { try await client.sample("feature_store_load_test_workers") == 2 }
            try await postgres?.kill()
            let result = try await test.value.json()
            #expect(result["outcome"] as? String == "aborted")
            #expect(result["reason"] as? String == "postgresql takes no writes any more")
            #expect(result["rows_removed"] == nil)
        }
    }

    /// Runs the service on a server of its own, with waits that never end.
    private func withService(
        in state: StoreState, _ body: (RunningService, PrivatePostgres?) async throws -> Void
    ) async throws {
        guard state != .none else { return try await run(on: "") { try await body($0, nil) } }
        try await PrivatePostgres.withInstance { postgres in
            try await run(on: postgres.makeDatabase()) { try await body($0, postgres) }
        }
    }

    private func run(on database: String, _ body: (RunningService) async throws -> Void) async throws {
        try await FeatureStoreTests.withService(
            postgreSQL: database,
            flags: { flags in
                flags.set(Settings.loadTests, "on")
                // Long enough that a busy machine does not look like a database that hangs.
                flags.set(Settings.healthInterval, 1)
                for wait in [Settings.poolTimeout, Settings.lockTimeout, Settings.statementTimeout] {
                    flags.set(wait, 3600)
                }
                flags.set(Settings.writeTimeout, 1)
            }
        ) { service in
            try await service.client.waitUntilReady()
            try await body(service)
        }
    }
}

extension PrivatePostgres {
    /// Makes it so.
    fileprivate func enter(_ state: StoreState) async throws {
        switch state {
        case .up, .none: break
        case .stopped: try await kill()
        case .frozen: try await pause()
        }
    }
}
