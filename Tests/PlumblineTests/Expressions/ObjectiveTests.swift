import Plumbline
import Testing

/// What objectives become: compliance and the error budget that is left.
@Suite struct ObjectiveTests {
    static let fast = SLO(
        "fast", "Fast.", objective: .percent(95), over: .days(30), good: latency.faster(than: .milliseconds(5)),
        onMissingData: .staysQuiet(because: "idle"))
    static let available = SLO(
        "available", "Available.", objective: .percent(99.9), over: .days(28),
        good: operations.good(where: \.outcome, .is(.success)), onMissingData: .staysQuiet(because: "idle"))
    static let warm = SLO(
        "warm", "Warm.", objective: .percent(95), over: .days(7), good: hitRatio.atLeast(.percent(95)),
        onMissingData: .staysQuiet(because: "idle"))
    static let fresh = SLO(
        "fresh", "Fresh.", objective: .percent(99), over: .days(7), good: timeout.atMost(.seconds(2)),
        onMissingData: .staysQuiet(because: "idle"))

    static let unbroken = SLO(
        "unbroken", "Unbroken.", objective: .percent(99), over: .days(7),
        good: operations.bad(where: \.outcome, .isOneOf(.error, .timedOut)), onMissingData: .staysQuiet(because: "idle")
    )
    static let reachable = SLO(
        "reachable", "Reachable.", objective: .percent(99), over: .days(7),
        good: up.where(\.job, .is("shop")).atLeast(1), onMissingData: .staysQuiet(because: "idle"))

    static let both = SLO(
        "both", "Both.", objective: .percent(99), over: .days(7), good: Plumbline.allOf(fast, available),
        onMissingData: .staysQuiet(because: "idle"))
    static let together = SLO(
        "together", "Together.", objective: .percent(99), over: .days(7),
        good: Plumbline.weighted(fast.weight(1), available.weight(3)), onMissingData: .staysQuiet(because: "idle"))

    static let retried = SLO(
        "retried", "Retried.", objective: .percent(99), over: .days(7), good: SLI(bad: retries, total: operations),
        onMissingData: .staysQuiet(because: "idle"))
    static let finished = SLO(
        "finished", "Finished.", objective: .percent(99), over: .days(7),
        good: SLI(good: retries.where(\.outcome, .is(.success)), total: operations),
        onMissingData: .staysQuiet(because: "idle"))
    static let shared = SLO(
        "shared", "Shared.", objective: .percent(99), over: .days(7), good: SLI(errorRatio: share),
        onMissingData: .staysQuiet(because: "idle"))
    static let fastOnes = SLO(
        "fast-ones", "Fast.", objective: .percent(99), over: .days(7),
        good: latency.faster(than: .milliseconds(5)).bad(where: \.symbol, .is("slow")).good(
            where: \.backend, .isNot(.duckdb)), onMissingData: .staysQuiet(because: "idle"))

