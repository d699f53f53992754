import Plumbline

/// Rules see what they read: Prometheus shows a series for 5 minutes after its last sample, so what comes more rarely is
/// gone in between. Conditions on it begin to wait anew each time, and never fire.
@Sendable func checkStaleness(_ declarations: Declarations) -> [Problem] {
    let series = RareSeries(declarations)
    return declarations.groups.flatMap { group -> [Problem] in
        var recordedHere: Set<String> = []
        return group.rules.flatMap { rule -> [Problem] in
            switch rule.value {
            case .recording(let recording):
                let found = series.problems(
                    "'\(recording.name)'", recording.expression, recording.origin, besides: recordedHere)
                recordedHere.insert(recording.name)
                return found
            case .alert(let alert):
                return series.problems(
                    "alert '\(alert.name)'", alert.effectiveExpression, alert.origin, besides: recordedHere)
                    + waitingProblems(alert, group.declared)
            }
        }
    }
}

/// An alert waits, and is kept, for at least one evaluation, whatever it says.
private func waitingProblems(_ alert: Alert, _ group: RuleGroup?) -> [Problem] {
    guard let group, let interval = group.interval, interval.promQL != nil else { return [] }
    return [("waits for", "for", alert.duration), ("keeps firing for", "keepFiringFor", alert.keepFiringFor)].compactMap
    {
        words, parameter, time in
        guard let time, time.promQL != nil, time.milliseconds < interval.milliseconds else { return nil }
        return Problem(
            "alert '\(alert.name)' \(words) \(time.words), but is evaluated every \(interval.words)", at: alert.origin,
            mend: "write \(parameter): at least \(interval.words), or evaluate the group more often",
            notes: [.init("the interval is declared here", group.origin)])
    }
}

/// Alerts that one missed scrape, or evaluation, makes wait anew.
func stalenessRemarks(_ declarations: Declarations) -> [Problem] {
    let series = RareSeries(declarations)
    return declarations.alerts.filter { $0.duration.milliseconds > 0 }.flatMap { alert in
        series.rareReads(alert.effectiveExpression).map { name, interval in
            Problem(
                "alert '\(alert.name)' reads \(name), which comes every \(interval.words): when one sample is missing, it "
                    + "begins to wait anew", at: alert.origin, mend: "")
        }
    }
}

/// How often series come: as often as their group is evaluated, or as targets are scraped.
private struct RareSeries {
    private let scraped: Quantity<Time>
    private let scrapedAt: Origin
    private let window: Quantity<Time>
    private var groups: [String: (interval: Quantity<Time>, origin: Origin)] = [:]

    init(_ declarations: Declarations) {
        scraped = declarations.spec.scrape.interval
        scrapedAt = declarations.spec.origin
        window = declarations.spec.window
        for group in declarations.groups {
            for rule in group.rules {
                guard case .recording(let recording) = rule.value else { continue }
                // How often groups without an interval are evaluated is Prometheus' own configuration.
                groups[recording.name] = (group.declared?.interval ?? .seconds(0), group.declared?.origin ?? scrapedAt)
            }
        }
    }

    /// What a rule reads that is not there whenever it is evaluated, each series once.
    func problems(
        _ rule: String, _ expression: Expression, _ origin: Origin, besides recordedHere: Set<String>
    ) -> [Problem] {
        var seen: Set<String> = []
        return reads(expression, within: 0).compactMap { name, range in
            // Windows of what is scraped are held against its interval where they are written.
            let (interval, place) = groups[name] ?? (range > 0 ? .seconds(0) : scraped, scrapedAt)
            let time = interval.milliseconds
            // What its own group has just recorded is there.
            let isGone = range > 0 ? range < 2 * time : time >= lookback && !recordedHere.contains(name)
            guard isGone, seen.insert(name).inserted else { return nil }
            let (comes, often) =
                groups[name] == nil
                ? ("scraped every \(interval.words)", "scrape") : ("recorded every \(interval.words)", "record")
            let (what, mend) =
                range > 0
                ? (
                    "\(durationText(range)) of \(name), which is \(comes): that may be a single sample, or none",
                    "widen it to"
                )
                : ("\(name), which is \(comes): 5 min after each sample it is gone", "read it with .lastOverTime over")
            return Problem(
                "\(rule) reads \(what)", at: origin,
                mend: "\(mend) \(durationText(2 * time)), or \(often) it at least every 2 min",
                notes: [.init("the interval is declared here", place)])
        }
    }

    /// What is there as long as no sample is missing.
    func rareReads(_ expression: Expression) -> [(name: String, interval: Quantity<Time>)] {
        var seen: Set<String> = []
        return reads(expression, within: 0).compactMap { name, range in
            let interval = groups[name]?.interval ?? scraped
            guard range == 0, 2 * interval.milliseconds > lookback, seen.insert(name).inserted else {
                return nil
            }
            return (name, interval)
        }
    }

    /// The names that are read, each with the longest range that it stands within, or 0.
    private func reads(_ expression: Expression, within range: Milliseconds) -> [(name: String, range: Milliseconds)] {
        switch expression {
        case .selector(let selector): [(selector.name, range)]
        case .range(let inner, let length): reads(inner, within: max(range, (length.fixed ?? window).milliseconds))
        case .subquery(let inner, let length, _): reads(inner, within: max(range, length.milliseconds))
        default: expression.children.flatMap { reads($0, within: range) }
        }
    }
}
