// swift-format-ignore-file
// checkout: owned by the shop team (#shop-oncall). Generated from specs/, do not edit.
// After a change there: swift run specs generate

public import PlumblineRuntime

extension CheckoutMetrics {
    /// What the service promises, in declared order.
    public static let objectives: [Objective] = [
        Objective(
            name: "latency",
            summary: "99 % of requests are answered within 100 ms.",
            indicator: .latency(.init("http_request_duration_seconds"), within: 0.1, unit: .seconds),
            target: 0.99, periodDays: 28),
        Objective(
            name: "availability",
            summary: "99.5 % of requests are answered without a server error.",
            indicator: .events(.init("http_requests_total"), good: [.label("code", in: ["201", "400", "404", "405"])]),
            target: 0.995, periodDays: 28),
        Objective(
            name: "reachable",
            summary: "Every instance can be scraped 99.9 % of the time.",
            indicator: .inPrometheus,
            target: 0.999, periodDays: 28),
        Objective(
            name: "monthly-availability",
            summary: "In each month 99 % of requests are answered without a server error.",
            indicator: .events(.init("http_requests_total"), good: [.label("code", in: ["201", "400", "404", "405"])]),
            target: 0.99, periodDays: 30),
        Objective(
            name: "ordering",
            summary: "99 % of the time customers can order, and fast.",
            indicator: .inPrometheus,
            target: 0.99, periodDays: 28),
        Objective(
            name: "experience",
            summary: "Slow answers and failures, which count three times, are at most 1 %.",
            indicator: .inPrometheus,
            target: 0.99, periodDays: 28),
    ]
}
