import Plumbline

/// Declared traffic is possible, and a total outage at the quietest reaches every tier.
@Sendable func checkTraffic(_ declarations: Declarations) -> [Problem] {
    declarations.objectives.map(\.value).flatMap { objective in
        objective.traffic.map { objective.problems(of: $0, declarations.spec) } ?? []
    }
}

/// More a minute are no events, but a mistake; sums of them are still exact.
private let mostAnHour = ExactDecimal(60_000_000_000)

/// Proofs have so many series, and no more are needed to see that all are counted.
private let mostSeries = 100

extension ObjectiveDeclaration {
    fileprivate func problems(of traffic: Traffic, _ spec: Spec) -> [Problem] {
        let looksAt: String? =
            switch indicator {
            case .bound: "holds a value at a bound"
            case .errorRatio: "is of an error ratio"
            case .events, .counters, .weighted: nil
            }
        if let looksAt {
            return [
                problem(
                    "\(looksAt), which is looked at each \(step(spec).words), whatever its traffic is",
                    "leave traffic: out")
            ]
        }
        let rates = [("quietest", traffic.quietest), ("busiest", traffic.busiest)]
        var problems = rates.compactMap { name, rate in
            rate.anHour.map { $0 > .zero && $0 <= mostAnHour } ?? false
                ? nil
                : problem(
                    "is \(name) at \(rate.words)", "write a number over 0, and up to \(mostAnHour) events an hour")
        }
        if traffic.series < 1 || traffic.series > mostSeries {
            problems.append(
                problem(
                    "spreads its traffic over \(traffic.series) series",
                    "write from 1 to \(mostSeries); more are counted alike"))
        }
        guard problems.isEmpty, let quietest = traffic.quietest.anHour, let busiest = traffic.busiest.anHour else {
            return problems
        }
        if quietest > busiest {
            return problems + [
                problem("is quietest at \(traffic.quietest.words) and busiest at \(traffic.busiest.words)", "swap them")
            ]
        }
        return problems + burnAlerts(spec.service).compactMap { unreached($0, traffic.quietest) }
    }

    /// What is wrong where the longest window of a tier has too few events.
    private func unreached(_ alert: BurnAlert, _ rate: Traffic.Rate) -> Problem? {
        // Windows and thresholds that are none are checkBurns' to say.
        guard let longest = alert.burns.map(\.long).max(by: { ($0.base ?? .zero) < ($1.base ?? .zero) }),
            (longest.base ?? .zero) > .zero, leastBadEvents > 0
        else { return nil }
        let events = rate.events(in: longest.count(of: minute))
        guard events < leastBadEvents else { return nil }
        return problem(
            "cannot reach its \(alert.tier.rawValue) at its quietest: of \(rate.words) \(events) come in "
                + "\(longest.words), and fewer than \(leastBadEvents) bad ones do not alert",
            mends(alert.tier, events, rate).joined(separator: ", or "))
    }

    /// A lower floor, as long as one bad event alone does not alert; a longer window, as long as the period has room for it.
    private func mends(_ tier: Tier, _ events: Int, _ rate: Traffic.Rate) -> [String] {
        let floor = events > heaviestEvent ? ["declare minimumBadEvents: \(events)"] : []
        let hours = Int(min((rate.minutes(for: leastBadEvents) / 60).rounded(.up), 1e9))
        let days = (hours + 23) / 24
        let window = hours < 24 ? ".hours(\(hours))" : ".days(\(days))"
        let isInPeriod = Double(hours < 24 ? hours : days * 24) * 3600 < usualPeriod.base?.double ?? 0
        return floor + (isInPeriod ? ["declare a burn: .\(tier.rawValue)(…) over \(window)"] : [])
            + ["count more events, such as those of a probe"]
    }

    private func problem(_ message: String, _ mend: String) -> Problem {
        Problem("objective '\(name)' \(message)", at: origin, mend: mend)
    }
}
