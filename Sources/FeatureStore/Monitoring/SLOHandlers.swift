import Foundation
import HTTPTypes
import Hummingbird
import Logging
import PlumblineRuntime
import ServiceLifecycle

/// Samples the objectives until graceful shutdown.
struct SLOSampling: Service {
    let report: SLOReport

    func run() async throws {
        await cancelWhenGracefulShutdown { await report.run() }
    }
}

/// The endpoint `/slo`.
struct SLOHandlers: Sendable {
    let report: SLOReport
    /// The values of all instances; nil where no Prometheus is configured.
    let fleet: Refreshed<FleetObjectives>?
    let logger: Logger

    /// `GET /slo`: how each objective stands, over all instances where a Prometheus says so, else as this process has
    /// seen it.
    func objectives() async throws -> Response {
        let (fleet, note) = await fleetObjectives()
        let statuses = report.statuses
        var slos: [String: ObjectiveBody] = [:]
        for status in statuses {
            var body = ObjectiveBody(status)
            if let fleet { body.take(fleet.status(of: status.objective, labels: status.labels), status.objective) }
            slos[key(of: status)] = body
        }
        return try .json(
            .ok,
            Body(
                allCompliant: slos.values.allSatisfy(\.compliant), windowSeconds: report.window.seconds, note: note,
                slos: slos), keys: .convertToSnakeCase)
    }

    private func fleetObjectives() async -> (FleetObjectives?, note: String?) {
        guard let fleet else { return (nil, "no Prometheus is configured: these values are of this instance alone") }
        switch await fleet.value {
        case .success(let objectives) where objectives.isEmpty:
            return (
                objectives,
                "Prometheus has no recorded series of this service yet; see that it loads /api/v1/monitoring/alerts/rules"
            )
        case .success(let objectives):
            return (objectives, nil)
        case .failure(let error):
            logger.warning("Prometheus: \(error)")
            return (nil, "\(PrometheusError.summary(of: error)): these values are of this instance alone")
        }
    }

    private struct Body: Encodable {
        let allCompliant: Bool
        let windowSeconds: Double
        let note: String?
        let slos: [String: ObjectiveBody]
    }

    /// `manifest_insert_p95_ms`, `hit_ratio_percent`: the names that people know.
    private func key(of status: SLOStatus) -> String {
        ([status.objective.fieldName] + status.labels.sorted { $0.key < $1.key }.map(\.value)).joined(separator: "_")
    }
}

/// One objective as a client gets it. What is not known, as nothing happened, is left out.
struct ObjectiveBody: Encodable {
    /// Where a value is from: this process, or the whole fleet.
    enum Source: String, Encodable { case local, prometheus }

    let name: String
    let summary: String
    let threshold: Double
    private(set) var current: Double?
    let unit: String
    private(set) var compliant: Bool
    let targetPercent: Double
    private(set) var goodPercent: Double?
    private(set) var events: Double
    private(set) var budgetLeftPercent: Double
    private(set) var burnRate: Double?
    private(set) var periodGoodPercent: Double?
    let periodDays: Int
    let windowSeconds: Double
    /// For how long this process has been watching; the budget, where it is local, is about that time.
    let observedSeconds: Double
    /// Where all values are from; of those under `sources` it says so for each.
    private(set) var source = Source.local
    private(set) var sources: [String: Source] = [:]

    init(_ status: SLOStatus) {
        let objective = status.objective
        name = objective.name
        summary = objective.summary
        threshold = rounded(status.threshold)
        current = status.current.map(rounded)
        unit = "\(objective.unit)"
        compliant = status.isCompliant
        targetPercent = rounded(objective.target * 100)
        goodPercent = status.goodRatio.map { rounded($0 * 100) }
        events = status.events
        budgetLeftPercent = rounded(status.budgetRemaining * 100)
        periodDays = objective.periodDays
        windowSeconds = status.window.seconds
        observedSeconds = rounded(status.observed.seconds)
        for value in ["current", "compliant", "good_percent", "events", "budget_left_percent"] {
            sources[value] = .local
        }
    }

    /// Puts the fleet's values in place of this process' own, where there are any.
    mutating func take(_ fleet: FleetObjectives.Status, _ objective: Objective) {
        if let value = fleet.current { set("current", \.current, rounded(value)) }
        if let ratio = fleet.goodRatio {
            set("good_percent", \.goodPercent, rounded(ratio * 100))
            set("compliant", \.compliant, ratio >= objective.target)
        }
        if let count = fleet.events { set("events", \.events, rounded(count)) }
        if let left = fleet.budgetRemaining { set("budget_left_percent", \.budgetLeftPercent, rounded(left * 100)) }
        if let rate = fleet.burnRate { set("burn_rate", \.burnRate, rounded(rate)) }
        if let ratio = fleet.goodRatioOverPeriod {
            set("period_good_percent", \.periodGoodPercent, rounded(ratio * 100))
        }
        if sources.values.allSatisfy({ $0 == .prometheus }) { source = .prometheus }
    }

    private mutating func set<Value>(_ name: String, _ path: WritableKeyPath<Self, Value>, _ value: Value) {
        self[keyPath: path] = value
        sources[name] = .prometheus
    }
}

extension PrometheusError {
    /// What a client is told of a failure; the log has the rest.
    static func summary(of error: any Error) -> String {
        switch error {
        case is PrometheusError, is HTTPClientError: "Prometheus is of no use at the moment, \(error)"
        default: "Prometheus cannot be reached at the moment"
        }
    }
}
