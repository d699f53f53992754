import Plumbline

/// Proofs that are written down have series, and times at which promtool evaluates.
@Sendable func checkScenarios(_ declarations: Declarations) -> [Problem] {
    declarations.alerts.flatMap { alert -> [Problem] in
        guard let scenario = alert.proof else { return [] }
        var problems: [Problem] = []
        func add(_ message: String, _ mend: String) {
            problems.append(
                Problem("the proof of alert '\(alert.name)' \(message)", at: scenario.origin, mend: mend))
        }
        if scenario.name.isBlank { add("has no name", "say what happens") }
        if scenario.series.isEmpty { add("has no series", "write some, such as [\"up{job=\\\"shop\\\"}\": \"0x20\"]") }
        for (role, time) in [("quietAt", scenario.quietAt), ("firesAt", scenario.firesAt)] {
            if scenario.interval.promQL == nil { continue }
            if time.promQL == nil || time.milliseconds % scenario.interval.milliseconds != 0 {
                add("has \(role): \(time.words)", "write a multiple of the interval, \(scenario.interval.words)")
            }
        }
        if scenario.interval.promQL == nil { add("has every: \(scenario.interval.words)", "write such as .minutes(1)") }
        return problems
    }
}
