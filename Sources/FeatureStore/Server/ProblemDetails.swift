import FeatureStoreMetrics
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// An error as a client gets it: `application/problem+json` by RFC 9457.
struct ProblemDetails: HTTPResponseError {
    static let mediaType = "application/problem+json"

    let status: HTTPResponse.Status
    /// What is wrong and how to mend it.
    let detail: String
    var headers: HTTPFields = [:]

    private struct Body: Encodable {
        let title: String
        let status: Int
        let detail: String
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        let body = Body(title: status.reasonPhrase, status: status.code, detail: detail)
        var response = try Response.json(status, body, type: Self.mediaType)
        response.headers.append(contentsOf: headers)
        return response
    }
}

extension ProblemDetails {
    /// 429, with the time after which another try may pass.
    static func tooManyRequests(_ wait: Duration, detail: String) -> ProblemDetails {
        let seconds = max(1, Int(wait.seconds.rounded(.up)))
        return ProblemDetails(status: .tooManyRequests, detail: detail, headers: [.retryAfter: "\(seconds)"])
    }

    /// The problem that an error is to a client. What says more about the inside than a client needs stays out of it,
    /// and goes to the log.
    init(_ error: any Error, logger: Logger) {
        switch error {
        case let error as ProblemDetails:
            self = error
        case let error as InvalidManifest:
            self.init(status: .badRequest, detail: "\(error)")
        case let error as StoreError:
            logger.warning("\(error)")
            self.init(error)
        case is NIOTooManyBytesError:
            self.init(status: .contentTooLarge, detail: "the body is over \(bodyLimit) bytes; send a smaller one")
        case is CancellationError:
            // Nobody waits for this answer: the client left, or the service goes down at once.
            self.init(status: .serviceUnavailable, detail: "the request was cancelled; try again")
        case let error as any HTTPResponseError:
            self.init(status: error.status, detail: (error as? HTTPError)?.body ?? "there is nothing at this path")
        default:
            logger.error("request failed: \(error)")
            self.init(status: .internalServerError, detail: "the service failed; its log says more")
        }
    }

    private init(_ error: StoreError) {
        switch error {
        case .notSent, .refused(_, .moment):
            self.init(
                status: .serviceUnavailable, detail: "the store cannot be reached at the moment; try again",
                headers: [.retryAfter: "1"])
        case .ambiguous:
            self.init(
                status: .serviceUnavailable,
                detail: "the connection to the store broke while it stored the manifest; send it again, which is safe",
                headers: [.retryAfter: "1"])
        case .refused:
            self.init(status: .internalServerError, detail: "the store failed; the service's log says more")
        case .conflict(let reason):
            self.init(status: .conflict, detail: reason)
        case .cancelled:
            self.init(status: .serviceUnavailable, detail: "the request was cancelled; try again")
        }
    }
}

/// Answers every error with problem details, and counts those that refuse a body for its size.
struct ProblemMiddleware: RouterMiddleware {
    let metrics: FeatureStoreMetrics

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = ProblemDetails(error, logger: context.logger)
            if problem.status == .contentTooLarge { metrics.refusals.increment(reason: .bodyLimit) }
            return try problem.response(from: request, context: context)
        }
    }
}

extension Response {
    /// A response with a value as JSON, its keys sorted.
    static func json(
        _ status: HTTPResponse.Status, _ value: some Encodable, type: String = "application/json",
        keys: JSONEncoder.KeyEncodingStrategy = .useDefaultKeys
    ) throws -> Response {
        let body = try ByteBuffer(json: value, keys: keys)
        return Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: body))
    }
}

extension ByteBuffer {
    /// A value as JSON, its keys sorted.
    init(json value: some Encodable, keys: JSONEncoder.KeyEncodingStrategy = .useDefaultKeys) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = keys
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.init(bytes: try encoder.encode(value))
    }
}
