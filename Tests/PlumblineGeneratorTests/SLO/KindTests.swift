import Plumbline
import Testing

/// Objectives of every kind: latency, a quantile, a gauge, and one for each value of a label.
@Suite struct KindTests {
    private static func bucket(_ le: String, _ values: String) -> (series: String, values: String) {
        (#"shop_latency_seconds_bucket{region="north",outcome="success",le="\#(le)"}"#, values)
    }

    /// 97 of 100 requests within 0.5 s for an hour, then 90 of 100, then none at all.
    private static let latencies = [
        bucket("0.1", "0+50x120 6000x60"), bucket("0.5", "0+97x60 5820+90x59 11220x60"),
        bucket("1", "0+100x120 12000x60"), bucket("+Inf", "0+100x120 12000x60"),
        (#"shop_latency_seconds_count{region="north",outcome="success"}"#, "0+100x120 12000x60"),
    ]

    @Test func latencyByABucket() throws {
        let fast = SLO(
            "fast", "Fast.", objective: .percent(95), over: .days(30),
            good: Shop.latency.faster(than: .milliseconds(500)), onMissingData: .staysQuiet(because: "idle"))
        var rehearsal = try Rehearsal([fast], Self.latencies)
        rehearsal.expect(1, of: #"abs(slo:error:ratio{window="5m"} - 0.03) < 0.0001"#, at: 60)
        rehearsal.expect(1, of: #"abs(slo:error:ratio{window="5m"} - 0.1) < 0.0001"#, at: 110)
        rehearsal.expect(0, of: #"slo:error:ratio{window="5m"}"#, at: 180)
        try rehearsal.play()
    }

    /// The P95 is 0.5 s or less in the first hour and more in the second; without requests it is nothing.
    @Test func aQuantileHeldUnderABound() throws {
        let fast = SLO(
            "fast-p95", "The P95 is within 0.5 s.", objective: .percent(95), over: .days(30),
            good: Shop.latency.quantile(0.95, over: .minutes(5)).atMost(.milliseconds(500)),
            onMissingData: .staysQuiet(because: "idle"))
        var rehearsal = try Rehearsal([fast], Self.latencies)
        rehearsal.expect(1, of: #"slo:error:ratio{window="30m"} == 0"#, at: 60)
        rehearsal.expect(1, of: #"slo:error:ratio{window="30m"} == 1"#, at: 110)
        rehearsal.expect(0, of: #"slo:error:ratio{window="30m"}"#, at: 240)
        rehearsal.expect(.page, of: "fast-p95", fires: true, at: 110)
        rehearsal.expectNumbers(upTo: 170)
        try rehearsal.play()
    }

    /// 45 minutes at the bound, 15 under it.
    @Test func aGaugeHeldOverABound() throws {
        let warm = SLO(
            "warm", "Warm.", objective: .percent(95), over: .days(30), good: Shop.hitRatio.atLeast(.percent(95)),
            onMissingData: .staysQuiet(because: "idle"))
        let cool = SLO(
            "cool", "Cool.", objective: .percent(95), over: .days(30), good: Shop.hitRatio.atMost(.percent(90)),
            onMissingData: .staysQuiet(because: "idle"))
        var rehearsal = try Rehearsal(
            [warm, cool], [("shop_hit_ratio{instance=\"a\"}", "0.95x44 0.9x14 NaN NaN NaN")])
        rehearsal.expect(1, of: #"abs(slo:error:ratio{slo="warm", window="1h"} - 0.25) < 0.0001"#, at: 60)
        rehearsal.expect(1, of: #"abs(slo:error:ratio{slo="cool", window="1h"} - 0.75) < 0.0001"#, at: 60)
        rehearsal.expect(1, of: #"sum_over_time(slo:events:increase{slo="warm", kind="total"}[61m]) == 60"#, at: 60)
        rehearsal.expectNumbers(upTo: 62)
        try rehearsal.play()
    }

    /// Bad events are counted as the good ones that they are not, while no bad one has come and after.
    @Test func badEventsOfAll() throws {
        let unbroken = SLO(
            "unbroken", "Unbroken.", objective: .percent(99), over: .days(30),
            good: Shop.requests.bad(where: \.outcome, .isOneOf(.error)), onMissingData: .staysQuiet(because: "idle"))
        var rehearsal = try Rehearsal(
            [unbroken],
            [CountingTests.requests(.success, "0+97x120"), CountingTests.requests(.error, "_x60 0+3x60")])
        rehearsal.expect(1, of: #"slo:error:ratio{window="5m"} == 0"#, at: 60)
        rehearsal.expect(1, of: #"abs(slo:error:ratio{window="5m"} - 0.03) < 0.0001"#, at: 120)
        rehearsal.expectNumbers(upTo: 120)
        try rehearsal.play()
    }

    /// A gauge of 1 and 0, as `up` is: the share of time in which it is 1, over all instances.
    @Test func availabilityAsABooleanGauge() throws {
        let up = Gauge(external: "up", "Scraped.")
        let reachable = SLO(
            "reachable", "The shop can be reached.", objective: .percent(99), over: .days(30),
            good: up.where(\.job, .is("shop")).atLeast(1), onMissingData: .staysQuiet(because: "idle"))
        struct Metrics { let up: Gauge<NoLabels, Count> }
        var rehearsal = try Rehearsal(
            [reachable],
            [
                (#"up{job="shop",instance="a"}"#, "1x120"), (#"up{job="shop",instance="b"}"#, "1x59 0x29 1x30"),
                (#"up{job="other",instance="a"}"#, "0x120"),
            ], also: [Metrics(up: up)])
        rehearsal.expect(1, of: #"slo:error:ratio{window="1h"} == 0"#, at: 59)
        // Half an hour of one of two.
        rehearsal.expect(1, of: #"abs(slo:error:ratio{window="1h"} - 0.25) < 0.01"#, at: 89)
        rehearsal.expect(.page, of: "reachable", fires: true, at: 80)
        try rehearsal.play()
    }

    /// E5: values of labels are quoted in the query of the alert's text.
    @Test func aGroupWithABackslashAndAQuote() throws {
        struct PathLabels: LabelSet {
            let path = ExternalLabel("path")
            let outcome = Label<Outcome>("outcome")
        }
        let calls = Counter(external: "calls_total", "Calls.", labels: PathLabels.self)
        struct Metrics { let calls: Counter<PathLabels, Count> }
        let slo = SLO(
            "calls", "Calls succeed.", objective: .percent(99.9), over: .days(30),
            good: calls.good(where: \.outcome, .is(.success)), by: \.path, onMissingData: .staysQuiet(because: "idle"),
            burn: [.page(14.4, over: .hours(1), and: .minutes(5))])
        let path = #"/api/a\b"c"#
        let series = #"calls_total{path="/api/a\\b\"c",outcome="#
        var rehearsal = try Rehearsal(
            [slo], [(series + #""success"}"#, "0+98x120"), (series + #""error"}"#, "0+2x120")],
            also: [Metrics(calls: calls)])
        rehearsal.expectAlert(
            "ShopCallsBudgetBurnsFast", at: 120,
            labels: ["service": "shop", "slo": "calls", "tier": "page", "severity": "critical", "path": path],
            annotations: [
                "summary": "The error budget of calls (path \(path)) burns fast",
                "description": """
                The promise: Calls succeed. 2% of events fail, more than 1.44 % over 1 h and 5 min (14.4 × the \
                budget). At the rate of the last 5 min, what is left of the budget of 30 d lasts 1d 10h 1m 0s.
                """,
                "runbook_url": "https://example.com/runbooks/ShopCallsBudgetBurnsFast.md",
            ])
        try rehearsal.play()
    }

    /// North fails, south does not: one declaration, two objectives.
    @Test func oneForEachValueOfALabel() throws {
        let each = SLO(
            "availability", "Requests succeed.", objective: .percent(99.9), over: .days(30), good: Shop.succeeding,
            by: \.region, onMissingData: .staysQuiet(because: "idle"),
            burn: [.page(14.4, over: .hours(1), and: .minutes(5))])
        var rehearsal = try Rehearsal(
            [each],
            [
                CountingTests.requests(.success, "0+98x120"), CountingTests.requests(.error, "0+2x120"),
                CountingTests.requests(.success, "0+100x120", region: .south),
            ])
        rehearsal.expect(1, of: #"abs(slo:error:ratio{region="north", window="1h"} - 0.02) < 0.0001"#, at: 120)
        rehearsal.expect(1, of: #"slo:error:ratio{region="south", window="1h"} == 0"#, at: 120)
        rehearsal.expectAlert(
            "ShopAvailabilityBudgetBurnsFast", at: 120,
            labels: [
                "service": "shop", "slo": "availability", "tier": "page", "severity": "critical", "region": "north",
            ],
            annotations: [
                "summary": "The error budget of availability (region north) burns fast",
                "description": """
                The promise: Requests succeed. 2% of events fail, more than 1.44 % over 1 h and 5 min (14.4 × the \
                budget). At the rate of the last 5 min, what is left of the budget of 30 d lasts 1d 10h 1m 0s.
                """,
                "runbook_url": "https://example.com/runbooks/ShopAvailabilityBudgetBurnsFast.md",
            ])
        try rehearsal.play()
    }
}
