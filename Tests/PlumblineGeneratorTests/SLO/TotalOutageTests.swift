import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan
@testable import PlumblineRuleTests

/// E2: at every traffic that is declared a total outage pages within as many minutes as the runbook says, and a single
/// failure does not.
@Suite struct TotalOutageTests {
    /// Traffic, the minutes that the runbook says at the quietest, and two hours of health before everything fails, as scraped
    /// each minute.
    struct Case: CustomTestStringConvertible {
        let percent: Double
        let traffic: Traffic
        let minutes: Int
        let healthy: String
        let failing: String
        var testDescription: String { "\(traffic.quietest.words) at \(percent) %" }
    }

    static let cases = [
        Case(
            percent: 99.99, traffic: .perMinute(quietest: 1, busiest: 600), minutes: 6, healthy: "0+1x120 120x40",
            failing: "0x120 1+1x40"),
        Case(
            percent: 99.9, traffic: .perHour(quietest: 30, busiest: 600), minutes: 8,
            // One each second minute.
            healthy: (0..<60).map { "\($0)x1" }.joined(separator: " ") + " 60 60x40",
            failing: "0x121 " + (1...20).map { "\($0)x1" }.joined(separator: " ")),
        Case(
            percent: 99.99, traffic: .perMinute(quietest: 5, busiest: 5), minutes: 4, healthy: "0+5x120 600x40",
            failing: "0x120 5+5x40"),
    ]

    @Test(arguments: cases) func pagesAsSoonAsTheRunbookSays(_ outage: Case) throws {
        let objective = Shop.availability(outage.percent, traffic: outage.traffic)
        let declared = objective.objectiveDeclaration
        let page = try #require(declared.burnAlerts("shop").first { $0.tier == .page })
        #expect(declared.minutesToFire(page, at: outage.traffic.quietest, Shop.spec([objective])) == outage.minutes)
        var rehearsal = try Rehearsal(
            [objective],
            [
                CountingTests.requests(.success, outage.healthy), CountingTests.requests(.error, outage.failing),
            ])
        rehearsal.expect(.page, of: "availability", fires: false, at: 120)
        rehearsal.expect(.page, of: "availability", fires: true, at: 120 + outage.minutes)
        try rehearsal.play()
    }

    @Test(arguments: ["0+1x160", (0..<80).map { "\($0)x1" }.joined(separator: " ")])
    func oneFailureInAQuietHourDoesNot(_ requests: String) throws {
        var rehearsal = try Rehearsal(
            [Shop.availability(99.9, traffic: .perHour(quietest: 30, busiest: 60))],
            [CountingTests.requests(.success, requests), CountingTests.requests(.error, "0x119 1x40")])
        rehearsal.expect(1, of: #"slo:error:ratio{window="1h"} > 0.0144"#, at: 130)
        rehearsal.expect(0, of: "last_over_time(ALERTS[160m])", at: 160)
        try rehearsal.play()
    }

    @Test func runbooksAndTheGuideSaySo() throws {
        func text(_ path: String, _ traffic: Traffic?) throws -> String {
            let spec = Shop.spec([Shop.availability(99.99, traffic: traffic)], outputs: [.runbooks, .guide])
            let file = try outputFiles(of: spec, templates: Templates()).first { $0.path == "generated/\(path).md" }
            return String(decoding: try #require(file).bytes, as: UTF8.self)
        }
        let traffic = Traffic.perMinute(quietest: 1, busiest: 600)
        let page = "runbooks/ShopAvailabilityBudgetBurnsFast"
        #expect(
            try text(page, traffic).contains(
                """
                for a burn that just fires.

                A total outage fires it within 6m at the quietest, 1 a minute, and within 4m at the busiest, 600 a minute.

                ## Where to look
                """))
        #expect(
            try text("MONITORING_GUIDE", traffic).contains(
                """
                | objective | tier | at the quietest | fires within | at the busiest | fires within |
                |---|---|---|---|---|---|
                | availability | page | 1 a minute | 6m | 600 a minute | 4m |
                | availability | ticket | 1 a minute | 6m | 600 a minute | 4m |

                ## Alerts
                """))
        #expect(try !text(page, nil).contains("A total outage"))
        #expect(try !text("MONITORING_GUIDE", nil).contains("When everything fails"))
    }

