import FeatureStoreMetrics
import Foundation
import Logging
import ServiceLifecycle
import Testing

@testable import FeatureStore

let token = "a-token-for-tests-only"
let authorized = ["Authorization": "Bearer \(token)"]

extension RawClient {
    func insert(symbol: String, feature: String, content: String) async throws -> Answer {
        let body = try JSONEncoder().encode(["symbol": symbol, "feature": feature, "content": content])
        return try await send(
            "POST", "/api/v1/manifests", headers: authorized, body: String(decoding: body, as: UTF8.self))
    }

    /// How many requests were refused for this reason.
    func refusals(_ reason: RefusalReason) async throws -> Double? {
        try await sample(#"feature_store_http_refusals_total{reason="\#(reason.rawValue)"}"#)
    }

    func sample(_ series: String) async throws -> Double? {
        let page = try await send("GET", "/api/v1/monitoring/metrics").body
        return FeatureStoreTests.sample(series, in: page)
    }
}

extension RawClient.Answer {
    func json() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
    }

    func expectProblem(_ status: Int, _ reason: String) throws {
        #expect(self.status == status)
        #expect(headers["content-type"] == "application/problem+json")
        let problem = try json()
        #expect(problem["status"] as? Int == status)
        let detail = try #require(problem["detail"] as? String)
        #expect(reason.isEmpty || detail.contains(reason))
    }
}

/// The service that a test runs.
struct RunningService {
    let client: RawClient
    let ports: FeatureStoreServer.Ports
    let group: ServiceGroup

    /// A client of the second listener.
    func admin() throws -> RawClient { RawClient(port: try #require(ports.admin)) }
}

/// Runs the service on a free port, by default on a fresh database and without one where its string is empty, and shuts it down after `body`.
func withService(
    token: String? = token, postgreSQL: String? = nil, logger: Logger = quietLogger,
    flags: (inout SettingSources) -> Void = { _ in },
    change: (inout Configuration) -> Void = { _ in }, _ body: (RunningService) async throws -> Void
) async throws {
    let database: String
    if let postgreSQL { database = postgreSQL } else { database = try await PrivatePostgres.shared.makeDatabase() }
    let folder = try JournalFolder("/tmp/feature-store-journal-\(UUID().uuidString.prefix(8))")
    defer { folder.remove() }
    let secret = token.map { ["FEATURE_STORE_TOKEN": $0] } ?? [:]
    var sources = SettingSources(environment: ["FEATURE_STORE_POSTGRES": database].merging(secret) { $1 })
    sources.set(Settings.port, 0)
    sources.set(Settings.healthInterval, 0.1)
    sources.set(Settings.dataFolder, folder.path)
    // What a busy machine does not come near to.
    for wait in [Settings.poolTimeout, Settings.lockTimeout, Settings.statementTimeout, Settings.writeTimeout] {
        sources.set(wait, 60)
    }
    flags(&sources)
    var configuration = try Configuration(sources)
    change(&configuration)
    let (listening, ports) = AsyncStream.makeStream(of: FeatureStoreServer.Ports.self)
    let server = try FeatureStoreServer(configuration, logger: logger) { ports.yield($0) }
    let group = server.serviceGroup(gracefulShutdownSignals: [])
    try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await group.run() }
        for await ports in listening {
            try await body(RunningService(client: RawClient(port: ports.main), ports: ports, group: group))
            break
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

/// Runs the service as ``withService(token:postgreSQL:logger:flags:change:_:)`` does, for tests that need its client only.
func withServer(
    token: String? = token, postgreSQL: String? = nil, _ body: (RawClient) async throws -> Void
) async throws {
    try await withService(token: token, postgreSQL: postgreSQL) { try await body($0.client) }
}
