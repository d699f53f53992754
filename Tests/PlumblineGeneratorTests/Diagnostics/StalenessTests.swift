import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// Series that come more rarely than Prometheus remembers them can hold no condition for long.
@Suite struct StalenessTests {
    /// A sum that is recorded in one group, and an alert in another that reads it.
    private static func recorded(
        every interval: Quantity<Time>?, alertsEvery: Quantity<Time>? = nil, over: Quantity<Time>? = nil
    ) -> Spec {
        struct Recordings {
            let group: RuleGroup
            let length = RecordingRule("shop:queue_length:sum", shop.length.sum())
        }
        struct Alerts {
            let group: RuleGroup
            let alert: Alert
        }
        struct Board {
            let dashboard = Dashboard.test()
            let panel: Panel
        }
        struct Metrics { let length = shop.length }
        let recordings = Recordings(group: RuleGroup("recorded", interval: interval))
        let length = recordings.length.query
        let alert = Alert.test("Long", when: (over.map { length.lastOverTime($0) } ?? length) > 20, for: .minutes(15))
        return .shop(
            Metrics(), recordings, Alerts(group: RuleGroup("alerts", interval: alertsEvery), alert: alert),
            Board(panel: .stat("Length", Series("length", length), alerts: [alert])))
    }

    @Test func aSeriesThatIsRecordedTooRarely() {
        let found = problems(of: Self.recorded(every: .minutes(10)))
        #expect(
            found.map(\.message) == [
                "alert 'Long' reads shop:queue_length:sum, which is recorded every 10 min: 5 min after each sample it is gone"
            ])
        #expect(found.map(\.mend) == ["read it with .lastOverTime over 20m, or record it at least every 2 min"])
        #expect(found.first?.notes.map(\.message) == ["the interval is declared here"])
    }

    @Test func aWindowThatMayHoldNothing() {
        let found = problems(of: Self.recorded(every: .minutes(10), over: .minutes(15)))
        #expect(
            found.map(\.message) == [
                "alert 'Long' reads 15m of shop:queue_length:sum, which is recorded every 10 min: that may be a single "
                    + "sample, or none"
            ])
    }

    /// Read over a range that is long enough, or recorded often enough, it is proven.
    @Test(arguments: [
        recorded(every: .minutes(10), over: .minutes(20)), recorded(every: .minutes(2)), recorded(every: nil),
        recorded(every: .seconds(30), alertsEvery: .seconds(15)),
    ])
    func whatComesOftenEnough(_ spec: Spec) throws {
        let proving = try Proving(spec)
        try proving.expectProven()
        #expect(try proving.breaking("> 20", "> 20.2").run().status == 1)
    }

    @Test func proofsKeepTheDeclaredPace() throws {
        let slow = try Proving(Self.recorded(every: .minutes(10), over: .minutes(20)))
        #expect(slow.proofs.contains("generated/proofs/alerts-every-10m.yml"), "\(slow.proofs)")
        #expect(slow.text.contains("evaluation_interval: 10m125ms"))
    }

    private static func scraped(every interval: Quantity<Time>, for duration: Quantity<Time> = .minutes(10)) -> Spec {
        struct Metrics { let length = shop.length }
        struct Board {
            let dashboard = Dashboard.test()
            let panel: Panel
        }
        let alert = Alert.test("Long", when: shop.length.sum() > 20, for: duration)
        let board = Board(panel: .stat("Length", Series("length", shop.length.sum()), alerts: [alert]))
        return .shop(Metrics(), alert, board, interval: interval, window: .hours(1))
    }

    @Test func aTargetThatIsScrapedTooRarely() {
        #expect(
            problems(of: Self.scraped(every: .minutes(10))).map(\.message) == [
                "alert 'Long' reads queue_length, which is scraped every 10 min: 5 min after each sample it is gone"
            ])
    }

    @Test func aTargetOfWhichNoScrapeMayFail() throws {
        let plan = try ProvenPlan(Self.scraped(every: .minutes(3)))
        #expect(
            plan.remarks.map(\.message) == [
                "alert 'Long' reads queue_length, which comes every 3 min: when one sample is missing, it begins to wait anew"
            ])
        #expect(try ProvenPlan(Self.scraped(every: .minutes(2))).remarks.isEmpty)
    }

    @Test func waitingForLessThanAnEvaluation() {
        struct Alerts {
            let group = RuleGroup("slow", interval: .minutes(5))
            let alert = Alert.test("Long", when: shop.length.sum() > 20, for: .minutes(1), keepFiringFor: .minutes(2))
        }
        struct Metrics { let length = shop.length }
        struct Board {
            let dashboard = Dashboard.test()
            let panel: Panel
        }
        let alerts = Alerts()
        let board = Board(panel: .stat("Length", Series("length", shop.length.sum()), alerts: [alerts.alert]))
        #expect(
            problems(of: .shop(Metrics(), alerts, board)).map(\.message) == [
                "alert 'Long' keeps firing for 2 min, but is evaluated every 5 min",
                "alert 'Long' waits for 1 min, but is evaluated every 5 min",
            ])
    }
}
