// swift-format-ignore-file
// checkout: owned by the shop team (#shop-oncall). Generated from specs/, do not edit.
// After a change there: swift run specs generate

public import PlumblineRuntime

extension CheckoutMetrics {
    /// What the service promises, in declared order.
    public static let objectives: [Objective] = [
        Objective(
            name: "latency", summary: "99 % of requests are answered within 100 ms.",
            metric: "http_request_duration_seconds", threshold: 0.1,
            unit: "seconds", isCeiling: true,
            target: 0.99, periodDays: 28),
        Objective(
            name: "availability", summary: "99.5 % of requests are answered without a server error.",
            metric: "http_requests_total", threshold: 0,
            unit: "count", isCeiling: true,
            target: 0.995, periodDays: 28),
    ]
}
