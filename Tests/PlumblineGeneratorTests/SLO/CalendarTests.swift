import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// Objectives of the calendar's weeks, months and quarters.
@Suite struct CalendarTests {
    private static func slo(_ period: CalendarPeriod) -> any Declaration {
        SLO(
            "availability", "Requests succeed.", objective: .percent(99), inEach: period, good: Shop.succeeding,
            onMissingData: .staysQuiet(because: "idle"),
            impact: "Nobody can buy.")
    }

    private static func rules(_ period: CalendarPeriod) throws -> [PlannedRule] {
        let spec = Shop.spec([slo(period)], retention: .days(100))
        return try #require(Plan(spec).ruleGroups.first { $0.name == "slo-availability" }).rules
    }

    @Test(arguments: [
        (CalendarPeriod.week, "7d", "floor((vector(time() - 1800) - 345600) / 604800)"),
        (.month, "31d", "month(vector(time() - 7200))"), (.quarter, "92d", "ceil(month(vector(time() - 7200)) / 3)"),
    ])
    func piecesOfThisPeriod(_ period: CalendarPeriod, _ range: String, _ number: String) throws {
        let rule = try #require(
            Self.rules(period).first { rule in rule.labels.contains { $0 == ("window", period.rawValue) } })
        let (step, last) = period != .week ? ("2h", "1h59m59s999ms") : ("30m", "29m59s999ms")
        func pieces(_ which: String) -> String {
            #"slo:events:increase{service="shop", slo="availability", by="", window="\#(which)-\#(step)"}"#
        }
        let now = number.replacing(/time\(\) - (1800|7200)/, with: "time()")
        #expect(
            rule.expression.replacing(/\s+/, with: " ").replacing("( ", with: "(").replacing(" )", with: ")") == """
                sum by (kind) (sum_over_time((last_over_time(\(pieces("ended"))[\(step)] offset -\(last)) \
                and on () \(number) == on () last_over_time(\(now)[1m:1m] @ end()))[\(range):\(step)] offset -1ms) \
                or last_over_time(\(pieces("piece"))[\(period != .week ? "4h" : "1h")]))
                """)
    }

    private static let quarter =
        "scalar(((91 + (month() > bool 6)) - (month() < bool 4) * (year() % 4 > bool 0)) * 1440)"

    @Test(arguments: [
        (CalendarPeriod.week, "10080"), (.month, "scalar(days_in_month() * 1440)"), (.quarter, quarter),
    ])
    func whatIsKnownOfIt(_ period: CalendarPeriod, _ minutes: String) throws {
        let rule = try #require(
            Self.rules(period).first { rule in
                if case .record("slo:error_budget:remaining") = rule.name { true } else { false }
            })
        func recorded(_ series: String, _ kind: String = "") -> String {
            #"sum(\#(series){service="shop", slo="availability", by="", \#(kind)window="\#(period.rawValue)"})"#
        }
        #expect(
            rule.expression.replacing(/\s+/, with: " ").replacing("( ", with: "(").replacing(" )", with: ")") == """
                1 - (\(recorded("slo:error:ratio")) / 0.01) \
                * (\(recorded("slo:events:increase", #"kind="minutes", "#)) / \(minutes))
                """)
    }

    /// The first and the last days of the quarters of 1970, a common year, and of the first one of 1972, a leap year.
    @Test func quartersHaveTheirDays() throws {
        var rehearsal = try Rehearsal([Self.slo(.month)], [], every: 1440)
        for (days, first, next) in [(90, 0, 90), (91, 90, 181), (92, 181, 273), (92, 273, 365), (91, 730, 821)] {
            for day in [first, next - 1] {
                rehearsal.expect(1, of: "vector(\(Self.quarter)) == \(days * 1440)", at: day * 1440 + 720)
            }
        }
        try rehearsal.play()
    }

    @Test(arguments: CalendarPeriod.allCases) func isProven(_ period: CalendarPeriod) throws {
        try Proving(Shop.spec([Self.slo(period)], retention: .days(100))).expectProven()
    }

    @Test(arguments: [
        ("and on () month", "or on () month"), ("time() - 7200", "time() - 28800"), ("[31d:2h]", "[15d:2h]"),
        ("* 1440", "* 1441"),
        (#"kind="minutes", window="month""#, #"kind="total", window="month""#), ("window: month", "window: 31d"),
        ("== on ()", ">= on ()"),
        ("last_over_time(month(vector(time()))", "last_over_time(month(vector(time() + 7200))"),
        ("last_over_time(month(vector(time()))", "last_over_time(month(vector(time() - 7200))"),
    ])
    func aBrokenRuleIsFound(_ text: String, _ other: String) throws {
        let run = try Proving(Shop.spec([Self.slo(.month)])).breaking(text, other).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }

    /// On Sunday all fails; from Monday on the budget is whole. The first Monday was the fifth day of 1970.
    @Test func aNewWeekHasABudgetOfItsOwn() throws {
        let monday = 4 * 1440
        var rehearsal = try Rehearsal(
            [Self.slo(.week)],
            [
                CountingTests.requests(.success, "0+10x\(monday - 60) \(10 * (monday - 60))+0x59 0+10x120"),
                CountingTests.requests(.error, "0x\(monday - 60) 0+10x59 590+0x120"),
            ])
        // A minute is known when it is over: the last ones of Sunday are those of Monday's first evaluation.
        rehearsal.expect(1, of: #"slo:error:ratio{window="week"} > 0.009"#, at: monday - 1)
        rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="week"} == 10"#, at: monday)
        rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="week"} <= 20"#, at: monday + 65)
        rehearsal.expect(1, of: #"slo:error:ratio{window="12h"} > 0.03"#, at: monday + 65)
        try rehearsal.play()
    }

    @Test func furtherThanPrometheusKeeps() {
        let base = #line
        struct Objectives {
            let slo = SLO(
                "availability", "Up.", objective: .percent(99), inEach: .quarter, good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
        }
        expectProblem(
            .shop(shop, Objectives()), base + 2,
            "objective 'availability' looks back the calendar quarter, but Prometheus keeps 30 d")
    }

    private func expectProblem(_ spec: Spec, _ line: Int, _ message: String) {
        let found = problems(of: spec)
        #expect(found.contains { $0.message == message && $0.origin.description.contains(":\(line):") }, "\(found)")
    }
}
