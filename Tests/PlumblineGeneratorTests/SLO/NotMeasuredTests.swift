import Plumbline
import PlumblineGenerator
import Testing

/// E3: the target vanishes, or the metric, its labels or its bucket have other names.
@Suite struct NotMeasuredTests {
    private static func calls(
        _ missingData: MissingData = .fires, _ name: String = "calls"
    ) -> SLO<RequestLabels, Count> {
        SLO(
            name, "Requests succeed.", objective: .percent(99), over: .days(30), good: Shop.succeeding,
            onMissingData: missingData)
    }

    private static let fast = SLO(
        "fast", "Fast.", objective: .percent(95), over: .days(30), good: Shop.latency.faster(than: .milliseconds(500)),
        onMissingData: .fires)

    private static func firing(_ objective: String) -> String {
        #"ALERTS{alertstate="firing", slo="\#(objective)", tier=""}"#
    }

    /// The last sample is of minute 30. Counters are looked up for 5 minutes, and the alert waits for 10.
    @Test func theTargetVanishes() throws {
        var rehearsal = try Rehearsal([Self.calls()], [CountingTests.requests(.success, "0+100x30")])
        rehearsal.expect(0, of: Self.firing("calls"), at: 30)
        rehearsal.expect(0, of: Self.firing("calls"), at: 44)
        rehearsal.expect(1, of: Self.firing("calls"), at: 49)
        rehearsal.expectAlert(
            "ShopCallsNotMeasured", at: 49, labels: ["service": "shop", "slo": "calls", "severity": "warning"],
            annotations: [
                "summary": "Objective calls is not measured",
                "description": """
                Nothing is counted any more of shop_requests_total: the targets are gone, or what they expose has another \
                name, label or bucket. Until it is back nobody knows whether the promise is kept: Requests succeed.
                """,
                "runbook_url": "https://example.com/runbooks/ShopCallsNotMeasured.md",
            ])
        try rehearsal.play()
    }

    /// A fresh start has ten minutes. Whoever is idle is measured: its counters are there.
    @Test(arguments: [("_x6 0x60", 0), ("_x70", 1)]) func aFreshStart(_ values: String, _ fires: Int) throws {
        var rehearsal = try Rehearsal([Self.calls()], [CountingTests.requests(.success, values)])
        rehearsal.expect(0, of: Self.firing("calls"), at: 9)
        rehearsal.expect(fires, of: Self.firing("calls"), at: 10)
        rehearsal.expect(fires, of: Self.firing("calls"), at: 60)
        try rehearsal.play()
    }

