import Foundation
import NIOCore
import ServiceLifecycle
import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct ShutdownTests {
    private static let insert = """
        POST /api/v1/manifests HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(token)\r
        Content-Length: 42\r\n\r\n{"symbol":"s",
        """
    private static let rest = #""feature":"f","content":"c"}"#

    @Test func aRequestThatIsUnderWayIsAnswered() async throws {
        try await withService(flags: { $0.set(Settings.adminBind, "127.0.0.1:0") }) { service in
            try await service.client.withConnection { inbound, outbound in
                try await outbound.write(ByteBuffer(string: Self.insert))
                try await eventually("the request has begun") {
                    try await service.client.sample("feature_store_http_requests_active") == 2
                }
                await service.group.triggerGracefulShutdown()
                let admin = try service.admin()
                try await eventually("the service says that it is going") {
                    let answer = try await admin.send("GET", "/api/v1/monitoring/health/ready")
                    return answer.status == 503 && answer.body.contains("shutting down")
                }
                #expect(try await admin.send("GET", "/api/v1/monitoring/health/live").status == 200)
                try await eventually("the listener is closed") {
                    (try? await service.client.send("GET", "/api/v1/monitoring/health/live")) == nil
                }

                try await outbound.write(ByteBuffer(string: Self.rest))
                let answer = try await RawClient.Answer(inbound.text())
                #expect(answer.status == 201)
                #expect(answer.headers["connection"] == "close")
            }
        }
    }

    @Test func aRequestThatNeverEndsDoesNotKeepTheServiceUp() async throws {
        try await withService(flags: { $0.set(Settings.shutdownTimeout, 0.2) }) { service in
            try await service.client.withConnection { inbound, outbound in
                try await outbound.write(ByteBuffer(string: Self.insert))
                try await eventually("the request has begun") {
                    try await service.client.sample("feature_store_http_requests_active") == 2
                }
                await service.group.triggerGracefulShutdown()
                // Cut off without an answer that says it was stored; the group's end is awaited by `withService`.
                let text = try await inbound.text()
                #expect(!text.contains(" 201 "))
            }
        }
    }

    @Test func clientsThatGoOnLoseNoRequest() async throws {
        try await withService(flags: { $0.set(Settings.drainDelay, 0.3) }) { service in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await service.client.requestsUntilClosed() }
                }
                try await eventually("the clients are at it") {
                    try await service.client.sample(#"feature_store_http_connections{listener="main"}"#) ?? 0 > 8
                }
                await service.group.triggerGracefulShutdown()
                for try await answered in group { #expect(answered > 0) }
            }
        }
    }
}

extension RawClient {
    /// Sends a request, waits for its answer and sends the next, until an answer says that it was the last; gives their
    /// number. A request without an answer is an error.
    fileprivate func requestsUntilClosed() async throws -> Int {
        try await withConnection { inbound, outbound in
            let request = ByteBuffer(string: "GET /api/v1/monitoring/health/ready HTTP/1.1\r\nHost: test\r\n\r\n")
            var answered = 0
            var text = ""
            var chunks = inbound.makeAsyncIterator()
            while true {
                try await outbound.write(request)
                while !text.contains("\"status\":\"") {
                    guard let chunk = try await chunks.next() else { throw Answer.NotHTTP(text: text) }
                    text += String(buffer: chunk)
                }
                answered += 1
                if text.contains("connection: close") { return answered }
                text = ""
            }
        }
    }
}