    static let table = Table.rows { table in
        table.row(
            retried.compliance(),
            """
            (sum(increase(operations_total[7d])) - (sum(increase(retries_total[7d])) \
            or sum(increase(operations_total[7d])) * 0)) / (sum(increase(operations_total[7d])) > 0)
            """, in: "ratio")
        table.row(
            finished.compliance(over: .hours(1)),
            """
            sum(increase(retries_total{outcome="success"}[1h])) / (sum(increase(operations_total[1h])) > 0)
            """, in: "ratio")
        table.row(
            shared.compliance(),
            "1 - avg(avg_over_time((clamp_max(clamp_min(share_ratio, 0), 1) >= 0)[7d:1m]))", in: "ratio")
        table.row(
            fastOnes.compliance(over: .hours(1)),
            #"sum(increase(latency_ms_bucket{le=~"5|5\\.0", symbol!="slow", backend!="duckdb"}[1h])) "#
                + "/ (sum(increase(latency_ms_count[1h])) > 0)", in: "ratio")
        table.row(
            fast.compliance(),
            #"sum(increase(latency_ms_bucket{le=~"5|5\\.0"}[30d])) / (sum(increase(latency_ms_count[30d])) > 0)"#,
            in: "ratio")
        table.row(
            available.compliance(over: .hours(1)),
            """
            sum(increase(operations_total{outcome="success"}[1h])) / (sum(increase(operations_total[1h])) > 0)
            """)
        table.row(
            unbroken.compliance(over: .hours(1)),
            """
            sum(increase(operations_total{outcome!~"error|timed out"}[1h])) / (sum(increase(operations_total[1h])) > 0)
            """)
        table.row(
            both.compliance(),
            """
            avg(avg_over_time((max(slo:burn_rate:current{service="<service>", slo="fast", by=""} \
            or slo:burn_rate:current{service="<service>", slo="available", by=""}) <= bool 1)[7d:1m]))
            """)
        table.row(
            together.compliance(over: .hours(1)),
            """
            (avg_over_time(sum(slo:events:increase{service="<service>", slo="fast", by="", kind="total", window="1m"} \
            or slo:events:increase{service="<service>", slo="available", by="", kind="total", window="1m"} * 3)[1h:1m]) \
            - avg_over_time(sum(slo:events:increase{service="<service>", slo="fast", by="", kind="bad", window="1m"} \
            or slo:events:increase{service="<service>", slo="available", by="", kind="bad", window="1m"} * 3)[1h:1m])) \
            / (avg_over_time(sum(slo:events:increase{service="<service>", slo="fast", by="", kind="total", window="1m"} \
            or slo:events:increase{service="<service>", slo="available", by="", kind="total", window="1m"} * 3)[1h:1m]) > 0)
            """)
        table.row(reachable.compliance(), #"avg(avg_over_time((up{job="shop"} >= bool 1)[7d:1m]))"#, in: "ratio")
        table.row(warm.compliance(), "avg(avg_over_time((hit_ratio >= bool 0.95)[7d:1m]))", in: "ratio")
        table.row(fresh.compliance(over: .days(1)), "avg(avg_over_time((timeout_ms <= bool 2000)[1d:1m]))")
        table.row(
            available.budgetRemaining, #"slo:error_budget:remaining{service="<service>", slo="available", by=""}"#,
            in: "ratio")
        table.row(
            available.recordedCompliance, #"slo:sli:ratio{service="<service>", slo="available", by=""}"#, in: "ratio")
        table.row(
            available.burnRate, #"slo:burn_rate:current{service="<service>", slo="available", by=""}"#, in: "count")
        table.row(
            available.errorBudgetRemaining(over: .hours(1)),
            """
            1 - (1 - sum(increase(operations_total{outcome="success"}[1h])) \
            / (sum(increase(operations_total[1h])) > 0)) / 0.001
            """, in: "ratio")
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }

    @Test(arguments: [
        (Match<Outcome>.is(.error), #"outcome!="error""#), (.isNot(.success), #"outcome="success""#),
        (.matches("e.*"), #"outcome!~"e.*""#), (.doesNotMatch("s.*"), #"outcome=~"s.*""#),
        (.isOneOf(.error, .timedOut), #"outcome!~"error|timed out""#),
    ])
    func theGoodAreThoseThatAreNotBad(_ bad: Match<Outcome>, _ matcher: String) {
        let good = operations.bad(where: \.outcome, bad)
        guard case .events(let selection, _) = good.kind else {
            Issue.record("\(good.kind)")
            return
        }
        #expect(Printer.rule.text(selection.expression) == "operations_total{\(matcher)}")
    }

    @Test func aThresholdIsABucket() throws {
        let sli = latency.faster(than: .milliseconds(2), file: "specs/A.swift", line: 3, column: 4)
        let problem = try #require(sli.problems.first)
        #expect(problem.message == "2 is not a bucket of latency_ms")
        #expect(problem.mend == "choose one of 0.5, 1, 5, 25, or add it")
        #expect(problem.origin.description == "specs/A.swift:3:4")
        #expect(problem.notes.map(\.origin) == [latency.origin])
        #expect(latency.faster(than: .seconds(0.005)).problems.isEmpty)
        #expect(wait.faster(than: .milliseconds(25)).problems.isEmpty)
        #expect(latency.faster(than: .milliseconds(.nan)).problems.count == 1)
    }

    @Test func theThresholdServesAlertsAndWords() {
        #expect(Printer.rule.text((latency.average() > Self.fast.threshold).query.expression).hasSuffix(" > 5"))
        #expect(Self.fast.threshold.description == "5 ms")
    }
}
