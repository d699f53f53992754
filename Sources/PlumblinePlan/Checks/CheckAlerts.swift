import Plumbline

/// Alerts are named, timed, explained, covered for missing data, and shown by a panel.
@Sendable func checkAlerts(_ declarations: Declarations) -> [Problem] {
    let alerts = declarations.alerts
    let names = declarations.alertsOnMissingData
    let named = Dictionary(alerts.map { ($0.name, $0) }) { first, _ in first }
    let shown = Set(declarations.boards.flatMap(\.panels).flatMap(\.value.alerts).map(\.name))
    let twice = duplicates(
        alerts, by: \.name, origin: \.origin, { "alert '\($0)' is declared twice" }, mend: "rename one of them")
    return twice
        + alerts.flatMap { alert in
            var problems: [Problem] = []
            func add(_ message: String, _ mend: String) {
                problems.append(Problem("alert '\(alert.name)' \(message)", at: alert.origin, mend: mend))
            }
            if !alert.name.isIdentifier() { add("is not a name of letters, digits and underscores", "use CamelCase") }
            if alert.duration.promQL == nil, alert.duration.base != .zero {
                add("waits for \(alert.duration.words)", "write a duration such as for: .minutes(10)")
            }
            if let keep = alert.keepFiringFor, keep.promQL == nil {
                add("keeps firing for \(keep.words)", "write a duration such as .minutes(10)")
            }
            if let runbook = alert.runbook, let fault = runbook.addressFault {
                add("has the runbook '\(runbook)', which \(fault)", "write an http(s) address")
            } else if alert.runbookURL(declarations.spec) == nil {
                add("has no runbook", "give runbook: an https address, or set runbooks: in the spec")
            }
            if !shown.contains(alert.name) {
                add("is explained by no panel", "add alerts: […] to the panel that shows its expression")
            }
            problems += alert.missingData.problems("alert '\(alert.name)'", besides: alert.name, names, alert.origin)
            problems += alert.inhibitionProblems(named)
            problems += alert.labelProblems
            return problems
        }
}

extension Alert {
    /// It holds others back, none that is worse, and is not held back by them itself.
    fileprivate func inhibitionProblems(_ alerts: [String: Alert]) -> [Problem] {
        inhibits.compactMap { other in
            func problem(_ what: String, _ mend: String) -> Problem {
                Problem("alert '\(name)' inhibits '\(other)', \(what)", at: origin, mend: mend)
            }
            guard let target = alerts[other], other != name else {
                return problem("which is no other alert of this spec", "name one of its alerts")
            }
            if severity == .warning, target.severity == .critical {
                return problem("which is critical", "hold back warnings, or make this one critical")
            }
            return target.leads(to: name, alerts, [])
                ? problem("which inhibits it in turn: nobody would be told", "leave one of the two out") : nil
        }
    }

    /// Whether it, or an alert that it holds back, holds `other` back.
    private func leads(to other: String, _ alerts: [String: Alert], _ seen: Set<String>) -> Bool {
        inhibits.contains { next in
            next == other
                || !seen.contains(next) && alerts[next]?.leads(to: other, alerts, seen.union([name, next])) == true
        }
    }

    fileprivate var labelProblems: [Problem] {
        furtherKeyProblems(
            extraLabels.keys, "label", reserved: ["alertname", "severity", "service", "alertstate"],
            "alert '\(name)'", origin)
    }
}

/// Keys of labels or annotations that an author adds to those that an alert has.
func furtherKeyProblems(
    _ keys: some Sequence<String>, _ kind: String, reserved: Set<String>, _ subject: String, _ origin: Origin
) -> [Problem] {
    keys.sorted().compactMap { key in
        if reserved.contains(key) {
            Problem("\(subject) sets the reserved \(kind) '\(key)'", at: origin, mend: "leave it out")
        } else if !key.isIdentifier() || key.hasPrefix("__") {
            Problem(
                "\(subject) has '\(key)', which is not \(kind == "label" ? "a label" : "an annotation") name",
                at: origin,
                mend: "use letters, digits and underscores")
        } else {
            nil
        }
    }
}
