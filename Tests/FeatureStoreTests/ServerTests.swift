import FeatureStoreMetrics
import Foundation
import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct ServerTests {
    @Test func manifestsAreStoredAndReadOverHTTP() async throws {
        try await withServer { client in
            let created = try await client.insert(symbol: "A/é", feature: "x?y", content: #"{"a": 1}"#)
            #expect(created.status == 201)
            #expect(created.headers["location"] == "/api/v1/manifests/A%2F%C3%A9/x%3Fy?version=1")
            let row = try created.json()
            #expect(row["symbol"] as? String == "A/é")
            #expect(row["feature"] as? String == "x?y")
            #expect(row["version"] as? Int == 1)
            #expect(row["content"] as? String == #"{"a": 1}"#)

            let again = try await client.insert(symbol: "A/é", feature: "x?y", content: #"{"a": 1}"#)
            #expect(again.status == 200)
            #expect(again.body == created.body)

            let path = try #require(created.headers["location"])
            for path in [path, String(path.prefix { $0 != "?" })] {
                let read = try await client.send("GET", path)
                #expect(read.status == 200)
                #expect(read.headers["content-type"] == "application/json")
                #expect(read.body == created.body)
            }
            #expect(try await client.send("GET", "/api/v1/manifests/A%2F%C3%A9/x%3Fy?version=2").status == 404)
        }
    }

    @Test(arguments: [
        ("{", 400, "not a JSON object"),
        (#"{"symbol":"s","feature":"f"}"#, 400, "not a JSON object"),
        (#"{"symbol":"","feature":"f","content":"c"}"#, 400, "symbol is empty"),
        (#"{"symbol":"s\u0000","feature":"f","content":"c"}"#, 400, "NUL"),
        (#"{"symbol":"s","feature":"f","content":"\u0000"}"#, 400, "NUL"),
        (#"{"symbol":"s","feature":"f","content":"\#(String(repeating: "c", count: 1 << 20))"}"#, 413, "1048576"),
    ])
    func badBodiesAreRefused(body: String, status: Int, reason: String) async throws {
        try await withServer { client in
            let answer = try await client.send("POST", "/api/v1/manifests", headers: authorized, body: body)
            try answer.expectProblem(status, reason)
        }
    }

    @Test(arguments: ["Bearer wrong-but-long-enough", "Basic \(token)", "Bearer \(token)x", "Bearer", token])
    func otherTokensAreRefused(header: String) async throws {
        try await withServer { client in
            let answer = try await client.send(
                "POST", "/api/v1/manifests", headers: ["Authorization": header], body: "{}")
            try answer.expectProblem(401, "Authorization: Bearer")
            #expect(answer.headers["www-authenticate"] == "Bearer")
        }
    }

    @Test func withoutAConfiguredTokenWritesAreRefused() async throws {
        try await withServer(token: nil) { client in
            let answer = try await client.insert(symbol: "s", feature: "f", content: "c")
            try answer.expectProblem(403, "FEATURE_STORE_TOKEN_FILE")
        }
    }

    @Test(
        arguments: [
            ("GET", "/nothing", 404, nil), ("DELETE", "/api/v1/manifests", 405, "POST"),
            ("POST", "/api/v1/monitoring/metrics", 405, "GET, HEAD"), ("OPTIONS", "/api/v1/manifests", 405, "POST"),
            ("TRACE", "/api/v1/monitoring/health", 405, "GET, HEAD"), ("QUERY", "/", 405, "GET, HEAD"),
            ("PROPFIND", "/api/v1/monitoring/test/load", 405, "GET, HEAD, POST, DELETE"),
            ("GET", "/api/v1/manifests/s/f?version=0", 400, nil), ("GET", "/api/v1/manifests/s/f?version=x", 400, nil),
            ("GET", "/api/v1/manifests/%FF/f", 400, nil), ("GET", "/api/v1/manifests/a%00/f", 400, nil),
        ] as [(String, String, Int, String?)])
    func otherRequestsAreRefused(method: String, path: String, status: Int, allow: String?) async throws {
        try await withServer { client in
            let answer = try await client.send(method, path)
            try answer.expectProblem(status, "")
            #expect(answer.headers["allow"] == allow)
        }
    }

    @Test func headAnswersLikeGetWithoutABody() async throws {
        try await withServer { client in
            let answer = try await client.send("HEAD", "/api/v1/monitoring/health/live")
            #expect(answer.status == 200)
            #expect(answer.headers["content-length"] == "17")
            #expect(answer.body.isEmpty)
        }
    }

    @Test func everyRequestHasAnIdAndADuration() async throws {
        try await withServer { client in
            let first = try await client.send("GET", "/api/v1/manifests/none/f")
            let second = try await client.send("POST", "/api/v1/manifests")
            #expect(first.headers["x-request-id"]?.isEmpty == false)
            #expect(first.headers["x-request-id"] != second.headers["x-request-id"])
            let name = "feature_store_http_request_duration_seconds_count"
            let (read, insert) = ("/api/v1/manifests/{symbol}/{feature}", "/api/v1/manifests")
            #expect(try await client.sample("\(name){route=\"\(read)\",status=\"4xx\"}") == 1)
            #expect(try await client.sample("\(name){route=\"\(insert)\",status=\"4xx\"}") == 1)
            #expect(try await client.refusals(.noToken) == 1)
        }
    }

    @Test func whoeverGuessesTheTokenIsSlowedDownAndTheOwnerIsNot() async throws {
        try await withServer { client in
            var answer = try await client.send("POST", "/api/v1/manifests")
            for _ in 0..<40 where answer.status == 401 {
                answer = try await client.send(
                    "POST", "/api/v1/manifests", headers: ["Authorization": "Bearer wrong-but-long-enough"])
            }
            try answer.expectProblem(429, "wrong tokens")
            #expect(answer.headers["retry-after"] == "1")
            #expect(try await client.insert(symbol: "s", feature: "f", content: "c").status == 201)
            #expect(try await client.refusals(.rateLimit) == 1)
        }
    }

    @Test func metricsAreExposed() async throws {
        try await withServer { client in
            _ = try await client.insert(symbol: "AAPL", feature: "f", content: "c")
            try await eventually("PostgreSQL is healthy") {
                try await client.sample(#"featurestore_health_check_status{component="postgresql_manifest"}"#) == 1
            }
            #expect(try await client.sample(#"featurestore_health_check_status{component="metrics"}"#) == 1)
            #expect(
                try await client.sample(
                    #"manifest_insert_latency_ms_count{backend="postgresql",symbol="AAPL"}"#) == 1)
            #expect(
                try await client.sample(#"feature_store_operations_total{operation="insert",outcome="success"}"#) == 1)
            #expect(try await client.sample("pg_manifest_pool_connections_total") == 16)
            #expect(try await client.sample("pg_manifest_pool_connections_active") == 0)
            #expect(try await client.sample("featurestore_hit_ratio") == 1)
            let answer = try await client.send("GET", "/api/v1/monitoring/metrics")
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    @Test func theServiceStartsWithoutPostgreSQLAndRecovers() async throws {
        let database = "later_\(UUID().uuidString.prefix(8).lowercased())"
        try await withService(
            postgreSQL: PrivatePostgres.shared.conninfo(database),
            flags: { $0.set(Settings.duckDBLibrary, "/nonexistent") }
        ) { service in
            let client = service.client
            #expect(try await client.send("GET", "/api/v1/monitoring/health/live").status == 200)
            let refused = try await client.insert(symbol: "s", feature: "f", content: "c")
            try refused.expectProblem(503, "try again")
            #expect(refused.headers["retry-after"] == "1")
            #expect(try await client.sample(#"featurestore_health_check_status{component="postgresql_manifest"}"#) == 0)
            #expect(
                try await client.sample(#"feature_store_operations_total{operation="insert",outcome="error"}"#) == 1)

            try await PrivatePostgres.shared.createDatabase(database)
            try await eventually("PostgreSQL is healthy") {
                try await client.sample(#"featurestore_health_check_status{component="postgresql_manifest"}"#) == 1
            }
            try await eventually("inserts work") {
                try await client.insert(symbol: "s", feature: "f", content: "c").status == 201
            }
        }
    }
}
