import Plumbline
import PlumblinePlan

/// Builds an objective's scenarios.
struct BurnScenarioBuilder {
    let objective: ObjectiveDeclaration
    let clock: HistoryClock

    /// Those of each burn, and one in which all of them hold.
    var scenarios: [BurnScenario] { objective.burn.flatMap(scenarios) + [everythingBurns] + ofTraffic }

    private func scenarios(_ burn: Burn) -> [BurnScenario] {
        let which = "\(burn.tier.rawValue) by \(burn.long.words) and \(burn.short.words)"
        func scenario(_ words: String, _ history: EventHistory?, past: Double? = nil) -> BurnScenario? {
            history.map { self.scenario("\(which): \(words)", $0, past.map { [(burn.short, $0)] } ?? []) }
        }
        let least = leastBadEvents
        return [
            scenario("just over both bounds", steady(burn, long: 1, short: 1), past: 0),
            scenario("\(burn.long.words) exactly at the bound", steady(burn, long: 0, short: 1)),
            scenario("\(burn.short.words) exactly at the bound", steady(burn, long: 1, short: 0), past: 1),
            scenario("just enough bad events", few(burn, least)),
            scenario("one bad event too few", few(burn, least - 1)),
            scenario("no events in \(burn.short.words), after bad ones", before(burn, 1000 * least), past: 1),
            scenario("no events in \(burn.short.words), after good ones", before(burn, 1000 * least), past: 0),
        ].compactMap(\.self)
    }

    /// Without bad events there is nothing to tell.
    private var leastBadEvents: Int { max(objective.leastBadEvents, 1) }

    /// Traffic of which so many more than the bound allows are bad in the long and in the short window. They lie near the
    /// edges: a window that is a little shorter has less of them, one that is a little longer has more traffic.
    private func steady(_ burn: Burn, long: Int, short: Int) -> EventHistory? {
        guard let (bad, total) = objective.threshold(burn)?.fraction else { return nil }
        let traffic = total * max(1, (40 + bad - 1) / bad)
        var history = history(burn, traffic: traffic)
        func atBound(_ minutes: Int) -> Int { bad * (traffic / total) * minutes }
        let (longest, shortest) = (objective.sampleMinutes(burn.long), objective.sampleMinutes(burn.short))
        let recent = atBound(shortest) + short
        let past = atBound(longest) + long - recent
        history.add(.badAmongTraffic(2), at: 1)
        history.add(.badAmongTraffic(recent - 2), at: shortest - 1)
        history.add(.badAmongTraffic(past), at: longest - 1)
        return history
    }

    /// As much of the past as the burn reads. Otherwise promtool would read a month for every scenario.
    func history(_ burn: Burn, traffic: Int = 0) -> EventHistory {
        var history = EventHistory(traffic: traffic)
        history.oldest = objective.sampleMinutes(burn.long) + 2 * clock.piece
        return history
    }

    /// Nothing but bad events, a minute ago.
    private func few(_ burn: Burn, _ count: Int) -> EventHistory {
        var history = history(burn)
        history.add(.bad(count), at: 1)
        return history
    }

    /// Nothing but bad events, before the short window.
    private func before(_ burn: Burn, _ count: Int) -> EventHistory {
        var history = history(burn)
        history.add(.bad(count), at: objective.sampleMinutes(burn.short) + 15)
        return history
    }

    func scenario(
        _ words: String, _ history: EventHistory, _ past: [(window: Quantity<Time>, ratio: Double)] = []
    ) -> BurnScenario {
        BurnScenario(
            words: words, samples: HistorySamples(history, clock), past: past,
            holding: objective.burn.filter { holds($0, history, past) })
    }

    /// Whether the burn alerts.
    private func holds(
        _ burn: Burn, _ history: EventHistory, _ past: [(window: Quantity<Time>, ratio: Double)]
    ) -> Bool {
        let earlier = past.first { $0.window.base == burn.short.base }?.ratio
        guard let bound = objective.threshold(burn)?.double,
            let long = objective.sampleRatio(burn.long, history),
            let short = objective.sampleRatio(burn.short, history) ?? earlier
        else { return false }
        return long > bound && short > bound
            && history.events(in: objective.sampleMinutes(burn.long)).bad >= objective.leastBadEvents
    }

    /// All burns hold at once, each with another error ratio: longer windows have more good events in them. A quarter of the
    /// budget is left, where the period is longer than all windows.
    private var everythingBurns: BurnScenario {
        var history = EventHistory()
        let shortest = objective.windows.first.map(objective.sampleMinutes) ?? 5
        history.add(.bad(1_000_000 * leastBadEvents), at: shortest - 1)
        for window in objective.windows {
            let minutes = objective.sampleMinutes(window)
            let events = history.events(in: minutes)
            let bounds = objective.burn.filter { $0.long.base == window.base || $0.short.base == window.base }
                .compactMap { objective.threshold($0)?.double }
            let budget = (objective.budget?.double ?? 1) * 0.75
            let isPeriod = window.base == objective.period.base
            guard let bound = bounds.max() ?? (isPeriod ? budget : nil) else { continue }
            let ratio = Double(events.bad) / Double(events.total)
            guard ratio > bound else { continue }
            let wanted = bounds.isEmpty ? bound : bound + (ratio - bound) * 0.75
            history.add(EventCount(total: Int(Double(events.bad) / wanted) - events.total), at: minutes - 1)
        }
        return scenario("everything burns", history)
    }
}

extension ExactDecimal {
    /// The value as a reduced fraction of whole numbers; nil where they do not fit.
    fileprivate var fraction: (numerator: Int, denominator: Int)? {
        guard significand > 0, exponent > -12, exponent <= 0 else { return nil }
        var (numerator, denominator) = (significand, 1)
        for _ in 0..<(-exponent) { denominator *= 10 }
        for prime in [2, 5] {
            while numerator % prime == 0, denominator % prime == 0 {
                numerator /= prime
                denominator /= prime
            }
        }
        return (numerator, denominator)
    }
}
