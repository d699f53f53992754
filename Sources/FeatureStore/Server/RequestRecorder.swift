import FeatureStoreMetrics
import HTTPTypes
import Hummingbird
import Logging
import PlumblineRuntime

/// Measures every request and logs it under its id, which the answer carries too.
///
/// It stands outside of ``ProblemMiddleware``, so that a request that failed has a duration and a status like any other.
/// What is asked every few seconds by machines is in the log only from the level `debug` on.
struct RequestRecorder: RouterMiddleware {
    let metrics: FeatureStoreMetrics

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        metrics.requestsActive.increment()
        defer { metrics.requestsActive.decrement() }
        let start = ContinuousClock.now
        var response = try await next(request, context)
        let duration = start.duration(to: .now)
        let route = context.endpointPath ?? "unknown"
        metrics.requestDuration.observe(duration, route: route, status: StatusClass(response.status))
        if let requestID = Self.requestID { response.headers[requestID] = context.requestID }
        log(request, route, response, duration, context)
        return response
    }

    private func log(
        _ request: Request, _ route: String, _ response: Response, _ duration: Duration, _ context: ServiceContext
    ) {
        let isRoutine = response.status.code < 400 && Self.routine.contains { route.hasSuffix($0) }
        let level: Logger.Level = response.status.code >= 500 ? .warning : isRoutine ? .debug : .info
        context.logger.log(
            level: level, "request",
            metadata: [
                "request_id": .string(context.requestID), "method": .string(request.method.rawValue),
                "route": .string(route),
                "status": .stringConvertible(response.status.code),
                "duration_ms": .stringConvertible(duration.milliseconds),
                "remote": .string(context.remoteAddress ?? "unknown"),
            ])
    }

    private static let requestID = HTTPField.Name("X-Request-Id")
    private static let routine = ["/health", "/health/live", "/health/ready", "/metrics"]
}

extension StatusClass {
    fileprivate init(_ status: HTTPResponse.Status) {
        self =
            switch status.code {
            case ..<300: .success
            case ..<400: .redirection
            case ..<500: .clientError
            default: .serverError
            }
    }
}

extension Duration {
    /// The length in milliseconds, rounded to a thousandth.
    var milliseconds: Double {
        let (seconds, attoseconds) = components
        let microseconds = Double(seconds) * 1e6 + Double(attoseconds) / 1e12
        return microseconds.rounded() / 1000
    }
}
