import Plumbline
import PlumblinePlan

/// Scenarios at the traffic that the author declares; none where nothing is.
extension BurnScenarioBuilder {
    var ofTraffic: [BurnScenario] {
        guard let traffic = objective.traffic else { return [] }
        return objective.burn.flatMap { busy($0, traffic.busiest) }
            + objective.burnAlerts("").flatMap { quiet($0, traffic.quietest) }
    }

    /// At the busiest a burn fires just over its bounds, and not just under that of its long window.
    private func busy(_ burn: Burn, _ rate: Traffic.Rate) -> [BurnScenario] {
        guard let share = objective.threshold(burn) else { return [] }
        let history = paced(burn, rate)
        func scenario(_ words: String, _ bad: (Int) -> Int) -> BurnScenario {
            var history = history
            let (longest, shortest) = (objective.sampleMinutes(burn.long), objective.sampleMinutes(burn.short))
            let recent = share.leastOver(history.events(in: shortest).total)
            history.add(.badAmongTraffic(recent), at: shortest - 1)
            history.add(.badAmongTraffic(max(bad(history.events(in: longest).total) - recent, 0)), at: longest - 1)
            return self.scenario(
                "\(burn.tier.rawValue) by \(burn.long.words) and \(burn.short.words), \(rate.words): \(words)", history)
        }
        return [
            scenario("just over both bounds") { max(share.leastOver($0), objective.leastBadEvents) },
            // One less may be exactly at the bound.
            scenario("just under that of \(burn.long.words)") { share.leastOver($0) - 2 },
        ]
    }

    /// At the quietest a total outage fires a tier as soon as the runbook says, and one bad event does not.
    private func quiet(_ alert: BurnAlert, _ rate: Traffic.Rate) -> [BurnScenario] {
        guard let (burn, events) = objective.firstToFire(alert, at: rate) else { return [] }
        let minutes = Int(rate.minutes(for: events).rounded(.up))
        var outage = paced(burn, rate)
        for age in 1...minutes { outage.add(.badAmongTraffic(rate.events(ofMinute: age)), at: age) }
        var single = paced(burn, rate)
        single.add(.bad(1), at: 1)
        let tier = alert.tier.rawValue
        return [
            scenario("\(tier), \(rate.words): all failed for \(minutes) min", outage),
            scenario("\(tier), \(rate.words): one bad event", single),
        ]
    }

    /// Good events at an even pace, as far back as the burn looks.
    private func paced(_ burn: Burn, _ rate: Traffic.Rate) -> EventHistory {
        let each = rate.events(in: 1)
        var history = history(burn, traffic: each)
        for age in 1...history.oldest {
            history.add(EventCount(total: rate.events(ofMinute: age) - each), at: age)
        }
        return history
    }
}

extension Traffic.Rate {
    /// How many of them come in one minute, the first of which is 1.
    fileprivate func events(ofMinute number: Int) -> Int { events(in: number) - events(in: number - 1) }
}
