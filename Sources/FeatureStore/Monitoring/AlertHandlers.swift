import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// The endpoint `/alerts`.
struct AlertHandlers: Sendable {
    /// What Prometheus says; nil where none is configured.
    let alerts: Refreshed<[Prometheus.Alert]>?
    let logger: Logger

    /// `GET /alerts`: the service's alerts that are pending or firing, as Prometheus has them.
    func firing() async throws -> Response {
        guard let alerts else {
            return try .json(
                .ok,
                Body(
                    isKnown: false, note: "no Prometheus is configured; start the service with PROMETHEUS_URL",
                    alerts: []), keys: .convertToSnakeCase)
        }
        switch await alerts.value {
        case .success(let all):
            let own = all.filter { $0.labels["service"] == FleetObjectives.service }.map(Body.Alert.init)
            return try .json(
                .ok, Body(isKnown: true, note: nil, alerts: own.sorted { ($0.rank, $0.name) < ($1.rank, $1.name) }),
                keys: .convertToSnakeCase)
        case .failure(let error):
            logger.warning("Prometheus: \(error)")
            return try .json(
                .ok, Body(isKnown: false, note: PrometheusError.summary(of: error), alerts: []),
                keys: .convertToSnakeCase)
        }
    }

    private struct Body: Encodable {
        struct Alert: Encodable {
            let name: String
            let severity: String
            let state: String
            let since: String
            let summary: String
            let description: String
            let runbookUrl: String?
            let dashboardUrl: String?
            let labels: [String: String]

            init(_ alert: Prometheus.Alert) {
                name = alert.labels["alertname"] ?? ""
                severity = alert.labels["severity"] ?? "none"
                state = alert.state
                since = alert.activeAt
                summary = alert.annotations["summary"] ?? ""
                description = alert.annotations["description"] ?? ""
                runbookUrl = alert.annotations["runbook_url"]
                dashboardUrl = alert.annotations["dashboard_url"]
                let told: Set = ["alertname", "severity", "service"]
                labels = alert.labels.filter { !told.contains($0.key) }
            }

            /// Firing before pending, critical before the others.
            var rank: Int { (state == "firing" ? 0 : 2) + (severity == "critical" ? 0 : 1) }
        }

        /// Whether an empty list means that nothing fires.
        let isKnown: Bool
        let note: String?
        let alerts: [Alert]

        private enum CodingKeys: String, CodingKey {
            case isKnown = "known"
            case note, alerts
        }
    }
}
