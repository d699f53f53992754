import HTTPTypes
import Hummingbird

/// Answers one request.
typealias Handler = @Sendable (Request, ServiceContext) async throws -> Response

extension Router<ServiceContext> {
    /// Answers these methods at a path, HEAD like GET without the body, and the others with 405 and what is allowed.
    func resource(_ path: RouterPath, _ handlers: [HTTPRequest.Method: Handler]) {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]
        let allowed = known.filter { handlers[$0] != nil || $0 == .head && handlers[.get] != nil }
        let allow = allowed.map(\.rawValue).joined(separator: ", ")
        for (method, handler) in handlers { on(path, method: method, use: handler) }
        for other in known where !allowed.contains(other) {
            on(path, method: other) { _, _ -> Response in
                throw ProblemDetails(
                    status: .methodNotAllowed, detail: "this path answers \(allow)", headers: [.allow: allow])
            }
        }
    }
}
