import FeatureStoreMetrics
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
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
        AnsweredRequest(
            id: context.requestID, method: request.method.rawValue, route: context.endpointPath ?? "unknown",
            status: response.status.code, duration: start.duration(to: .now), remote: context.remote
        ).record(in: metrics, context.logger)
        if let name = AnsweredRequest.idHeader { response.headers[name] = context.requestID }
        return response
    }
}

/// What is recorded of a request, whoever answered it.
struct AnsweredRequest {
    let id: String
    let method: String
    /// The path as it is declared, with names for what varies.
    let route: String
    let status: Int
    let duration: Duration
    let remote: SocketAddress?

    static let idHeader = HTTPField.Name("X-Request-Id")
    private static let routine = ["/health", "/health/live", "/health/ready", "/metrics"]

    /// Measures it and logs it.
    func record(in metrics: FeatureStoreMetrics, _ logger: Logger) {
        metrics.requestDuration.observe(duration, route: route, status: StatusClass(status))
        let isRoutine = status < 400 && Self.routine.contains { route.hasSuffix($0) }
        let level: Logger.Level = status >= 500 ? .warning : isRoutine ? .debug : .info
        logger.log(
            level: level, "request",
            metadata: [
                "request_id": .string(id), "method": .string(method), "route": .string(route),
                "status": .stringConvertible(status), "duration_ms": .stringConvertible(duration.milliseconds),
                "remote": .string(remote?.ipAddress ?? "unknown"),
            ])
    }
}

extension StatusClass {
    fileprivate init(_ status: Int) {
        self =
            switch status {
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
