import FeatureStoreMetrics
import HTTPTypes
import Hummingbird
import NIOCore
import PlumblineGzip
import PlumblineRuntime

/// What the endpoints need.
struct Endpoints: Sendable {
    let manifests: Manifests
    let monitoring: Monitoring
    let access: Access
    let loadTests: LoadTestHandlers

    var metrics: FeatureStoreMetrics { access.metrics }
}

/// All endpoints of the service.
func routes(_ endpoints: Endpoints) -> Router<ServiceContext> {
    let router = monitoringRouter(endpoints)
    let (manifests, access, files) = (endpoints.manifests, endpoints.access, endpoints.monitoring.files)
    addReports(to: router, endpoints)
    let page = StatusPage()
    router.resource("", [.get: { _, _ in page.response() }])
    router.resource("api/v1/openapi.json", [.get: { request, _ in files.openAPI(request) }])
    router.resource("api/v1/monitoring/alerts/rules", [.get: { request, _ in files.rules(request) }])
    router.resource("api/v1/monitoring/dashboard", [.get: { request, _ in try files.dashboard(request) }])
    let loadTests = endpoints.loadTests
    router.resource(
        "api/v1/monitoring/test/load",
        [
            .get: { _, _ in try loadTests.status() },
            .post: { request, context in try await loadTests.start(request, context) },
            .delete: { request, context in try await loadTests.abort(request, context) },
        ])
    router.resource(
        "api/v1/manifests",
        [
            .post: { request, context in
                try access.authorize(request, context)
                return try await insertManifest(request, into: manifests)
            }
        ])
    router.resource(
        "api/v1/manifests/{symbol}/{feature}",
        [
            .get: { request, context in
                try await readManifest(request, parameters: context.parameters, from: manifests)
            }
        ])
    return router
}

/// The endpoints whose answers are computed when they are asked for, so that nobody may ask too often.
private func addReports(to router: Router<ServiceContext>, _ endpoints: Endpoints) {
    let (slo, performance, alerts) = (
        endpoints.monitoring.slo, endpoints.monitoring.performance, endpoints.monitoring.alerts
    )
    let costs = CostLimit(metrics: endpoints.metrics)
    func add(_ path: RouterPath, _ handler: @escaping Handler) {
        router.resource(
            path,
            [
                .get: { request, context in
                    try costs.check(context)
                    return try await handler(request, context)
                }
            ])
    }
    add("api/v1/monitoring/slo") { _, _ in try await slo.objectives() }
    add("api/v1/monitoring/performance") { request, _ in try performance.report(request) }
    add("api/v1/monitoring/alerts") { _, _ in try await alerts.firing() }
}

/// The endpoints that the listener for machines has: what a kubelet and a Prometheus ask for, and no more.
func adminRoutes(_ endpoints: Endpoints) -> Router<ServiceContext> {
    monitoringRouter(endpoints)
}

private func monitoringRouter(_ endpoints: Endpoints) -> Router<ServiceContext> {
    let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestRecorder(metrics: endpoints.metrics))
    router.add(middleware: ProblemMiddleware(metrics: endpoints.metrics))
    let (health, scrape) = (endpoints.monitoring.health, endpoints.monitoring.scrape)
    router.resource("api/v1/monitoring/health", [.get: { _, _ in try health.full().response }])
    router.resource("api/v1/monitoring/health/ready", [.get: { _, _ in try health.ready().response }])
    router.resource("api/v1/monitoring/health/live", [.get: { _, _ in health.live().response }])
    router.resource("api/v1/monitoring/metrics", [.get: { request, _ in metrics(request, from: scrape) }])
    return router
}

/// `GET /api/v1/monitoring/metrics`: a scrape in the format and encoding that the request asks for.
private func metrics(_ request: Request, from scrape: Scrape) -> Response {
    let answer = scrape.answer(accept: request.headers[.accept], acceptEncoding: request.headers[.acceptEncoding])
    var headers: HTTPFields = [.contentType: answer.contentType, .vary: "Accept, Accept-Encoding"]
    headers[.contentEncoding] = answer.contentEncoding
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
}
