import Plumbline
import PlumblineGenerator
import PlumblinePlan
import PlumblineRuleTests
import TestSupport
import Testing

/// The proofs of objectives of every kind hold in promtool, and break with the rules.
@Suite struct ObjectiveProofTests {
    private static func slo<L: LabelSet, D>(
        _ name: String, _ percent: Double, days: Double = 30, _ sli: SLI<L, D>, burn: [Burn]? = nil, floor: Int? = nil
    ) -> any Declaration {
        SLO(
            name, "It is \"good\" {{ so }}.", objective: .percent(percent), over: .days(days), good: sli,
            onMissingData: .staysQuiet(because: "idle"), burn: burn,
            minimumBadEvents: floor)
    }

    private static func each(days: Double) -> any Declaration {
        SLO(
            "each", "Each region.", objective: .percent(99), over: .days(days), good: Shop.succeeding, by: \.region,
            onMissingData: .staysQuiet(because: "idle"))
    }

    private static let objectives: [any Declaration] = [
        slo("strict", 99.99, Shop.succeeding), slo("week", 99, days: 7, Shop.succeeding),
        slo("quarter", 95, days: 90, Shop.succeeding), slo("floor", 99.9, Shop.succeeding, floor: 500),
        slo("one-burn", 90, Shop.succeeding, burn: [.page(9, over: .hours(1), and: .minutes(5))]),
        slo(
            "odd-windows", 99, Shop.succeeding,
            burn: [.page(10, over: .minutes(40), and: .minutes(4)), .ticket(2, over: .hours(5), and: .minutes(30))]),
        slo(
            "backwards", 99, Shop.succeeding,
            burn: [.page(2, over: .hours(1), and: .minutes(5)), .page(10, over: .hours(6), and: .minutes(30))]),
        slo("fast", 95, Shop.latency.faster(than: .milliseconds(500))),
        slo("warm", 95, Shop.hitRatio.atLeast(.percent(95))), slo("cool", 99, Shop.hitRatio.atMost(.percent(20))),
        slo("p95", 95, Shop.latency.quantile(0.95, over: .minutes(5)).atMost(.milliseconds(500))), each(days: 7),
        each(days: 30), each(days: 90),
    ]

    @Test(arguments: objectives.indices) func isProven(_ index: Int) throws {
        let proving = try Proving(Shop.spec([Self.objectives[index]], retention: .days(100)))
        try proving.expectProven(by: Array(Judge.all.prefix(1)))
        #expect(proving.text.contains("just over both bounds"))
    }

    @Test(arguments: [
        ("[30m] offset", "[29m] offset"), ("[30d] offset", "[29d] offset"), ("[12h] offset", "[11h] offset"),
        ("* 0", "* 1"),
        ("> 0.0144", ">= 0.0144"), ("> 0.006", "> 0.00601"), ("> 1.5", "> 0.5"), ("> 1.5", "> 2.5"),
        ("[2m:1m]", "[2m:30s]"), ("* 60", "* 59"), ("avg_over_time", "max_over_time"), ("/ 43200", "/ 43100"),
        ("tier: page", "tier: ticket"), ("or last_over_time", "unless last_over_time"), ("offset 30d", "offset 29d"),
        ("< bool 1800", "> bool 1800"), ("last_over_time(slo:error", "min_over_time(slo:error"),
    ])
    func aBrokenRuleIsFound(_ text: String, _ other: String) throws {
        let run = try Proving(Shop.spec([Shop.availability(99.9)])).breaking(text, other).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }

    /// What a gauge's matchers keep out is not counted, and what is better than its bound is good.
    @Test(arguments: [(#"{lane="fast"} < bool 1"#, " < bool 1"), ("< bool 1", "!= bool 1")])
    func aBrokenBoundIsFound(_ text: String, _ other: String) throws {
        enum Lane: String, LabelValue { case fast, slow }
        struct LaneLabels: LabelSet { let lane = Label<Lane>("lane") }
        let open = Gauge("shop_lane_open", "1 while somebody serves there.", labels: LaneLabels.self)
        struct Declared {
            let open: Gauge<LaneLabels, Count>
            let slo: any Declaration
        }
        let slo = Self.slo("open", 99, open.where(\.lane, .is(.fast)).atLeast(1))
        let proving = try Proving(.shop(Declared(open: open, slo: slo), retention: .days(45)))
        try proving.expectProven(by: Array(Judge.all.prefix(1)))
        let run = try proving.breaking(text, other).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }

    @Test func eventsThatCannotBeBad() throws {
        enum Only: String, LabelValue { case success }
        struct OnlyLabels: LabelSet { let outcome = Label<Only>("outcome") }
        let counter = Counter("shop_only_total", "Only.", labels: OnlyLabels.self)
        let slo = SLO(
            "only", "Only.", objective: .percent(99), over: .days(30),
            good: counter.good(where: \.outcome, .is(.success)), onMissingData: .staysQuiet(because: "idle"))
        struct Declared {
            let onlyGood: Counter<OnlyLabels, Count>
            let slo: any Declaration
        }
        let declared = Declared(onlyGood: counter, slo: slo)
        let message = "what objective 'only' counts is not proven: no value is known that makes an event bad"
        let messages = problems(of: .shop(declared, retention: .days(45), proofs: .required)).map(\.message)
        #expect(messages == [message], "\(messages)")
        let proven = try ProvenPlan(.shop(declared, retention: .days(45)))
        #expect(proven.remarks.map(\.message).contains(message), "\(proven.remarks)")
        #expect(proven.proofs.coverage.description.contains("17 of 20 recording rules"))
    }

    @Test func coverageIsSaid() throws {
        let proven = try ProvenPlan(Shop.spec([Shop.availability(99.9)]))
        #expect(
            proven.proofs.coverage.description
                == "proofs: of 2 alerts 2 proven, 0 in part, 0 by hand, 0 not; 4 burns, 20 of 20 recording rules; 73 tests"
        )
    }
}
