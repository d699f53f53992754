import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// An error as a client gets it: `application/problem+json` by RFC 9457.
struct ProblemDetails: HTTPResponseError {
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
        var response = try Response.json(status, body, type: "application/problem+json")
        response.headers.append(contentsOf: headers)
        return response
    }
}

extension ProblemDetails {
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
            self.init(
                status: .contentTooLarge, detail: "the body is over \(bodyLimit) bytes; send a smaller manifest")
        case let error as any HTTPResponseError:
            self.init(status: error.status, detail: (error as? HTTPError)?.body ?? "there is nothing at this path")
        default:
            logger.error("request failed: \(error)")
            self.init(status: .internalServerError, detail: "the service failed; its log says more")
        }
    }

    private init(_ error: StoreError) {
        switch error {
        case .unavailable:
            self.init(
                status: .serviceUnavailable, detail: "the store cannot be reached at the moment; try again",
                headers: [.retryAfter: "1"])
        case .outcomeUnknown:
            self.init(
                status: .serviceUnavailable,
                detail: "the connection to the store broke while it stored the manifest; send it again, which is safe",
                headers: [.retryAfter: "1"])
        case .failed:
            self.init(status: .internalServerError, detail: "the store failed; the service's log says more")
        }
    }
}

/// Answers every error with problem details.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return try ProblemDetails(error, logger: context.logger).response(from: request, context: context)
        }
    }
}

extension Response {
    /// A response with a value as JSON, its keys sorted.
    static func json(
        _ status: HTTPResponse.Status, _ value: some Encodable, type: String = "application/json"
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = ByteBuffer(bytes: try encoder.encode(value))
        return Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: body))
    }
}
