import Plumbline
import PlumblineGenerator
import Testing

/// Proofs of conditions that take more than a series that stands still: they hold in promtool, and break with the rules.
@Suite struct AlertProofTests {
    private struct Board {
        let dashboard = Dashboard.test()
        let panel: Panel
    }

    /// A fiftieth is served in the fast lane; of 6,000 others no whole number makes just that.
    private static func share() throws -> Proving {
        struct Metrics { let served = shop.served }
        let share = shop.served.where(\.lane, .is(.fast)).rate().sum() / shop.served.rate().sum()
        let alert = Alert.test("Share", when: share > .percent(2))
        return try Proving(
            .shop(Metrics(), alert, Board(panel: .stat("Share", Series("fast", share), alerts: [alert]))))
    }

    @Test func aShareTurnsAtItsBound() throws {
        let proving = try Self.share()
        try proving.expectProven()
        #expect(proving.text.contains("does not hold, exactly at the bound"))
    }

    @Test(arguments: [("> 0.02", ">= 0.02"), ("> 0.02", "> 0.0198"), ("> 0.02", "> 0.0202"), ("for: 5m", "for: 6m")])
    func aBrokenShareIsFound(_ text: String, _ other: String) throws {
        #expect(try Self.share().breaking(text, other).run().status == 1)
    }

    /// In the bucket from 100 to 500 ms, in which a P95 is 480 ms at most, and over it.
    private static func wait(_ milliseconds: Double) throws -> Proving {
        struct Metrics { let wait = shop.wait }
        let wait = shop.wait.quantile(0.95)
        let alert = Alert.test("Wait", when: wait > .milliseconds(milliseconds))
        return try Proving(.shop(Metrics(), alert, Board(panel: .stat("Wait", Series("P95", wait), alerts: [alert]))))
    }

    @Test(arguments: [150.0, 300, 479, 490, 500, 700]) func aQuantileTurnsBetweenBuckets(milliseconds: Double) throws {
        let proving = try Self.wait(milliseconds)
        try proving.expectProven()
        let other = "> \(milliseconds / 1000)"
        for factor in [0.9, 1.1] {
            let broken = try proving.breaking(other, "> \(milliseconds * factor / 1000)")
            // Between 480 ms and the next bucket no P95 of few observations is.
            if milliseconds * factor < 480 || milliseconds * factor > 500 { #expect(try broken.run().status == 1) }
        }
    }

    /// These quantiles miss their bound by the last digit alone. Whether one then holds depends on the window, so none is
    /// taken for a proof: the next observation is.
    @Test(arguments: [(0.9, 450.0), (0.95, 450), (0.95, 470), (0.99, 450)])
    func roundingDecidesNothing(quantile: Double, milliseconds: Double) throws {
        struct Metrics { let wait = shop.wait }
        let wait = shop.wait.quantile(quantile, by: \.lane)
        let alert = Alert.test("Wait", when: wait > .milliseconds(milliseconds))
        let board = Board(panel: .stat("Wait", Series("wait", wait), alerts: [alert]))
        let proving = try Proving(.shop(Metrics(), alert, board))
        try proving.expectProven()
        let bound = "> \(milliseconds / 1000)"
        for nearly in ["\(bound)0000001", "> \(milliseconds / 1000 - 1e-8)"] {
            let run = try proving.breaking(bound, nearly).run()
            #expect(run.status == 0, "\(run.output.prefix(2000))")
        }
    }

    /// The queue's length in an hour, as it has been on its way for half an hour.
    private static func ahead(isEmptying: Bool) throws -> Proving {
        struct Metrics { let length = shop.length }
        let length = shop.length.predictLinear(in: .hours(1), over: .minutes(30))
        let alert = Alert.test("Ahead", when: isEmptying ? length < 0 : length >= 5000)
        let panel = Panel.stat("Length", Series("length", shop.length.sum()), alerts: [alert])
        return try Proving(.shop(Metrics(), alert, Board(panel: panel)))
    }

    @Test(arguments: [true, false]) func whatIsLookedAheadOfIsOnItsWay(isEmptying: Bool) throws {
        try Self.ahead(isEmptying: isEmptying).expectProven()
    }

    @Test(arguments: [("3600", "3636"), ("3600", "3564"), ("3600", "7200"), ("for: 5m", "for: 4m")], [true, false])
    func aBrokenPredictionIsFound(_ change: (text: String, other: String), isEmptying: Bool) throws {
        let run = try Self.ahead(isEmptying: isEmptying).breaking(change.text, change.other).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }
}