    /// Scenarios at the declared traffic turn where they say, by the definition of a burn and not by its rules.
    @Test(arguments: [
        (99.99, Traffic.perMinute(quietest: 1, busiest: 600)), (99.9, .perHour(quietest: 30, busiest: 45)),
        (99.95, .perMinute(quietest: 2.5, busiest: 1e6, series: 7)), (99, .perHour(quietest: 4, busiest: 100)),
    ])
    func scenariosTurnAtTheBound(_ percent: Double, _ traffic: Traffic) throws {
        let objective = Shop.availability(percent, traffic: traffic).objectiveDeclaration
        let scenarios = BurnScenarioBuilder(objective: objective, clock: HistoryClock(objective)).ofTraffic
        #expect(scenarios.count == 2 * objective.burn.count + 2 * 2)
        for burn in objective.burn {
            let which = "\(burn.tier.rawValue) by \(burn.long.words)"
            let found = scenarios.filter { $0.words.hasPrefix(which) }
            try #require(found.count == 2)
            #expect(found[0].words.hasSuffix("just over both bounds") && found[0].holding.contains(burn))
            #expect(
                found[1].words.hasSuffix("just under that of \(burn.long.words)") && !found[1].holding.contains(burn))
        }
        for tier in Tier.allCases {
            let found = scenarios.filter { $0.words.hasPrefix("\(tier.rawValue), \(traffic.quietest.words)") }
            try #require(found.count == 2)
            #expect(found[0].words.contains("all failed for") && found[0].holding.contains { $0.tier == tier })
            #expect(found[1].words.hasSuffix("one bad event") && found[1].holding.isEmpty)
        }
    }

    private static let objectives: [any Declaration] = [
        Shop.availability(99.99, traffic: .perMinute(quietest: 1, busiest: 600, series: 12)),
        SLO(
            "fast", "Fast.", objective: .percent(99.9), over: .days(7),
            good: Shop.latency.faster(than: .milliseconds(500)),
            by: \.region, onMissingData: .staysQuiet(because: "idle"),
            traffic: .perHour(quietest: 30, busiest: 7.5e6, series: 3)),
        SLO(
            "monthly", "Requests succeed.", objective: .percent(99.9), inEach: .month, good: Shop.succeeding,
            onMissingData: .staysQuiet(because: "idle"), traffic: .perMinute(quietest: 0.75, busiest: 40)),
    ]

    @Test(arguments: objectives.indices, [Quantity<Time>.seconds(15), .minutes(1)])
    func isProvenAtItsTraffic(_ index: Int, _ scrape: Quantity<Time>) throws {
        let proving = try Proving(Shop.spec([Self.objectives[index]], scraped: scrape))
        #expect(proving.missing.isEmpty)
        let file = try #require(proving.proofs.first { $0.hasSuffix("-traffic.yml") })
        let text = String(decoding: proving.files[file] ?? [], as: UTF8.self)
        #expect(
            text.contains("half of the time all fail") && text.contains("all fail for") && text.contains("one fails"))
        try proving.expectProven()
    }

    @Test(arguments: [("> 1.5", "> 0.5"), ("* 60", "* 59"), ("[1m:1m]", "[2m:1m]")])
    func aBrokenRuleIsFoundByTheTrafficAlone(_ text: String, _ other: String) throws {
        let proving = try Proving(Shop.spec([Self.objectives[0]]))
        let run = try proving.breaking(text, other).only { $0.hasSuffix("-traffic.yml") }.run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }

    @Test func whatIsNotDeclaredIsProvenAsBefore() throws {
        let proving = try Proving(Shop.spec([Shop.availability(99.9)]))
        let traffic = /\d a minute/
        #expect(!proving.text.contains(traffic) && !proving.proofs.contains { $0.hasSuffix("-traffic.yml") })
    }
}
