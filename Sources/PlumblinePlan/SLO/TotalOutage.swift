package import Plumbline

// How a total outage looks to the burns of an objective, where the author says how many events there are.
extension ObjectiveDeclaration {
    /// After how many bad events a burn fires while everything fails, and nothing did before; nil where its long window never
    /// has that many. `late` is by how many minutes an event may be counted later than another one.
    package func eventsToFire(_ burn: Burn, at rate: Traffic.Rate, late: Int = 0) -> Int? {
        let minutes = burn.long.count(of: minute)
        guard rate.events(in: minutes) >= leastBadEvents, let share = threshold(burn) else { return nil }
        return max(leastBadEvents, share.leastOver(rate.events(in: minutes + late, .up)))
    }

    /// Whether a single bad event is too many for a burn, and only the floor keeps it quiet.
    package func singleExceeds(_ burn: Burn, at rate: Traffic.Rate) -> Bool {
        let events = rate.events(in: burn.long.count(of: minute))
        return threshold(burn).map { heaviestEvent >= $0.leastOver(events) } ?? false
    }

    /// The burn of an alert that fires first in a total outage, and after how many bad events.
    package func firstToFire(_ alert: BurnAlert, at rate: Traffic.Rate, late: Int = 0) -> (burn: Burn, events: Int)? {
        alert.burns.compactMap { burn in eventsToFire(burn, at: rate, late: late).map { (burn, $0) } }
            .min { $0.1 < $1.1 }
    }

    /// Within how many minutes a total outage fires an alert, where events come at an even pace.
    package func minutesToFire(_ alert: BurnAlert, at rate: Traffic.Rate, _ spec: Spec) -> Int? {
        let late = spec.scrape.interval.count(of: minute)
        return firstToFire(alert, at: rate, late: late).map { _, events in
            Int((rate.minutes(for: events) + Double(delay(spec)) / 60_000).rounded(.up))
        }
    }

    /// How long after an event the alert that it fires may come: it is scraped, seen at the next step when all samples have
    /// arrived, and counted by the next evaluation; in a part of a `weighted` objective by the one before.
    private func delay(_ spec: Spec) -> Milliseconds {
        let evaluations = if case .weighted = indicator { 2 } else { 1 }
        return spec.scrape.interval.milliseconds + step(spec).milliseconds + spec.scrape.arrival
            + evaluations * minute.milliseconds
    }
}

extension Traffic.Rate {
    /// How many whole events come in so many minutes at an even pace.
    package func events(in minutes: Int, _ rule: FloatingPointRoundingRule = .down) -> Int {
        let events = (anHour?.times(ExactDecimal(minutes))?.double ?? 0) / 60
        return Int(min(events.rounded(rule), 1e15))
    }

    /// How many minutes so many events take.
    package func minutes(for events: Int) -> Double { Double(events) * 60 / (anHour?.double ?? 1) }
}

extension ExactDecimal {
    /// The least whole number that is more than this share of all.
    package func leastOver(_ all: Int) -> Int { Int((times(ExactDecimal(all))?.double ?? 0).rounded(.down)) + 1 }
}
