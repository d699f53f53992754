import FeatureStoreMetrics
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The endpoints under `/test/load`.
struct LoadTestHandlers: Sendable {
    let tester: LoadTester
    let access: Access
    /// A test costs much: each token may begin a few in a row, then one a minute.
    let starts = RateLimiter(burst: 5, perSecond: 1 / 60.0)

    /// `POST`: runs a test. Answers its result, or with `Accept: text/event-stream` its progress each half second and
    /// then the result. Whoever leaves before the end has it aborted.
    func start(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try access.authorize(request, context)
        let plan = try await Self.plan(in: request)
        if let wait = starts.wait(for: "token") {
            access.metrics.refusals.increment(reason: .rateLimit)
            throw ProblemDetails.tooManyRequests(wait, detail: "load tests were started too often; wait")
        }
        let running = try begin(plan)
        if request.headers[.accept]?.contains("text/event-stream") == true { return Self.events(of: running) }
        let result = await withTaskCancellationHandler {
            await running.task.value
        } onCancel: {
            running.abort("the client left")
        }
        return try .json(.ok, result)
    }

    /// `DELETE`: aborts the test that runs.
    func abort(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try access.authorize(request, context)
        guard let running = tester.status.running else {
            throw ProblemDetails(status: .notFound, detail: "no load test is running")
        }
        running.abort("a client asked for it")
        return try .json(.ok, await running.task.value)
    }

    /// `GET`: the progress of the test that runs, and the last result.
    func status() throws -> Response {
        struct Body: Encodable {
            let running: LoadTestProgress?
            let last: LoadTestResult?
        }
        let status = tester.status
        return try .json(.ok, Body(running: status.running?.progress, last: status.last))
    }

    private func begin(_ plan: LoadTestPlan) throws -> LoadTester.Running {
        do {
            return try tester.start(plan)
        } catch let refusal as LoadTester.Refusal {
            throw switch refusal {
            case .switchedOff:
                ProblemDetails(
                    status: .forbidden,
                    detail: "load tests are switched off; start the service with --load-tests on to allow them")
            case .running(let id):
                ProblemDetails(
                    status: .conflict, detail: "load test \(id) is running; wait for its end, or DELETE it")
            case .noBackend(let backend, let known):
                ProblemDetails(
                    status: .unprocessableContent,
                    detail: """
                        there is no \(backend.rawValue) in this service; give a backend of: \
                        \(known.map(\.rawValue).joined(separator: ", "))
                        """)
            case .unhealthy:
                ProblemDetails(
                    status: .serviceUnavailable, detail: "the service is not well enough for a load test; see /health",
                    headers: [.retryAfter: "5"])
            }
        }
    }

    private static func plan(in request: Request) async throws -> LoadTestPlan {
        let bytes = try await body(of: request, upTo: 1 << 14)
        guard bytes.readableBytes > 0 else { return try LoadTestPlan() }
        do {
            return try JSONDecoder().decode(LoadTestPlan.self, from: Data(bytes.readableBytesView))
        } catch let error as InvalidLoadTest {
            throw ProblemDetails(status: .unprocessableContent, detail: "\(error)")
        } catch {
            throw ProblemDetails(
                status: .badRequest,
                detail: """
                    the body is not a JSON object with workers, duration_seconds, symbol, symbols, read_share or backend
                    """)
        }
    }

    private static func events(of running: LoadTester.Running) -> Response {
        let body = ResponseBody { writer in
            do {
                while !running.isOver {
                    try await writer.write(event("progress", running.progress))
                    try await Task.sleep(for: .milliseconds(500))
                }
                try await writer.write(event("result", await running.task.value))
                try await writer.finish(nil)
            } catch {
                running.abort("the client left")
                throw error
            }
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }

    private static func event(_ name: String, _ value: some Encodable) throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return ByteBuffer(
            string: "event: \(name)\ndata: \(String(decoding: try encoder.encode(value), as: UTF8.self))\n\n")
    }
}
