// swift-format-ignore-file
// checkout: owned by the shop team (#shop-oncall). Generated from specs/, do not edit.
// After a change there: swift run specs generate

public import PlumblineRuntime

/// The metrics of checkout: a handle for each, registered under the names and labels of the spec.
public final class CheckoutMetrics: Sendable {
    /// A digest of the metric contract; exported as `plumbline_contract_info`.
    public static let fingerprint = "6b69fa957d0639e7"

    /// Where all of them are registered, and where a scrape is rendered.
    public let registry: Registry

    /// HTTP requests answered, by method and status code.
    ///
    /// `http_requests_total{method, code}`, a counter.
    public let requests: Requests

    /// From the request's last byte read to the answer's first byte written.
    ///
    /// `http_request_duration_seconds`, a histogram in seconds.
    public let requestDuration: Histogram

    /// HTTP requests being worked on.
    ///
    /// `http_requests_in_flight`, a gauge.
    public let inFlight: Gauge

    /// Registers all metrics; series of closed label sets exist at 0 from here on.
    ///
    /// - Throws: `RegistrationError` when the registry already has one of the names.
    public init(registry: Registry = Registry()) throws(RegistrationError) {
        self.registry = registry
        requests = Requests(
            family: try registry.counter(
                "http_requests_total", help: "HTTP requests answered, by method and status code.",
                labels: [.closed("method", values: ["GET", "POST", "other"]), .closed("code", values: ["201", "400", "404", "405", "503"])]))
        requestDuration = try registry.histogram(
                "http_request_duration_seconds", help: "From the request's last byte read to the answer's first byte written.",
                unit: .seconds,
                buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]).series()
        inFlight = try registry.gauge(
                "http_requests_in_flight", help: "HTTP requests being worked on.").series()
        let contract = try registry.info(
            "plumbline_contract_info", help: "The metric contract that this build was generated from.",
            labels: [
                .closed("service", values: ["checkout"]),
                .closed("fingerprint", values: [Self.fingerprint]),
            ])
        contract.series(0).set()
    }
}
