import Plumbline

extension Declarations {
    /// The names of the alerts that others may leave missing data to.
    var alertsOnMissingData: Set<String> {
        Set(alerts.map(\.name) + objectives.compactMap { $0.value.notMeasuredAlert(spec.service) })
    }
}

extension MissingData {
    /// What is wrong with what an alert or an objective does on missing data; `own` is the alert itself.
    func problems(_ subject: String, besides own: String?, _ alerts: Set<String>, _ origin: Origin) -> [Problem] {
        switch self {
        case .coveredBy(let other) where !alerts.contains(other) || other == own:
            [
                Problem(
                    "\(subject) leaves missing data to '\(other)', which is no other alert of this spec", at: origin,
                    mend: "name an alert that fires when the target is gone")
            ]
        case .staysQuiet(let reason) where reason.isBlank:
            [
                Problem(
                    "\(subject) stays quiet on missing data without a reason", at: origin,
                    mend: "say why, as people will ask")
            ]
        default: []
        }
    }

    /// What an author wrote in it.
    var texts: [String] {
        switch self {
        case .staysQuiet(let reason): [reason]
        case .coveredBy(let other): [other]
        case .fires: []
        }
    }
}
