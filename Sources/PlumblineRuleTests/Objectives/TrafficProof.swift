import Plumbline
import PlumblinePlan

/// The proof that what is scraped alerts, at the declared traffic and spread over the declared number of series.
///
/// Scrapes are a little further apart than declared, so that they come at all phases to the evaluations; how much further
/// is drawn from the objective's name.
struct TrafficProof {
    let objective: ObjectiveDeclaration
    let traffic: Traffic
    let spec: Spec
    let counting: CountingProof

    /// None where no traffic is declared. Events of other objectives are those objectives' to prove.
    init?(_ objective: ObjectiveDeclaration, _ spec: Spec, _ counting: CountingProof) {
        guard let traffic = objective.traffic, objective.countsOwnEvents else { return nil }
        self.objective = objective
        self.traffic = traffic
        self.spec = spec
        self.counting = counting
    }

    /// From one scrape to the next; no full minute is a multiple of it.
    private var tick: Milliseconds {
        let drawn = objective.name.utf8.reduce(7) { ($0 * 31 + Int($1)) % 100_003 }
        let least = spec.scrape.interval.milliseconds + 101 + drawn % 200
        return (least...).first { tick in [2, 3, 5].allSatisfy { tick % $0 != 0 } } ?? least
    }

    func tests() throws(Underivable) -> [ProofTest] {
        let busy = EvenEvents(rate: traffic.busiest, healthyMinutes: 5)
        let counted = try test("\(traffic.busiest.words), half of the time all fail", busy, until: 10)
        guard let page = objective.burnAlerts(spec.service).first(where: { $0.tier == .page }),
            let first = objective.firstToFire(page, at: traffic.quietest),
            let minutes = objective.minutesToFire(page, at: traffic.quietest, spec)
        else { return [counted] }
        // All of the window; of a longer one what is played in a moment, as time of which nothing is known does not count.
        let healthy = min(first.burn.long.count(of: minute), 6 * 60)
        let end = healthy + minutes
        var quiet = EvenEvents(rate: traffic.quietest, healthyMinutes: healthy)
        var outage = try test("\(traffic.quietest.words), all fail for \(minutes) min", quiet, until: end)
        outage.samples += [firing(at: healthy, 0), firing(at: end, 1)]
        // A single failure that no burn minds shows nothing.
        guard objective.leastBadEvents > 1, objective.singleExceeds(first.burn, at: traffic.quietest) else {
            return [counted, outage]
        }
        quiet.bad = 1
        var single = try test("\(traffic.quietest.words), one fails", quiet, until: end)
        single.samples.append(firing(at: end, 0, sometimeIn: minutes))
        return [counted, outage, single]
    }

    private func test(_ words: String, _ events: EvenEvents, until end: Int) throws(Underivable) -> ProofTest {
        let instance = try CountedSeries(objective, counting.recorded).simpleInstance()
        // What tells series apart that are alike in all that the objective reads.
        let label = objective.groupedBy.contains("instance") ? "replica" : "instance"
        let ticks = end * minute.milliseconds / tick
        let inputs = (0..<traffic.series).flatMap { number in
            instance.map { counted in
                let labels = counted.identity.labels.merging([label: "host-\(number + 1):8080"]) { $1 }
                let values = (1...max(ticks, 1)).map { index in
                    events.count(counted.isBad, at: index * tick, ofSeries: number, of: traffic.series)
                }
                return InputSeries(
                    SeriesIdentity(counted.identity.name, labels), [.init(start: nil)] + .values(values))
            }
        }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: tick, inputs: inputs,
            samples: [try counted(events, at: end)])
    }

    /// What is recorded of the last minute: what was scraped in it, once each sample has arrived.
    private func counted(_ events: EvenEvents, at time: Int) throws(Underivable) -> ProofTest.SampleExpectation {
        let end = (time * minute.milliseconds - counting.arrival) / counting.step * counting.step
        func growth(_ isBad: Bool?) -> Double {
            func held(_ time: Milliseconds) -> Int { events.count(isBad, at: time / tick * tick) }
            return Double(held(end) - held(end - minute.milliseconds))
        }
        let group = try counting.recorded.groupLabels(0)
        let name = seriesText(
            RecordedSeries.events.rawValue, ["slo": objective.name, "window": RecordedSeries.minute])
        return .init(
            // Rates a second times seconds are not whole to the last digit.
            expression: "round(\(name), 0.001)", time: time * minute.milliseconds,
            samples: [(RecordedSeries.Kind.total, growth(nil)), (.bad, growth(true)), (.minutes, 1)].map {
                kind, value in
                .init(
                    series: seriesText("", counting.recorded.labels(group, kind, RecordedSeries.minute)), value: value)
            })
    }

    /// How many pages fire, or did sometime in the last minutes.
    private func firing(at time: Int, _ count: Int, sometimeIn minutes: Int? = nil) -> ProofTest.SampleExpectation {
        let alerts = seriesText(
            "ALERTS",
            ["alertstate": "firing", "service": spec.service, "slo": objective.name, "tier": Tier.page.rawValue])
        let expression = minutes.map { "last_over_time(\(alerts)[\($0)m])" } ?? alerts
        return .init(
            expression: "count(\(expression))", time: time * minute.milliseconds,
            samples: count == 0 ? [] : [.init(series: "{}", value: Double(count))])
    }
}

/// Events at an even pace: all are good for a while, and then bad.
private struct EvenEvents {
    let rate: Traffic.Rate
    /// How many are good.
    let healthy: Int
    /// How many of the others are bad.
    var bad = Int.max

    init(rate: Traffic.Rate, healthyMinutes: Int) {
        self.rate = rate
        healthy = rate.events(in: healthyMinutes)
    }

    /// How many there were up to a time: of all, or of the bad or the good ones.
    func count(_ isBad: Bool?, at time: Milliseconds) -> Int { count(isBad, at: time) { $0 } }

    /// The same of one series, where each event comes in the next of so many series.
    func count(_ isBad: Bool?, at time: Milliseconds, ofSeries number: Int, of series: Int) -> Int {
        count(isBad, at: time) { ($0 + series - 1 - number) / series }
    }

    private func count(_ isBad: Bool?, at time: Milliseconds, _ share: (Int) -> Int) -> Int {
        let all = Int(((rate.anHour?.times(ExactDecimal(time))?.double ?? 0) / 3_600_000).rounded(.down))
        let failed = share(min(all, bad == .max ? all : healthy + bad)) - share(min(all, healthy))
        return switch isBad {
        case nil: share(all)
        case true: failed
        case false: share(all) - failed
        }
    }
}
