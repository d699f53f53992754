public import Foundation
import NIOCore
import NIOHTTP1

/// Has a running service test itself, and follows the test.
public struct LoadTestClient: Sendable {
    private let url: URL
    private let token: String
    private let authorities: String?

    /// - Parameters:
    ///   - url: the service, such as `http://127.0.0.1:8080`.
    ///   - token: what writes to it need.
    ///   - authorities: a PEM file with authorities to trust beside those of the system.
    public init(url: URL, token: String, authorities: String? = nil) {
        self.authorities = authorities
        self.url = url
        self.token = token
    }

    /// Starts the test and waits for its result. When the task is cancelled, or the program ends, the service aborts it.
    /// - Throws: ``LoadTestFailure`` with the service's own words where it refuses.
    public func run(
        _ plan: LoadTestPlan, onProgress: (LoadTestProgress) -> Void = { _ in }
    ) async throws -> LoadTestResult {
        let body = String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
        let request = OutgoingRequest(
            method: .POST, url: url.appending(path: "api/v1/monitoring/test/load"),
            headers: [
                ("Authorization", "Bearer \(token)"), ("Content-Type", "application/json"),
                ("Accept", "text/event-stream"),
            ], body: body)
        do {
            return try await HTTPClient(authorities: authorities).stream(request) { status, answer in
                guard status == 200 else { throw try await Self.refusal(status, &answer) }
                var events = ServerSentEvents()
                while let chunk = try await answer.next() {
                    for event in events.receive(chunk.readableBytesView) {
                        let data = Data(event.data.utf8)
                        if event.name == "result" { return try JSONDecoder().decode(LoadTestResult.self, from: data) }
                        onProgress(try JSONDecoder().decode(LoadTestProgress.self, from: data))
                    }
                }
                throw LoadTestFailure("the service ended the test without a result; see its log")
            }
        } catch let error as DecodingError {
            throw LoadTestFailure("\(url) does not answer as a FeatureStore of this version does: \(error)")
        } catch let error as HTTPClientError {
            throw LoadTestFailure("\(url): \(error)")
        } catch let error where !(error is LoadTestFailure || error is CancellationError) {
            throw LoadTestFailure(
                "\(url) cannot be reached; see that the service runs there, or give another --url (\(error))")
        }
    }

    private static func refusal(_ status: Int, _ answer: inout AnswerBody) async throws -> LoadTestFailure {
        struct Problem: Decodable { let detail: String }
        var body = Data()
        while let chunk = try await answer.next(), body.count < 1 << 16 { body += chunk.readableBytesView }
        let problem = try? JSONDecoder().decode(Problem.self, from: body)
        return LoadTestFailure("the service answered \(status): \(problem?.detail ?? "without a reason")")
    }
}

/// Why there is no result.
public struct LoadTestFailure: Error, Sendable, CustomStringConvertible {
    /// What went wrong and how to mend it.
    public let description: String

    init(_ description: String) { self.description = description }
}
