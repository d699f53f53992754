import Logging
import PlumblineRuntime
import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct RequestLogTests {
    @Test func eachRequestIsALineUnderTheIdOfItsAnswer() async throws {
        let lines = Lines()
        let logger = Logger(label: "test", factory: { _ in lines.handler })
        try await withService(logger: logger) { service in
            let read = try await service.client.send("GET", "/api/v1/manifests/none/f?version=1", headers: authorized)
            let probe = try await service.client.send("GET", "/api/v1/monitoring/health/live")
            let id = try #require(read.headers["x-request-id"])
            let line = try #require(lines.all.first { $0.metadata["request_id"] == .string(id) })
            #expect(line.message == "request" && line.level == .info)
            #expect(line.metadata["method"] == "GET" && line.metadata["remote"] == "127.0.0.1")
            #expect(line.metadata["route"] == "/api/v1/manifests/{symbol}/{feature}")
            #expect(line.metadata["status"].map { "\($0)" } == "404")
            #expect(line.metadata["duration_ms"] != nil)
            // What machines ask every few seconds is there for those who look for it.
            let probeID = try #require(probe.headers["x-request-id"])
            #expect(lines.all.first { $0.metadata["request_id"] == .string(probeID) }?.level == .debug)
            #expect(!lines.all.contains { "\($0)".contains(token) })
        }
    }
}

/// What was logged.
private final class Lines: Sendable {
    struct Line: Sendable {
        let level: Logger.Level
        let message: String
        let metadata: Logger.Metadata
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let line = Line(
                level: event.level, message: "\(event.message)",
                metadata: metadata.merging(event.metadata ?? [:]) { $1 })
            lines.list.withLock { $0.append(line) }
        }
    }

    private let list = Lock<[Line]>([])

    var all: [Line] { list.withLock { $0 } }
    var handler: any LogHandler { Handler(lines: self) }
}
