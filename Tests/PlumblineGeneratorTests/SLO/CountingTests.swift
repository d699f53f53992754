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
        // Two hours of 720 are known.
        let known = "(2 / 720)"
        let ratio = "(60 / 61860 * \(known))"
        rehearsal.expect(1, of: #"abs(slo:error:ratio{window="30d"} / \#(ratio) - 1) < 0.02"#, at: 121)
        rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="30d"} == 60"#, at: 121)
        rehearsal.expect(1, of: "abs((1 - slo:sli:ratio) / \(ratio) - 1) < 0.02", at: 121)
        rehearsal.expect(1, of: "abs((1 - slo:error_budget:remaining) / (\(ratio) / 0.001) - 1) < 0.02", at: 121)
        rehearsal.expect(1, of: "abs((1 - slo:error_budget:remaining) / (\(ratio) / 0.001) - 1) < 0.02", at: 121)
        rehearsal.expect(1, of: "slo:burn_rate:current == 1000", at: 120)
        try rehearsal.play()
    }

    /// E10: 40 of 300 requests fail in the first minutes. That is a seventh of what is known of 6 hours, and 2 in 1,000 of
    /// 6 hours: what is not known is not bad.
    @Test func theFirstMinutes() throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99.9)],
            [Self.requests(.success, "0+100x2 260 360+100x120"), Self.requests(.error, "0 0 0 40x120")])
        rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="30d"} == 40"#, at: 4)
        rehearsal.expect(1, of: #"abs(slo:error:ratio{window="6h"} - 40 / 36000) < 0.0002"#, at: 4)
        rehearsal.expect(0, of: "last_over_time(ALERTS[60m])", at: 60)
        try rehearsal.play()
    }

    /// A service that fails from its first minute on is not waited for.
    @Test func anOutageFromTheFirstMinuteOn() throws {
        var rehearsal = try Rehearsal([Shop.availability(99.9)], [Self.requests(.error, "0+100x20")])
        rehearsal.expect(.page, of: "availability", fires: true, at: 4)
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
        rehearsal.expect(4, of: "slo:error:ratio > 0.98", at: 121)
        rehearsal.expect(page, of: "availability", fires: true, at: 120)
        try rehearsal.play()
    }

    @Test func hoursWithoutTrafficThenTraffic() throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99.9)],
            [Self.requests(.success, "0x240 0+99x60"), Self.requests(.error, "0x240 0+1x60")])
        // Of no events there is no share.
        rehearsal.expect(0, of: "slo:error:ratio", at: 239)
        rehearsal.expectNumbers(upTo: 300)
        rehearsal.expect(4, of: "abs(slo:error:ratio / 0.01 - 1) < 0.001", at: 302)
        try rehearsal.play()
    }

    @Test func countersThatStartAgain() throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99.9)],
            [Self.requests(.success, "0+99x47 0+99x72"), Self.requests(.error, "0+1x47 0+1x72")])
        rehearsal.expect(4, of: "abs(slo:error:ratio / 0.01 - 1) < 0.02", at: 121)
        rehearsal.expect(1, of: #"abs(slo:events:increase{kind="total", window="30d"} / 11900 - 1) < 0.02"#, at: 121)
        try rehearsal.play()
    }

    @Test func aTargetThatIsAwayForAWhile() throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99)],
            [Self.requests(.success, "0+998x50 _x20 0+998x130"), Self.requests(.error, "0+2x50 _x20 0+2x130")])
        rehearsal.expectNumbers(upTo: 65)
        rehearsal.expect(4, of: "abs(slo:error:ratio / 0.002 - 1) < 0.01", at: 200)
        // What was not scraped is not known; nothing is made up for it, and nothing counted twice.
        rehearsal.expect(1, of: #"abs(slo:events:increase{kind="total", window="30d"} / 178000 - 1) < 0.01"#, at: 200)
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
        rehearsal.expect(1, of: #"abs(slo:events:increase{kind="total", window="1m"} - 300) < 1e-9"#, at: 60)
        rehearsal.expect(1, of: #"abs(slo:events:increase{kind="total", window="1m"} - 200) < 1e-9"#, at: 70)
        rehearsal.expect(4, of: "abs(slo:error:ratio / 0.01 - 1) < 0.001", at: 200)
        rehearsal.expectNumbers(upTo: 200)
        try rehearsal.play()
    }

    private var page: Tier { .page }
}