    /// Nobody has the bucket of the objective, though the histogram is there.
    @Test func theBucketIsGone() throws {
        var rehearsal = try Rehearsal(
            [Self.fast],
            [
                (#"shop_latency_seconds_bucket{region="north",outcome="success",le="0.4"}"#, "0+97x60"),
                (#"shop_latency_seconds_bucket{region="north",outcome="success",le="+Inf"}"#, "0+100x60"),
                (#"shop_latency_seconds_count{region="north",outcome="success"}"#, "0+100x60"),
            ])
        rehearsal.expect(0, of: Self.firing("fast"), at: 9)
        rehearsal.expect(1, of: Self.firing("fast"), at: 60)
        try rehearsal.play()
    }

    /// Which groups there ought to be nobody knows, so one that goes is no news.
    @Test func groupsAreMeasuredTogether() throws {
        let each = SLO(
            "each", "Each region.", objective: .percent(99), over: .days(7), good: Shop.succeeding, by: \.region,
            onMissingData: .fires)
        var rehearsal = try Rehearsal(
            [each],
            [
                CountingTests.requests(.success, "0+100x20"),
                CountingTests.requests(.success, "0+100x60", region: .south),
            ])
        rehearsal.expect(0, of: Self.firing("each"), at: 60)
        rehearsal.expect(1, of: Self.firing("each"), at: 80)
        try rehearsal.play()
        try Proving(Shop.spec([each])).expectProven()
    }

    /// One that is made of others fires when any of these is gone, whatever is left, and is measured when they are idle.
    @Test func aPartIsGone() throws {
        let calls = Self.calls()
        let both = SLO(
            "both", "Both.", objective: .percent(99), over: .days(30), good: allOf(calls, Self.fast),
            onMissingData: .fires)
        let all = SLO(
            "all", "All.", objective: .percent(99), over: .days(30), good: allOf(both, calls), onMissingData: .fires)
        let weighted = SLO(
            "weighted", "Weighted.", objective: .percent(99), over: .days(30),
            good: weighted(calls.weight(3), Self.fast.weight(1)), onMissingData: .fires)
        var rehearsal = try Rehearsal(
            [calls, Self.fast, both, all, weighted],
            [
                CountingTests.requests(.success, "0x90"),
                (#"shop_latency_seconds_bucket{region="north",outcome="success",le="0.5"}"#, "0x30"),
                (#"shop_latency_seconds_bucket{region="north",outcome="success",le="+Inf"}"#, "0x30"),
                (#"shop_latency_seconds_count{region="north",outcome="success"}"#, "0x30"),
            ])
        for objective in ["both", "all", "weighted"] {
            rehearsal.expect(0, of: Self.firing(objective), at: 30)
            rehearsal.expect(1, of: Self.firing(objective), at: 60)
        }
        rehearsal.expect(0, of: Self.firing("calls"), at: 60)
        try rehearsal.play()
        try Proving(Shop.spec([calls, Self.fast, both, weighted])).expectProven()
    }

    @Test(arguments: [
        ("for: 10m", "for: 9m"), ("for: 10m", "for: 11m"), (#"kind="total", window="1m"}))"#, #"window="1m"}))"#),
        (#"absent(sum(slo:events:increase{service="shop", slo="calls", by="", "#, "absent(sum(slo:events:increase{"),
        ("      severity: warning\n      slo: calls\n    ", "      slo: calls\n    "),
    ])
    func aBrokenRuleIsFound(_ text: String, _ other: String) throws {
        let run = try Proving(Shop.spec([Self.calls()])).breaking(text, other).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }

    /// The others say why there is no alert, where people look.
    @Test(arguments: [
        (MissingData.fires, "ShopCallsNotMeasured fires instead"),
        (.staysQuiet(because: "idle at night"), "it stays quiet: idle at night"),
        (.coveredBy("ShopOtherNotMeasured"), "ShopOtherNotMeasured fires instead"),
    ])
    func whatPeopleRead(_ missingData: MissingData, _ words: String) throws {
        let spec = Shop.spec(
            [Self.calls(missingData), Self.calls(.fires, "other")], outputs: [.prometheus, .runbooks, .guide])
        let files = try outputFiles(of: spec, templates: Templates())
        func text(_ name: String) -> String? {
            files.first { $0.path == "generated/\(name)" }.map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        #expect(text("runbooks/ShopCallsBudgetBurnsFast.md")?.contains("| critical | shop | \(words) |") == true)
        #expect(text("MONITORING_GUIDE.md")?.contains("| at once | \(words) |") == true)
        let fires = if case .fires = missingData { true } else { false }
        #expect((text("runbooks/ShopCallsNotMeasured.md") != nil) == fires)
        #expect(text("prometheus_alerts.yml")?.contains("alert: ShopCallsNotMeasured\n") == fires)
        let page = try #require(text("runbooks/ShopOtherNotMeasured.md"))
        #expect(page.contains("| warning | shop | it fires: that is what it is for |"))
        #expect(page.contains("Once this has held for 10m:"))
    }

    @Test func reasonsThatAreNone() {
        let messages = problems(
            of: Shop.spec([Self.calls(.staysQuiet(because: " ")), Self.calls(.coveredBy("Other"), "b")])
        )
        .map { "\($0.message); \($0.mend)" }
        #expect(
            messages == [
                """
                objective 'b' leaves missing data to 'Other', which is no other alert of this spec; \
                name an alert that fires when the target is gone
                """,
                "objective 'calls' stays quiet on missing data without a reason; say why, as people will ask",
            ])
    }
}
