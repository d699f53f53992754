import HTTPTypes
import Hummingbird
import PlumblineRuntime
import ServiceLifecycle

/// Samples the objectives until graceful shutdown.
struct SLOSampling: Service {
    let report: SLOReport

    func run() async throws {
        await cancelWhenGracefulShutdown { await report.run() }
    }
}

/// `GET /slo`: how each objective stands, as this process has seen it.
func objectives(in report: SLOReport) throws -> Response {
    struct Body: Encodable {
        let allCompliant: Bool
        let windowSeconds: Double
        let slos: [String: ObjectiveBody]

        private enum CodingKeys: String, CodingKey {
            case allCompliant = "all_compliant"
            case windowSeconds = "window_seconds"
            case slos
        }
    }
    let statuses = report.statuses
    var slos: [String: ObjectiveBody] = [:]
    for status in statuses { slos[key(of: status)] = ObjectiveBody(status) }
    return try .json(
        .ok,
        Body(
            allCompliant: statuses.allSatisfy(\.isCompliant), windowSeconds: report.window.seconds, slos: slos))
}

/// One objective as a client gets it.
struct ObjectiveBody: Encodable {
    let name: String
    let summary: String
    let threshold: Double
    /// Null where nothing happened in the window.
    let current: Double?
    let unit: String
    let compliant: Bool
    let targetPercent: Double
    let goodPercent: Double?
    let events: Double
    let budgetLeftPercent: Double
    let periodDays: Int
    let windowSeconds: Double
    let observedSeconds: Double
    /// Where the values are from: this process, or the whole fleet.
    let source = "local"

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
    }

    private enum CodingKeys: String, CodingKey {
        case name, summary, threshold, current, unit, compliant, events, source
        case targetPercent = "target_percent"
        case goodPercent = "good_percent"
        case budgetLeftPercent = "budget_left_percent"
        case periodDays = "period_days"
        case windowSeconds = "window_seconds"
        case observedSeconds = "observed_seconds"
    }
}

/// `manifest_insert_p95_ms`, `hit_ratio_percent`: the names that people know.
private func key(of status: SLOStatus) -> String {
    ([status.objective.fieldName] + status.labels.sorted { $0.key < $1.key }.map(\.value)).joined(separator: "_")
}

/// To a millionth: more digits are noise, and floats show theirs.
private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
