import Plumbline
import Testing

/// Burn-rate alerts fire when they must and only then.
@Suite struct BurnAlertTests {
    private typealias Requests = CountingTests

    /// 60 requests an hour, one of which fails.
    private static let oneFailure = [
        Requests.requests(.success, "0+1x240"), Requests.requests(.error, "0x90 1x150"),
    ]

    @Test func oneFailedRequestInAQuietHour() throws {
        var rehearsal = try Rehearsal([Shop.availability(99.9)], Self.oneFailure)
        rehearsal.expect(0, of: "last_over_time(ALERTS[240m])", at: 240)
        try rehearsal.play()
    }

    @Test func withoutAFloorItWouldFire() throws {
        var rehearsal = try Rehearsal([Shop.availability(99.9, minimumBadEvents: 1)], Self.oneFailure)
        rehearsal.expect(.page, of: "availability", fires: true, at: 94)
        // One of a day's 1,440 is not too many.
        rehearsal.expect(.ticket, of: "availability", fires: false, at: 100)
        try rehearsal.play()
    }

    @Test func fewerBadEventsThanDeclaredDoNotFire() throws {
        // 6,000 requests an hour, half of which fail.
        let series = [Requests.requests(.success, "0+50x180"), Requests.requests(.error, "0+50x180")]
        let burn: [Burn] = [.page(14.4, over: .hours(1), and: .minutes(5))]
        var rehearsal = try Rehearsal(
            [
                Shop.availability(99.9, "reached", burn: burn, minimumBadEvents: 3000),
                Shop.availability(99.9, "missed", burn: burn, minimumBadEvents: 3001),
            ], series)
        rehearsal.expect(.page, of: "reached", fires: true, at: 150)
        rehearsal.expect(.page, of: "missed", fires: false, at: 150)
        try rehearsal.play()
    }

    /// Six hours of health, one hour in which nothing works, health again.
    @Test func aTotalOutageOfAnHour() throws {
        let objectives: [any Declaration] = [
            Shop.availability(90, "one-nine", burn: [.page(9, over: .hours(1), and: .minutes(5))]),
            Shop.availability(99, "two-nines"), Shop.availability(99.9, "three-nines"),
            Shop.availability(99.99, "four-nines"),
        ]
        var rehearsal = try Rehearsal(
            objectives,
            [
                Requests.requests(.success, "0+100x360 36000x59 36000+100x60"),
                Requests.requests(.error, "0x360 100+100x59 6000x60"),
            ])
        let begin = 360
        let end = 420
        for name in ["one-nine", "two-nines", "three-nines", "four-nines"] {
            rehearsal.expect(.page, of: name, fires: false, at: begin)
        }
        // The bound is met after factor × budget of an hour.
        rehearsal.expect(.page, of: "four-nines", fires: true, at: begin + 3)
        rehearsal.expect(.page, of: "three-nines", fires: true, at: begin + 3)
        rehearsal.expect(.page, of: "two-nines", fires: false, at: begin + 8)
        rehearsal.expect(.page, of: "two-nines", fires: true, at: begin + 11)
        rehearsal.expect(.page, of: "one-nine", fires: false, at: begin + 54)
        rehearsal.expect(.page, of: "one-nine", fires: true, at: begin + 57)
        rehearsal.expect(.ticket, of: "three-nines", fires: true, at: end)
        // 5 minutes are the short window of its only burn; 30 minutes of the others' second.
        rehearsal.expect(.page, of: "one-nine", fires: true, at: end)
        rehearsal.expect(.page, of: "one-nine", fires: false, at: end + 7)
        for name in ["two-nines", "three-nines", "four-nines"] {
            rehearsal.expect(.page, of: name, fires: true, at: end)
            rehearsal.expect(.page, of: name, fires: false, at: end + 33)
        }
        // 60 of 480 minutes.
        rehearsal.expect(4, of: #"abs(slo:error:ratio{window="30d"} / (60 / 480 * 8 / 720) - 1) < 0.05"#, at: 480)
        try rehearsal.play()
    }

    @Test(arguments: [(144, false), (145, true)]) func exactlyAtTheThreshold(_ errors: Int, _ fires: Bool) throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99.9, burn: [.page(14.4, over: .hours(1), and: .minutes(5))])],
            [
                Requests.requests(.success, "0+\(10_000 - errors)x120"), Requests.requests(.error, "0+\(errors)x120"),
            ])
        rehearsal.expect(1, of: #"abs(slo:error:ratio{window="1h"} - 0.0\#(errors)) < 1e-12"#, at: 120)
        rehearsal.expect(.page, of: "availability", fires: fires, at: 120)
        try rehearsal.play()
    }

    @Test func oneBurnTakesOverFromAnotherWithoutANewAlert() throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99.9)],
            [Requests.requests(.success, "0+98x360 35280+99x180"), Requests.requests(.error, "0+2x360 720+1x180")])
        // 2 % is over both bounds, 1 % over that of six hours only.
        rehearsal.expect(.page, of: "availability", fires: true, at: 360)
        rehearsal.expect(.page, of: "availability", fires: true, at: 540)
        rehearsal.expect(1, of: #"changes(ALERTS_FOR_STATE{tier="page"}[170m]) == 0"#, at: 540)
        try rehearsal.play()
    }

    @Test func sayWhatBurnsAndWhenTheBudgetEnds() throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99.9, burn: [.page(14.4, over: .hours(1), and: .minutes(5))])],
            [Requests.requests(.success, "0+49x120"), Requests.requests(.error, "0+1x120")])
        rehearsal.expectAlert(
            "ShopAvailabilityBudgetBurnsFast", at: 120,
            labels: ["service": "shop", "slo": "availability", "tier": "page", "severity": "critical"],
            annotations: [
                "summary": "The error budget of availability burns fast",
                "description": """
                The promise: Requests succeed. 2% of events fail, more than 1.44 % over 1 h and 5 min (14.4 × the \
                budget). At the rate of the last 5 min, what is left of the budget of 30 d lasts 1d 10h 1m 0s.
                """,
                "runbook_url": "https://example.com/runbooks/ShopAvailabilityBudgetBurnsFast.md",
            ])
        try rehearsal.play()
    }
}
