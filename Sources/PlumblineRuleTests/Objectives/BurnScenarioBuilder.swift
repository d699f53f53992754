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
        let (longest, shortest) = (objective.sampleMinutes(burn.long), objective.sampleMinutes(burn.short))
        func scenario(
            _ words: String, _ history: EventHistory?, past: (ratio: Double, age: Int)? = nil
        ) -> BurnScenario? {
            let before = past.map { PastRatio(window: burn.short, ratio: $0.ratio, age: $0.age) }
            return history.map { self.scenario("\(which): \(words)", $0, before.map { [$0] } ?? []) }
        }
        let none = "no events in \(burn.short.words)"
        let failed = bad(burn, 1000 * leastBadEvents, at: longest - 5)
        return [
            scenario("just over both bounds", steady(burn, long: 1, short: 1), past: (0, shortest + 10)),
            scenario("\(burn.long.words) exactly at the bound", steady(burn, long: 0, short: 1)),
            // Where traffic is declared, `ofTraffic` has this one.
            objective.traffic == nil
                ? scenario("\(burn.long.words) just under the bound", steady(burn, long: -1, short: 1)) : nil,
            scenario(
                "\(burn.short.words) exactly at the bound", steady(burn, long: 1, short: 0), past: (1, shortest + 10)),
            scenario("just enough bad events", enough(burn)),
            scenario("one bad event too few", tooFew(burn)),
            scenario("\(none), after bad ones", failed, past: (1, longest - 4 - shortest)),
            scenario("\(none), after good ones", failed, past: (0, shortest + 10)),
            scenario("\(none), whose last ratio is older than \(burn.long.words)", failed, past: (1, longest + 1)),
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

    /// Just enough bad events, of as many as leave their share over the bound. Where there are several, one is at the edge.
    private func enough(_ burn: Burn) -> EventHistory {
        let count = leastBadEvents
        let near = max(count - 1, 1)
        var history = bad(burn, near, at: 1)
        history.add(
            EventCount(total: most(burn, bad: count) - near, bad: count - near),
            at: objective.sampleMinutes(burn.long) - 1)
        return history
    }

    /// One bad event too few, and another one before the long window, among so many good ones that no burn minds.
    private func tooFew(_ burn: Burn) -> EventHistory {
        let count = leastBadEvents - 1
        var history = history(burn)
        history.add(EventCount(total: most(burn, bad: count), bad: count), at: 1)
        let many = objective.burn.map { most($0, bad: count + 1) }.max() ?? 0
        history.add(EventCount(total: many + 1, bad: 1), at: objective.sampleMinutes(burn.long) + 1)
        return history
    }

    /// Of how many events so many bad ones are more than the bound allows.
    private func most(_ burn: Burn, bad count: Int) -> Int {
        guard let (bad, total) = objective.threshold(burn)?.fraction else { return count }
        return max((count * total - 1) / bad, count)
    }

    /// Nothing but bad events, so many minutes ago.
    private func bad(_ burn: Burn, _ count: Int, at age: Int) -> EventHistory {
        var history = history(burn)
        history.add(.bad(count), at: age)
        return history
    }

    func scenario(
        _ words: String, _ history: EventHistory, _ past: [PastRatio] = []
    ) -> BurnScenario {
        BurnScenario(
            words: words, samples: HistorySamples(history, clock), past: past,
            holding: objective.burn.filter { holds($0, history, past) })
    }

    /// Whether the burn alerts.
    private func holds(
        _ burn: Burn, _ history: EventHistory, _ past: [PastRatio]
    ) -> Bool {
        // The last one of the long window.
        let earlier = past.first {
            $0.window.base == burn.short.base && $0.age < objective.sampleMinutes(burn.long)
        }?.ratio
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
