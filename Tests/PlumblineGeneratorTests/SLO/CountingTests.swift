import Plumbline
import Testing

/// What is recorded is what happened: cases that other rule generators are known to get wrong.
@Suite struct CountingTests {
    static func requests(
        _ outcome: Outcome, _ values: String, region: Region = .north, instance: String = "a"
    ) -> (series: String, values: String) {
        let labels = #"region="\#(region.rawValue)",outcome="\#(outcome.rawValue)",instance="\#(instance)""#
        return ("shop_requests_total{\(labels)}", values)
    }

    /// Averages of ratios say 46 %: every minute has the same weight in them.
    @Test func aQuietFailingHourAfterABusyCleanOne() throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99.9)],
            [Self.requests(.success, "0+1030x60 61800x59"), Self.requests(.error, "0x60 1+1x59")])
        // 60 of 61,860 requests.
        rehearsal.expect(1, of: #"abs(slo:error:ratio{window="30d"} / 0.00097 - 1) < 0.05"#, at: 120)
        rehearsal.expect(1, of: "abs(slo:sli:ratio / 0.99903 - 1) < 0.0001", at: 120)
        rehearsal.expect(1, of: "abs(slo:error_budget:remaining / 0.03 - 1) < 0.25", at: 120)
        rehearsal.expect(1, of: "abs(slo:burn_rate:period / 0.97 - 1) < 0.05", at: 120)
        rehearsal.expect(1, of: "slo:burn_rate:current == 1000", at: 120)
        try rehearsal.play()
    }

    /// A new service need not wait for the end of its first 5 minutes to see its budget.
    @Test func theFirstMinutes() throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99)], [Self.requests(.success, "_ 0+999x120"), Self.requests(.error, "_ 0+1x120")])
        for minute in [2, 4, 5, 6, 120] {
            rehearsal.expect(1, of: "abs(slo:error_budget:remaining / 0.9 - 1) < 0.001", at: minute)
            rehearsal.expect(8, of: "abs(slo:error:ratio / 0.001 - 1) < 0.001", at: minute)
        }
        // No more than the minute that has passed.
        rehearsal.expect(1, of: #"slo:total:increase{window="30d"} < 2000"#, at: 2)
        try rehearsal.play()
    }

    @Test func noErrorSeriesYet() throws {
        var rehearsal = try Rehearsal([Shop.availability(99.9)], [Self.requests(.success, "0+100x120")])
        rehearsal.expect(8, of: "slo:error:ratio == 0", at: 120)
        rehearsal.expect(1, of: "slo:error_budget:remaining == 1", at: 120)
        try rehearsal.play()
    }

    @Test func noGoodSeriesYet() throws {
        var rehearsal = try Rehearsal([Shop.availability(99.9)], [Self.requests(.error, "0+100x120")])
        rehearsal.expect(8, of: "slo:error:ratio == 1", at: 120)
        rehearsal.expect(page, of: "availability", fires: true, at: 120)
        try rehearsal.play()
    }

    @Test func hoursWithoutTrafficThenTraffic() throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99.9)],
            [Self.requests(.success, "0x240 0+99x60"), Self.requests(.error, "0x240 0+1x60")])
        rehearsal.expectNumbers(upTo: 239)
        rehearsal.expect(8, of: "slo:error:ratio == 0", at: 239)
        rehearsal.expectNumbers(upTo: 300)
        rehearsal.expect(8, of: "abs(slo:error:ratio / 0.01 - 1) < 0.001", at: 300)
        try rehearsal.play()
    }

    @Test func countersThatStartAgain() throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99.9)],
            [Self.requests(.success, "0+99x47 0+99x72"), Self.requests(.error, "0+1x47 0+1x72")])
        rehearsal.expect(8, of: "abs(slo:error:ratio / 0.01 - 1) < 0.05", at: 120)
        rehearsal.expect(1, of: #"abs(slo:total:increase{window="30d"} / 12000 - 1) < 0.05"#, at: 120)
        try rehearsal.play()
    }

    @Test func aTargetThatIsAwayForAWhile() throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99)],
            [Self.requests(.success, "0+998x50 _x20 0+998x130"), Self.requests(.error, "0+2x50 _x20 0+2x130")])
        rehearsal.expectNumbers(upTo: 65)
        rehearsal.expect(8, of: "abs(slo:error:ratio / 0.002 - 1) < 0.05", at: 200)
        // What was not scraped is not known; nothing is made up for it, and nothing counted twice.
        rehearsal.expect(1, of: #"abs(slo:total:increase{window="30d"} / 180000 - 1) < 0.05"#, at: 200)
        rehearsal.expect(0, of: "last_over_time(ALERTS[200m])", at: 200)
        try rehearsal.play()
    }

    @Test func oneInstanceOfThreeMissing() throws {
        let series = ["a", "b", "c"].flatMap { instance in
            let gone = instance == "c"
            return [
                Self.requests(.success, gone ? "0+99x60 stale" : "0+99x200", instance: instance),
                Self.requests(.error, gone ? "0+1x60 stale" : "0+1x200", instance: instance),
            ]
        }
        var rehearsal = try Rehearsal([Shop.availability(99)], series)
        rehearsal.expect(1, of: #"slo:total:increase{window="5m"} == 1500"#, at: 60)
        rehearsal.expect(1, of: #"slo:total:increase{window="5m"} == 1000"#, at: 70)
        rehearsal.expect(8, of: "abs(slo:error:ratio / 0.01 - 1) < 0.001", at: 200)
        rehearsal.expectNumbers(upTo: 200)
        try rehearsal.play()
    }

    private var page: Tier { .page }
}
