import Foundation
import NIOCore
import ServiceLifecycle
import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct LoadTestTests {
    static let path = "/api/v1/monitoring/test/load"

    @Test func aTestTellsWhatItFoundAndLeavesNothing() async throws {
        try await withService(flags: { $0.set(Settings.loadTests, "on") }) { service in
            let client = service.client
            try await client.waitUntilReady()
            let answer = try await client.load(#"{"workers": 4, "duration_seconds": 1, "symbol": "X", "symbols": 3}"#)
            #expect(answer.status == 200)
            let result = try answer.json()
            #expect(result["outcome"] as? String == "completed")
            #expect(result["errors"] as? [String: Int] == [:])
            let latencies = try #require(result["latencies"] as? [[String: Any]])
            #expect(latencies.map { $0["operation"] as? String } == ["insert", "read"])
            let inserts = try #require(latencies.first)
            let figures = ["p50_ms", "p95_ms", "p99_ms", "max_ms"].compactMap { inserts[$0] as? Double }
            #expect(figures.count == 4 && figures == figures.sorted() && figures.allSatisfy { $0 > 0 })
            let written = try #require(inserts["count"] as? Int)
            #expect(written > 0 && result["rows_removed"] as? Int == written)
            let slos = try #require(result["slos"] as? [String: [String: Any]])
            #expect(slos["manifest_insert_p95_ms"]?["threshold"] as? Double == 5)
            #expect(slos["manifest_insert_p95_ms"]?["current"] is Double)

            // It spends no error budget: the service's own latencies know nothing of it.
            let page = try await client.send("GET", "/api/v1/monitoring/metrics").body
            #expect(!page.contains("manifest_insert_latency_ms_count{"))
            #expect(!page.contains("manifest_read_latency_ms_count{"))
            #expect(sample(#"feature_store_operations_total{operation="insert",outcome="success"}"#, in: page) == 0)
            #expect(!page.contains("advisory_lock_wait_time_ms_count{"))
            // They are seen all the same.
            let latency = "feature_store_load_test_latency_seconds_count"
            for operation in latencies {
                let name = try #require(operation["operation"] as? String)
                let series = #"\#(latency){operation="\#(name)",backend="postgresql"}"#
                #expect(try sample(series, in: page) == #require(operation["count"] as? Double))
            }
            #expect(sample(#"feature_store_load_tests_total{outcome="completed"}"#, in: page) == 1)
            #expect(sample("feature_store_load_test_workers", in: page) == 0)
            let last = try await client.send("GET", Self.path).json()["last"] as? [String: Any]
            #expect(last?["id"] as? String == result["id"] as? String)
        }
    }

    @Test func progressComesAsEventsAndATestCanBeEnded() async throws {
        try await withService(flags: { $0.set(Settings.loadTests, "on") }) { service in
            let client = service.client
            try await client.waitUntilReady()
            let events = Task {
                try await client.load(#"{"workers": 2, "duration_seconds": 300}"#, ["Accept": "text/event-stream"])
            }
            try await eventually("it runs") { try await client.sample("feature_store_load_test_workers") == 2 }
            try await client.load(#"{"workers": 1}"#).expectProblem(409, "is running")
            let aborted = try await client.send("DELETE", Self.path, headers: authorized)
            #expect(aborted.status == 200)
            #expect(try aborted.json()["reason"] as? String == "a client asked for it")
            let answer = try await events.value
            #expect(answer.headers["content-type"] == "text/event-stream")
            #expect(answer.body.contains("event: progress\ndata: {"))
            #expect(answer.body.contains("event: result\ndata: {"))
            try await client.send("DELETE", Self.path, headers: authorized).expectProblem(404, "no load test")
        }
    }

    @Test func aTestEndsWhenItsClientLeavesAndWhenTheServiceGoes() async throws {
        try await withService(flags: { $0.set(Settings.loadTests, "on") }) { service in
            let client = service.client
            try await client.waitUntilReady()
            let body = #"{"workers": 1, "duration_seconds": 300}"#
            let request = """
                POST \(Self.path) HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(token)\r
                Content-Length: \(body.utf8.count)\r\n\r\n\(body)
                """
            try await client.withConnection { _, outbound in
                try await outbound.write(ByteBuffer(string: request))
                try await eventually("it runs") { try await client.sample("feature_store_load_test_workers") == 1 }
            }
            let aborted = #"feature_store_load_tests_total{outcome="aborted"}"#
            try await eventually("it was aborted") { try await client.sample(aborted) == 1 }

            try await client.withConnection { inbound, outbound in
                try await outbound.write(ByteBuffer(string: request))
                try await eventually("it runs") { try await client.sample("feature_store_load_test_workers") == 1 }
                await service.group.triggerGracefulShutdown()
                let answer = try await RawClient.Answer(inbound.text())
                #expect(try answer.json()["reason"] as? String == "the service is shutting down")
            }
        }
    }

    @Test(arguments: [
        (#"{"workers": 0}"#, 422, "workers"), (#"{"workers": 257}"#, 422, "workers"),
        (#"{"duration_seconds": 301}"#, 422, "duration_seconds"), (#"{"symbol": ""}"#, 422, "symbol"),
        (#"{"read_share": 1.5}"#, 422, "read_share"), (#"{"workers": "x"}"#, 400, "JSON"), ("[", 400, "JSON"),
        (#"{"backend": "oracle"}"#, 422, "postgresql, duckdb"),
    ])
    func badPlansAreRefused(body: String, status: Int, reason: String) async throws {
        try await withService(flags: { $0.set(Settings.loadTests, "on") }) { service in
            try await service.client.load(body).expectProblem(status, reason)
        }
    }

    @Test func testsAreOffUnlessSwitchedOnAndNeedTheToken() async throws {
        try await withServer { client in
            try await client.load("").expectProblem(403, "--load-tests on")
            for method in ["POST", "DELETE"] {
                try await client.send(method, Self.path).expectProblem(401, "Bearer")
            }
        }
    }

    @Test func aServiceThatIsNotWellIsNotTested() async throws {
        let nowhere = PrivatePostgres.shared.conninfo("nowhere")
        try await withService(postgreSQL: nowhere, flags: { $0.set(Settings.loadTests, "on") }) { service in
            try await service.client.load("").expectProblem(503, "not well enough")
        }
    }
}

extension RawClient {
    func load(_ body: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send(
            "POST", "/api/v1/monitoring/test/load", headers: authorized.merging(headers) { $1 }, body: body)
    }

    /// Waits until all stores have been found to be well.
    func waitUntilReady() async throws {
        try await eventually("the service is well") {
            let health = try await send("GET", "/api/v1/monitoring/health")
            return try health.json()["overall_status"] as? String == "healthy"
        }
    }
}
