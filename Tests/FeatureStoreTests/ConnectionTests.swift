import FeatureStoreMetrics
import Foundation
import NIOCore
import Testing

@testable import FeatureStore

/// What one connection may do, seen through a socket.
@Suite(.timeLimit(.minutes(10))) struct ConnectionTests {
    fileprivate static let live = "GET /api/v1/monitoring/health/live HTTP/1.1\r\nHost: test\r\n"

    @Test(arguments: ["wrong", token])
    func aBodyWithoutEndIsAnsweredAndCutOff(sent: String) async throws {
        try await withServer { client in
            let chunk = String(repeating: "c", count: 0x10000)
            let answer = try await client.exchange(
                """
                POST /api/v1/manifests HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(sent)\r
                Transfer-Encoding: chunked\r\n\r\n
                """,
                then: "10000\r\n\(chunk)\r\n")
            #expect(answer.status == (sent == token ? 413 : 401))
            #expect(answer.headers["connection"] == "close")
            #expect(try await client.refusals(sent == token ? .bodyLimit : .wrongToken) == 1)
        }
    }

    @Test func aRequestThatDripsInIsCutOff() async throws {
        try await withService(flags: { $0.set(Settings.requestTimeout, 0.05) }) { service in
            await #expect(throws: RawClient.Answer.NotHTTP.self) {
                // A byte every 10 ms is never idle; the body would take 10 s.
                try await service.client.exchange(
                    """
                    POST /api/v1/manifests HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(token)\r
                    Content-Length: 1000\r\n\r\n
                    """,
                    then: "c", every: .milliseconds(10))
            }
            let refusals = try await service.client.refusals(.slowRequest)
            #expect(refusals == 1)
        }
    }

    @Test(arguments: ["", live]) func aConnectionWithoutARequestIsClosed(sent: String) async throws {
        try await withService(flags: { $0.set(Settings.idleTimeout, 0.05) }) { service in
            // The second one drips a header in, so that bytes come, and yet never a request.
            await #expect(throws: RawClient.Answer.NotHTTP.self) {
                try await service.client.exchange(sent, then: sent.isEmpty ? nil : "x", every: .milliseconds(10))
            }
        }
    }

    @Test func whoeverDoesNotReadIsCutOff() async throws {
        try await withService(change: { $0.connectionLimits.stalled = .milliseconds(50) }) { service in
            let page = "GET /api/v1/monitoring/metrics HTTP/1.1\r\nHost: test\r\n\r\n"
            try await service.client.withConnection(isReading: false) { _, outbound in
                // Until the connection is closed under it: answers pile up that nobody reads.
                while (try? await outbound.write(ByteBuffer(string: page))) != nil {}
            }
            try await eventually("it was counted") { try await service.client.refusals(.slowReader) == 1 }
        }
    }

    @Test(arguments: ["Connection: close", "Connection: Close", "connection: Keep-Alive, CLOSE"])
    func theClientMayEndTheConnection(header: String) async throws {
        try await withServer { client in
            // The second request would be answered too if the first did not end the connection.
            let answer = try await client.exchange("\(Self.live)\(header)\r\n\r\n\(Self.live)\r\n")
            #expect(answer.status == 200)
            #expect(answer.headers["connection"] == "close")
            #expect(answer.body == #"{"status":"pass"}"#)
        }
    }

    @Test func http10EndsTheConnectionUnlessAskedNotTo() async throws {
        try await withServer { client in
            let request = "GET /api/v1/monitoring/health/live HTTP/1.0\r\n"
            let once = try await client.exchange("\(request)\r\n")
            #expect(once.line == "HTTP/1.0 200 OK")
            #expect(once.headers["connection"] == "close")
            let kept = try await client.exchange("\(request)Connection: keep-alive\r\n\r\n\(request)\r\n")
            #expect(kept.headers["connection"] == "keep-alive")
            #expect(kept.body.contains("HTTP/1.0 200 OK"))
        }
    }

    @Test func aConnectionServesRequestAfterRequest() async throws {
        try await withServer { client in
            let answer = try await client.exchange("\(Self.live)\r\n\(Self.live)Connection: close\r\n\r\n")
            #expect(answer.status == 200)
            #expect(answer.headers["connection"] == nil)
            #expect(answer.body.contains("HTTP/1.1 200 OK"))
        }
    }

    /// What a client may send that is no request.
    enum Unreadable: String, CaseIterable {
        case garbage, version, length, longHeader, manyHeaders

        var text: String {
            switch self {
            case .garbage: "GARBAGE\r\n\r\n"
            case .version: "GET / HTTP/9.9\r\n\r\n"
            case .length: "\(live)Content-Length: x\r\n\r\n"
            case .longHeader: "\(live)X: \(String(repeating: "a", count: 40 << 10))\r\n\r\n"
            case .manyHeaders: "\(live)\(String(repeating: "X: a\r\n", count: 200))\r\n"
            }
        }
    }

    @Test(arguments: Unreadable.allCases) func whatIsNotHTTPIsRefused(sent: Unreadable) async throws {
        let isTooLong = sent == .longHeader || sent == .manyHeaders
        let (status, reason) = isTooLong ? (431, RefusalReason.headerLimit) : (400, .malformed)
        try await withServer { client in
            let answer = try await client.exchange(sent.text)
            try answer.expectProblem(status, "")
            #expect(answer.headers["connection"] == "close")
            #expect(try await client.refusals(reason) == 1)
        }
    }

    @Test func aFullListenerLeavesTheOtherOneToProbes() async throws {
        try await withService(flags: {
            $0.set(Settings.maxConnections, 2)
            $0.set(Settings.adminBind, "127.0.0.1:0")
        }) { service in
            let admin = try service.admin()
            let connections = #"feature_store_http_connections{listener="main"}"#
            let waiting = try await service.client.withConnection { _, _ in
                try await service.client.withConnection { _, _ in
                    try await eventually("both are taken") { try await admin.sample(connections) == 2 }
                    let third = Task { try await service.client.send("GET", "/api/v1/monitoring/health/live") }
                    #expect(try await admin.send("GET", "/api/v1/monitoring/health/live").status == 200)
                    try await eventually("the service is ready") {
                        try await admin.send("GET", "/api/v1/monitoring/health/ready").status == 200
                    }
                    // The third one waits in the kernel.
                    #expect(try await admin.sample(connections) == 2)
                    #expect(try await admin.send("GET", "/api/v1/manifests/s/f").status == 404)
                    return third
                }
            }
            #expect(try await waiting.value.status == 200)
        }
    }

    @Test func whoeverLeavesIsNotWorkedFor() async throws {
        let conninfo = try await PrivatePostgres.shared.makeDatabase()
        try await withService(postgreSQL: conninfo, flags: { $0.set(Settings.poolSize, 1) }) { service in
            // One connection, held by an insert that waits for a lock: the next request waits for the connection.
            #expect(try await service.client.insert(symbol: "s", feature: "f", content: "c").status == 201)
            let stranger = try await PostgreSQLConnection.connect(
                ConnectionParameters(conninfo), within: .seconds(20), logger: quietLogger)
            try await stranger.execute(Statement("SELECT pg_advisory_lock(hashtextextended('s', 0))"))
            let holder = Task { try await service.client.insert(symbol: "s", feature: "f", content: "d") }
            let waiters = "feature_store_pool_waiters"
            try await eventually("the insert waits with the connection") {
                let blocked = Statement("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                return try await stranger.execute(blocked).first?.integer(0) == 1
            }
            try await service.client.withConnection { _, outbound in
                try await outbound.write(
                    ByteBuffer(string: "GET /api/v1/manifests/other/f HTTP/1.1\r\nHost: test\r\n\r\n"))
                try await eventually("the request waits") { try await service.client.sample(waiters) == 1 }
            }
            try await eventually("nobody waits any more") { try await service.client.sample(waiters) == 0 }
            try await stranger.execute(Statement("SELECT pg_advisory_unlock(hashtextextended('s', 0))"))
            await stranger.close()
            #expect(try await holder.value.status == 201)
        }
    }
}
