import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// Objectives that are made of others.
@Suite struct CompositeTests {
    private static let availability = Shop.availability(99.9)
    private static let fast = SLO(
        "fast", "Fast.", objective: .percent(95), over: .days(30), good: Shop.latency.faster(than: .milliseconds(500)),
        onMissingData: .staysQuiet(because: "idle"))
    private static let warm = SLO(
        "warm", "Warm.", objective: .percent(95), over: .days(30), good: Shop.hitRatio.atLeast(.percent(95)),
        onMissingData: .staysQuiet(because: "idle"))

    private static func all(_ sli: SLI<NoLabels, Count>, burn: [Burn]? = nil) -> any Declaration {
        SLO(
            "all", "All of it.", objective: .percent(99), over: .days(30), good: sli,
            onMissingData: .staysQuiet(because: "idle"), burn: burn)
    }

    private static func spec(_ composite: any Declaration) -> Spec { Shop.spec([availability, fast, warm, composite]) }

    /// What counts the events of a kind in a minute.
    private static func expression(_ composite: any Declaration, _ kind: String) throws -> String {
        let group = try #require(Plan(spec(composite)).ruleGroups.first { $0.name == "slo-all" })
        let rule = group.rules.first { rule in
            rule.labels.contains { $0 == ("kind", kind) } && rule.labels.contains { $0 == ("window", "1m") }
        }
        return try #require(rule).expression.replacing(/\s+/, with: " ").replacing("( ", with: "(").replacing(
            " )", with: ")")
    }

    @Test func allOfThemAtOnce() throws {
        let slo = Self.all(allOf(Self.availability, Self.fast, Self.warm))
        let each = ["availability", "fast", "warm"].map {
            #"slo:burn_rate:current{service="shop", slo="\#($0)", by=""}"#
        }
        let burns = "max(\(each.joined(separator: " or ")))"
        #expect(
            try Self.expression(slo, "total")
                == "sum(count_over_time((\(burns) == \(burns))[1m:1m] offset 11s))")
        #expect(
            try Self.expression(slo, "bad") == "sum(sum_over_time((\(burns) > bool 1)[1m:1m] offset 11s))")
        try Proving(Self.spec(slo)).expectProven()
    }

    @Test func theirEventsByWeight() throws {
        let slo = Self.all(weighted(Self.availability.weight(3), Self.fast.weight(1)))
        #expect(
            try Self.expression(slo, "total") == """
                sum(slo:events:increase{service="shop", slo="availability", by="", kind="total", window="1m"} * 3 \
                or slo:events:increase{service="shop", slo="fast", by="", kind="total", window="1m"})
                """)
        try Proving(Self.spec(slo)).expectProven()
    }

    @Test(arguments: [
        ("* 3\n", "* 2\n"),
        (
            #"or slo:events:increase{service="shop", slo="fast", by="", kind="total", window="1m"}"#,
            #"or slo:events:increase{service="shop", slo="fast", by="", kind="bad", window="1m"}"#
        ),
        (
            #"slo="availability", by="", kind="bad", window="1m"} * 3"#,
            #"slo="availability", by="", kind="bad", window="1m"}"#
        ),
    ])
    func aBrokenWeightIsFound(_ text: String, _ other: String) throws {
        let slo = Self.all(weighted(Self.availability.weight(3), Self.fast.weight(1)))
        let run = try Proving(Self.spec(slo)).breaking(text, other).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }

    /// 1 of 100 requests fails, and 3 of 100 are slow: (3 × 1 + 3) of (3 × 100 + 100). Both are counted once at least
    /// while the other one is not there yet.
    @Test func asItHappens() throws {
        var rehearsal = try Rehearsal(
            [
                Self.availability, Self.fast,
                Self.all(weighted(Self.availability.weight(3), Self.fast.weight(1))),
                SLO(
                    "both", "Both.", objective: .percent(99), over: .days(30),
                    good: allOf(Self.availability, Self.fast), onMissingData: .staysQuiet(because: "idle")),
            ],
            [
                CountingTests.requests(.success, "0+99x240"), CountingTests.requests(.error, "0+1x240"),
                (#"shop_latency_seconds_bucket{region="north",outcome="success",le="0.5"}"#, "_x60 0+97x180"),
                (#"shop_latency_seconds_bucket{region="north",outcome="success",le="+Inf"}"#, "_x60 0+100x180"),
                (#"shop_latency_seconds_count{region="north",outcome="success"}"#, "_x60 0+100x180"),
            ])
        rehearsal.expect(1, of: #"abs(slo:error:ratio{slo="all", window="5m"} - 0.01) < 0.0001"#, at: 50)
        rehearsal.expect(1, of: #"abs(slo:error:ratio{slo="all", window="5m"} - 0.015) < 0.0001"#, at: 240)
        // 1 % of failures burn a budget of 0.1 %.
        rehearsal.expect(1, of: #"slo:error:ratio{slo="both", window="30m"} == 1"#, at: 240)
        try rehearsal.play()
    }

    @Test func partsThatDoNotFit() throws {
        let burn: [Burn] = [.page(14.4, over: .hours(1), and: .minutes(10))]
        func messages(_ composite: any Declaration, _ others: [any Declaration]) -> [String] {
            problems(of: Shop.spec(others + [composite])).map(\.message)
        }
        #expect(
            messages(
                Self.all(weighted(Self.availability.weight(3), Self.warm.weight(1))), [Self.availability, Self.warm])
                == ["objective 'all' weighs 'warm', which is held at a bound and counts no events"])
        #expect(
            messages(Self.all(allOf(Self.availability, Self.fast)), [Self.availability])
                == ["objective 'all' is made of 'fast', which is not in the spec"])
        #expect(
            messages(Self.all(allOf(Self.availability)), [Self.availability])
                == ["objective 'all' is not made of two or more different ones"])
        // Its windows may be others than those of its parts, as every minute is counted.
        let both = weighted(Self.availability.weight(1), Self.fast.weight(1))
        #expect(messages(Self.all(both, burn: burn), [Self.availability, Self.fast]).isEmpty)
        #expect(
            messages(
                Self.all(weighted(Self.availability.weight(0), Self.fast.weight(1))), [Self.availability, Self.fast])
                == ["objective 'availability' has the weight 0"])
    }
}
