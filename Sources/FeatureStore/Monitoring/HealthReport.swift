import FeatureStoreMetrics
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PlumblineRuntime

/// The service's health as the outside gets it, all from what was found last: a probe waits for nothing.
///
/// The names beside those of the service's own contract are those of `application/health+json`
/// (draft-inadarei-api-health-check-06).
struct HealthReport: Sendable {
    let monitor: HealthMonitor
    let lifecycle: Lifecycle
    let version: String
    let revision: String
    private let kept = KeptAnswer()

    init(monitor: HealthMonitor, lifecycle: Lifecycle, version: String, revision: String) {
        self.monitor = monitor
        self.lifecycle = lifecycle
        self.version = version
        self.revision = revision
    }

    /// `GET /health`: all components. 200 while the service is healthy or degraded, 503 where it is unhealthy.
    func full() throws -> HealthAnswer {
        let now = ContinuousClock.now
        if let kept = kept.answer(at: now, phase: lifecycle.phase) { return kept }
        let answer = try report(at: now)
        kept.keep(answer, at: now, phase: lifecycle.phase)
        return answer
    }

    private func report(at now: ContinuousClock.Instant) throws -> HealthAnswer {
        let results = monitor.results
        let overall = Self.overall(results)
        var components: [String: Body.Component] = [:]
        var checks: [String: [Body.Check]] = [:]
        for component in Component.allCases {
            guard let result = results[component] else {
                components[component.rawValue] = .notChecked
                continue
            }
            let age = result.time.duration(to: now)
            components[component.rawValue] = Body.Component(
                status: "\(result.health.status)", details: result.health.details,
                ageSeconds: age.milliseconds / 1000)
            checks["\(component.rawValue):responseTime"] = [
                Body.Check(
                    componentType: component == .metrics ? "component" : "datastore",
                    observedValue: result.duration.milliseconds, observedUnit: "ms",
                    status: result.health.status.draft, output: result.health.details,
                    time: (Date.now - age.seconds).formatted(.iso8601))
            ]
        }
        let body = Body(
            overallStatus: "\(overall)", phase: "\(lifecycle.phase)", components: components, status: overall.draft,
            version: "1", releaseId: "\(version)+\(revision)", serviceId: "feature-store", checks: checks)
        return try HealthAnswer(overall == .unhealthy ? .serviceUnavailable : .ok, body)
    }

    /// `GET /health/ready`: 200 where requests can be served, else 503 with the reason.
    func ready() throws -> HealthAnswer {
        let reason: String? =
            switch lifecycle.phase {
            case .draining: "the service is shutting down"
            case .starting: "the service is starting"
            case .serving:
                monitor.takesWrites ? nil : "no store takes writes: \(storesDetails)"
            }
        guard let reason else { return Self.passes }
        return try HealthAnswer(.serviceUnavailable, ["status": "fail", "output": reason])
    }

    /// `GET /health/live`: 200 as long as the process answers at all. It says nothing of any database, as killing the
    /// service would mend none.
    func live() -> HealthAnswer { Self.passes }

    /// Unhealthy when nothing takes writes; degraded when a component is not well, or not known to be; else healthy.
    static func overall(_ results: [Component: HealthResult]) -> HealthStatus {
        guard results.values.contains(where: \.health.takesWrites) else { return .unhealthy }
        return Component.allCases.allSatisfy { results[$0]?.health.status == .healthy } ? .healthy : .degraded
    }

    private var storesDetails: String {
        let results = monitor.results
        return [Component.postgresqlManifest, .duckdbFallback].map { component in
            "\(component.rawValue): \(results[component]?.health.details ?? "not checked yet")"
        }.joined(separator: "; ")
    }

    private static let passes = HealthAnswer(status: .ok, body: ByteBuffer(string: #"{"status":"pass"}"#))
}

/// The last answer, good for a tenth of a second of the same phase: a thousand probes a second cost ten reports.
private final class KeptAnswer: Sendable {
    private static let lifetime = Duration.milliseconds(100)

    private let last = Lock<(answer: HealthAnswer, time: ContinuousClock.Instant, phase: Lifecycle.Phase)?>(nil)

    func answer(at now: ContinuousClock.Instant, phase: Lifecycle.Phase) -> HealthAnswer? {
        last.withLock { last in
            guard let last, last.phase == phase, last.time.duration(to: now) < Self.lifetime else { return nil }
            return last.answer
        }
    }

    func keep(_ answer: HealthAnswer, at time: ContinuousClock.Instant, phase: Lifecycle.Phase) {
        last.withLock { $0 = (answer, time, phase) }
    }
}

extension HealthReport {
    /// The names of both contracts side by side.
    fileprivate struct Body: Encodable {
        struct Component: Encodable {
            let status: String
            let details: String
            let ageSeconds: Double?

            static let notChecked = Component(
                status: "\(HealthStatus.unhealthy)", details: "not checked yet", ageSeconds: nil)

            private enum CodingKeys: String, CodingKey {
                case status, details
                case ageSeconds = "age_seconds"
            }
        }

        struct Check: Encodable {
            let componentType: String
            let observedValue: Double
            let observedUnit: String
            let status: String
            let output: String
            let time: String
        }

        let overallStatus: String
        let phase: String
        let components: [String: Component]
        let status: String
        let version: String
        let releaseId: String
        let serviceId: String
        let checks: [String: [Check]]

        private enum CodingKeys: String, CodingKey {
            case overallStatus = "overall_status"
            case phase, components, status, version, releaseId, serviceId, checks
        }
    }
}

extension HealthStatus {
    /// The word of `application/health+json`.
    fileprivate var draft: String {
        switch self {
        case .healthy: "pass"
        case .degraded: "warn"
        case .unhealthy: "fail"
        }
    }
}
