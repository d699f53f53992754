import HTTPTypes
import Hummingbird
import NIOCore
import PlumblineGzip

/// All endpoints of the service.
func routes(manifests: Manifests, scrape: Scrape, token: BearerToken?) -> Router<BasicRequestContext> {
    let router = Router(options: .autoGenerateHeadEndpoints)
    router.add(middleware: ProblemMiddleware())
    router.resource("api/v1/manifests", .post) { request, _ in
        try await insertManifest(request, into: manifests, token: token)
    }
    router.resource("api/v1/manifests/{symbol}/{feature}", .get) { request, context in
        try await readManifest(request, parameters: context.parameters, from: manifests)
    }
    router.resource("api/v1/monitoring/metrics", .get) { request, _ in
        let answer = scrape.answer(accept: request.headers[.accept], acceptEncoding: request.headers[.acceptEncoding])
        var headers: HTTPFields = [.contentType: answer.contentType, .vary: "Accept, Accept-Encoding"]
        headers[.contentEncoding] = answer.contentEncoding
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
    router.resource("api/v1/monitoring/health/live", .get) { _, _ in
        try .json(.ok, ["status": "live"])
    }
    return router
}

extension Router {
    /// Answers one method at a path, and the others with 405 and what is allowed.
    fileprivate func resource(
        _ path: RouterPath, _ method: HTTPRequest.Method,
        handler: @escaping @Sendable (Request, Context) async throws -> Response
    ) {
        on(path, method: method, use: handler)
        // HEAD comes with GET, by the router's option.
        let allowed: [HTTPRequest.Method] = method == .get ? [.get, .head] : [method]
        let allow = allowed.map(\.rawValue).joined(separator: ", ")
        for other in [HTTPRequest.Method.get, .head, .post, .put, .patch, .delete] where !allowed.contains(other) {
            on(path, method: other) { _, _ -> Response in
                throw ProblemDetails(
                    status: .methodNotAllowed, detail: "this path answers \(allow)", headers: [.allow: allow])
            }
        }
    }
}
