import FeatureStoreMetrics
import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import FeatureStore

/// Probes are answered beneath the router, and nobody may be able to tell but by the time it takes.
@Suite(.timeLimit(.minutes(10))) struct ProbeTests {
    private static let live = "/api/v1/monitoring/health/live"

    @Test func answersOfOneConnectionKeepTheirOrder() async throws {
        try await withServer { client in
            let paths = [Self.live, "/api/v1/manifests/none/f?version=x", Self.live, "/nowhere", Self.live, Self.live]
            let requests = paths.map { "GET \($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined()
            let all = try await client.exchange(
                requests + "GET \(Self.live) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
            let statuses = all.body.components(separatedBy: "HTTP/1.1 ").dropFirst().map { $0.prefix(3) }
            #expect(all.status == 200 && statuses == ["400", "200", "404", "200", "200", "200"])
        }
    }

    /// A query makes the router answer.
    @Test func aProbeGetsWhatTheRouterWouldAnswer() async throws {
        try await withServer { client in
            for path in [Self.live, "/api/v1/monitoring/health", "/api/v1/monitoring/health/ready"] {
                try await eventually("\(path) is the same") {
                    let probe = try await client.send("GET", path)
                    let routed = try await client.send("GET", "\(path)?")
                    #expect(Set(probe.headers.keys) == Set(routed.headers.keys), "\(path)")
                    #expect(probe.headers["content-type"] == "application/health+json")
                    return probe.line == routed.line && probe.body.utf8.count == routed.body.utf8.count
                }
            }
            let route = #"{route="\#(Self.live)",status="2xx"}"#
            #expect(try await client.sample("feature_store_http_request_duration_seconds_count\(route)") ?? 0 >= 2)
        }
    }

    @Test func aProbeWithABodyEndsTheConnection() async throws {
        try await withServer { client in
            let head = "GET \(Self.live) HTTP/1.1\r\nHost: test\r\nContent-Length: 100000\r\n\r\n"
            let answer = try await client.exchange(head, then: "x", every: .milliseconds(1))
            #expect(answer.status == 200 && answer.headers["connection"] == "close")
        }
    }

    /// The answers that a client does not take stay few, whatever it asks for meanwhile.
    @Test func whoDoesNotReadIsNotAnsweredWithoutEnd() async throws {
        try await withService(change: { $0.connectionLimits.stalled = .milliseconds(200) }) { service in
            try await service.client.withConnection(isReading: false) { _, outbound in
                let requests = ByteBuffer(
                    string: String(repeating: "GET \(Self.live) HTTP/1.1\r\nHost: test\r\n\r\n", count: 1000))
                let sender = Task { while !Task.isCancelled { try await outbound.write(requests) } }
                try await eventually("it was given up") { try await service.client.refusals(.slowReader) ?? 0 > 0 }
                sender.cancel()
            }
        }
    }

    /// Without its own answer the router would give one, and the probe would wait for a task.
    @Test func aPlainProbeGoesNoFurther() throws {
        let metrics = try FeatureStoreMetrics()
        let monitor = HealthMonitor(
            checks: [], interval: .seconds(1), deadline: .seconds(1), metrics: metrics, logger: quietLogger)
        let report = HealthReport(monitor: monitor, lifecycle: Lifecycle(), version: "1", revision: "r")
        let channel = EmbeddedChannel(
            handler: ProbeHandler(Probes(health: report, metrics: metrics, logger: quietLogger)))
        func ask(_ uri: String) throws {
            try channel.writeInbound(HTTPServerRequestPart.head(.init(version: .http1_1, method: .GET, uri: uri)))
            try channel.writeInbound(HTTPServerRequestPart.end(nil))
        }
        try ask(Self.live)
        #expect(try channel.readInbound(as: HTTPServerRequestPart.self) == nil)
        guard case .head(let answer)? = try channel.readOutbound(as: HTTPServerResponsePart.self) else {
            throw NeverHappened(what: "an answer")
        }
        #expect(answer.status == .ok)
        // Anything else is the router's, and so is a probe behind it, which must not be answered first.
        for uri in ["/nowhere", Self.live] {
            try ask(uri)
            guard case .head(let head)? = try channel.readInbound(as: HTTPServerRequestPart.self) else {
                throw NeverHappened(what: "\(uri) goes on")
            }
            #expect(head.uri == uri)
            _ = try channel.readInbound(as: HTTPServerRequestPart.self)
        }
    }

    @Test func theDateIsWrittenAsHTTPHasIt() {
        var date = DateHeader()
        #expect(date.value(at: 784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(date.value(at: 784_111_778) == "Sun, 06 Nov 1994 08:49:38 GMT")
    }
}
