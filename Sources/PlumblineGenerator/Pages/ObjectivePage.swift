import Plumbline
import PlumblinePlan

/// What the page of an objective's alert says beyond its rule: it follows from the objective, whose author need not write it.
protocol ObjectivePage {
    /// The description as a person reads it before it fires.
    var description: String { get }
    var meaning: String { get }
    var impact: String { get }
    var firstSteps: [String] { get }
    /// From where on it fires, for the guide.
    var threshold: String { get }
    /// What it does when nothing is counted any more.
    var missing: String { get }

    /// Queries that narrow it down, to paste.
    func queries(_ text: PromQLText) -> [(title: String, query: String)]
    /// The table of its burns, where it has some.
    func burns(_ spec: Spec) -> [String: Any]?
}

extension PlannedAlert {
    /// What is known of it as an alert of an objective.
    func page(_ service: String) -> (any ObjectivePage)? {
        guard let objective else { return nil }
        if name == objective.notMeasuredAlert(service) { return NotMeasuredPage(objective: objective) }
        return burn(service)
    }

    /// What is known of it as the burn-rate alert of an objective.
    func burn(_ service: String) -> BurnPage? {
        guard let objective, let alert = objective.burnAlerts(service).first(where: { $0.name == name }) else {
            return nil
        }
        return BurnPage(objective: objective, alert: alert, service: service)
    }

    /// What happens without data, for a reader of the runbook.
    func missingWords(_ service: String) -> String {
        page(service)?.missing ?? declaration?.missingData.inWords ?? ""
    }
}

extension MissingData {
    /// What an alert does.
    var inWords: String {
        switch self {
        case .fires: "it fires as well"
        case .staysQuiet(let reason): "it stays quiet: \(reason.markdown)"
        case .coveredBy(let alert): "\(alert.markdown) fires instead"
        }
    }
}
