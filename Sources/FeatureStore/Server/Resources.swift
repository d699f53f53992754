import HTTPTypes
import Hummingbird

/// Answers one request.
typealias Handler = @Sendable (Request, ServiceContext) async throws -> Response

extension HTTPRequest.Method {
    /// All that the parser lets through, so that a path answers each of them.
    fileprivate static let all: [Self] =
        [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]
        + [
            "ACL", "BIND", "CHECKOUT", "COPY", "LINK", "LOCK", "M-SEARCH", "MERGE", "MKACTIVITY", "MKCALENDAR", "MKCOL",
            "MOVE", "NOTIFY", "PROPFIND", "PROPPATCH", "PURGE", "QUERY", "REBIND", "REPORT", "SEARCH", "SOURCE",
            "SUBSCRIBE", "UNBIND", "UNLINK", "UNLOCK", "UNSUBSCRIBE",
        ].compactMap { Self(rawValue: $0) }
}

extension Router<ServiceContext> {
    /// Answers these methods at a path, HEAD like GET without the body, and the others with 405 and what is allowed.
    func resource(_ path: RouterPath, _ handlers: [HTTPRequest.Method: Handler]) {
        let allowed = HTTPRequest.Method.all.filter { handlers[$0] != nil || $0 == .head && handlers[.get] != nil }
        let allow = allowed.map(\.rawValue).joined(separator: ", ")
        for (method, handler) in handlers { on(path, method: method, use: handler) }
        for other in HTTPRequest.Method.all where !allowed.contains(other) {
            on(path, method: other) { _, _ -> Response in
                throw ProblemDetails(
                    status: .methodNotAllowed, detail: "this path answers \(allow)", headers: [.allow: allow])
            }
        }
    }
}
