import Plumbline
import PlumblinePlan

/// A course of events for an objective, such as a burn just over its bound or exactly at it.
struct BurnScenario: Sendable {
    let words: String
    let samples: HistorySamples
    /// What was recorded before of windows that have no events any more.
    var past: [PastRatio] = []
    /// The burns that alert, by their definition and not by their rules' text.
    let holding: [Burn]

    var history: EventHistory { samples.history }
}

/// An error ratio that was recorded so many minutes ago.
struct PastRatio: Sendable {
    let window: Quantity<Time>
    let ratio: Double
    let age: Int
}

/// All scenarios of an objective. They do not depend on what it counts, so objectives of the same promise share them.
struct BurnScenarios: Sendable {
    /// What makes a difference.
    struct Promise: Hashable {
        let objective: Quantity<Ratio>
        let period: Quantity<Time>
        let calendar: CalendarPeriod?
        let burn: [Burn]
        let leastBadEvents: Int
        let traffic: Traffic?
    }

    let clock: HistoryClock
    let all: [BurnScenario]
    /// What shows in recorded series: bad events near both edges of every window; a service that is an hour and a half old;
    /// nothing at all; and one event, a bad one.
    let eventful, young, nothing, single: HistorySamples
    /// What shows of the last piece of the clock, in one of the other kind.
    let odd: (clock: HistoryClock, samples: HistorySamples)
    /// Other groups than the one that it is about.
    let others, well: HistorySamples

    init(_ objective: ObjectiveDeclaration) {
        let clock = HistoryClock(objective)
        self.clock = clock
        all = BurnScenarioBuilder(objective: objective, clock: clock).scenarios
        func samples(_ traffic: Int, _ change: (inout EventHistory) -> Void = { _ in }) -> HistorySamples {
            var history = EventHistory(traffic: traffic)
            change(&history)
            return HistorySamples(history, clock)
        }
        func nearEdges(_ history: inout EventHistory) {
            for (index, window) in objective.windows.enumerated() {
                let minutes = objective.sampleMinutes(window)
                history.add(.badAmongTraffic(3 + index), at: minutes - 1)
                history.add(.badAmongTraffic(1000 << index), at: minutes)
            }
        }
        eventful = samples(4000) { history in
            nearEdges(&history)
            // The newest minute has more traffic, so that a longer window has a smaller mean. It is divisible by the minutes
            // of each window, as Prometheus rounds a mean after each sample.
            let minutes = objective.windows.filter { !$0.addsPieces }.map(objective.sampleMinutes)
            history.add(EventCount(total: minutes.reduce(1, leastCommonMultiple)), at: 0)
        }
        young = samples(4000) { history in
            history.oldest = 95
            for age in [1, 20, 21, 95] { history.add(.badAmongTraffic(7 + age), at: age) }
        }
        nothing = samples(0)
        single = samples(0) { $0.add(.bad(1), at: 1) }
        let oddClock = HistoryClock(objective, isOdd: true)
        var recent = EventHistory(traffic: 4000)
        recent.oldest = 95
        for age in [1, 20, 21, 40] { recent.add(.badAmongTraffic(7 + age), at: age) }
        // After a burst, which is not to be counted for this minute, too.
        recent.missed = 19
        odd = (oddClock, HistorySamples(recent, oddClock))
        others = samples(500) { $0.add(.badAmongTraffic(5), at: 3) }
        well = samples(1000)
    }

    /// Those of each promise, made once.
    static func all(of objectives: [ObjectiveDeclaration]) -> [Promise: BurnScenarios] {
        let promises = Dictionary(objectives.map { ($0.promise, $0) }) { first, _ in first }
        let made = Array(promises).concurrentMap { ($0.key, BurnScenarios($0.value)) }
        return Dictionary(uniqueKeysWithValues: made)
    }
}

extension ObjectiveDeclaration {
    var promise: BurnScenarios.Promise {
        .init(
            objective: objective, period: period, calendar: calendar, burn: burn, leastBadEvents: leastBadEvents,
            traffic: traffic)
    }
}

private func leastCommonMultiple(_ a: Int, _ b: Int) -> Int {
    var (divisor, rest) = (a, b)
    while rest > 0 { (divisor, rest) = (rest, divisor % rest) }
    return a / max(divisor, 1) * b
}
