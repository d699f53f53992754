import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// E8: a share of bad events that somebody else computes.
@Suite struct ErrorRatioTests {
    struct PathLabels: LabelSet { let path = ExternalLabel("path") }

    private static let errors = Gauge(
        external: "job:errors:ratio5m", "Errors.", unit: .ratio, labels: PathLabels.self)
    private static let calls = Counter(external: "calls_total", "Calls.", labels: PathLabels.self)
    private static let failed = Counter(external: "failed_total", "Failed.", labels: PathLabels.self)
    private static let metrics: [any Sendable] = [errors, calls, failed]

    private static func slo<L: LabelSet>(
        _ sli: SLI<L, Ratio>, floor: Int? = nil, by labels: PartialKeyPath<L>? = nil
    ) -> any Declaration { Shop.calls(sli, 99.9, floor: floor, by: labels) }

    private static let raw = slo(SLI(errorRatio: errors))
    private static let computed = slo(SLI(errorRatio: failed.rate().sum() / calls.rate().sum()))

    @Test func aShareOfEachLook() throws {
        let known = "(clamp_max(clamp_min(job:errors:ratio5m, 0), 1) >= 0)"
        #expect(
            try countedExpression(Self.raw, "total", also: Self.metrics)
                == "sum(count_over_time(\(known)[1m:1m] offset 11s))")
        #expect(
            try countedExpression(Self.raw, "bad", also: Self.metrics)
                == "sum(sum_over_time(\(known)[1m:1m] offset 11s))")
    }

    private static let proven: [any Declaration] = [
        raw, computed, slo(SLI(errorRatio: errors), by: \.path), slo(SLI(errorRatio: errors), floor: 3),
        slo(SLI(errorRatio: errors.where(\.path, .is("/a")))),
    ]

    @Test(arguments: proven.indices) func isProven(_ index: Int) throws {
        let proving = try Proving(Shop.spec([Self.proven[index]], also: Self.metrics))
        #expect(proving.missing.isEmpty, "\(proving.missing)")
        try proving.expectProven()
    }

    @Test(arguments: [
        ("clamp_min(job:errors:ratio5m, 0)", "clamp_min(job:errors:ratio5m, 1)"),
        ("clamp_max(clamp_min(job:errors:ratio5m, 0), 1)", "clamp_max(clamp_min(job:errors:ratio5m, 0), 2)"),
        ("sum_over_time((clamp", "count_over_time((clamp"), (">= 0", "!= 2"),
    ])
    func aBrokenRatioIsFound(_ text: String, _ other: String) throws {
        var broken = try Proving(Shop.spec([Self.raw], also: Self.metrics))
        for _ in 0..<2
        where String(decoding: broken.files["generated/prometheus_alerts.yml"] ?? [], as: UTF8.self).contains(text) {
            broken = try broken.breaking(text, other)
        }
        let run = try broken.run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }

    /// A quarter for half an hour, then nothing known, then more than all of it, then less than nothing.
    @Test func whatIsCounted() throws {
        var rehearsal = try Rehearsal(
            [Self.raw], [("job:errors:ratio5m", "0.25x29 NaN NaN NaN NaN NaN NaN NaN NaN NaN NaN 1.5x19 -0.5x30")],
            also: Self.metrics)
        func expect(bad: Double, at minute: Int) {
            rehearsal.expect(1, of: #"slo:events:increase{kind="total", window="1m"} == 1"#, at: minute)
            rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="1m"} == \#(bad)"#, at: minute)
        }
        expect(bad: 0.25, at: 20)
        rehearsal.expect(0, of: #"slo:events:increase{window="1m"}"#, at: 37)
        expect(bad: 1, at: 55)
        expect(bad: 0, at: 75)
        rehearsal.expectNumbers(upTo: 90)
        try rehearsal.play()
    }

    /// 2 % fail, 20 times what is allowed. In an hour that is one look of 60: nobody says of how many events.
    @Test func aSmallShareIsEnough() throws {
        var rehearsal = try Rehearsal([Self.raw], [("job:errors:ratio5m", "0.02x120")], also: Self.metrics)
        rehearsal.expect(.page, of: "calls", fires: true, at: 70)
        try rehearsal.play()
        var floored = try Rehearsal(
            [Self.slo(SLI(errorRatio: Self.errors), floor: 3)], [("job:errors:ratio5m", "0.02x120")],
            also: Self.metrics)
        floored.expect(.page, of: "calls", fires: false, at: 70)
        try floored.play()
    }

    /// No series, no data: nothing is recorded.
    @Test func noRatio() throws {
        var rehearsal = try Rehearsal([Self.raw], [("job:errors:ratio5m", "0.02x30 stale")], also: Self.metrics)
        rehearsal.expect(0, of: #"slo:events:increase{window="1m"}"#, at: 45)
        try rehearsal.play()
    }

    /// Percent are parts of a hundred.
    @Test func inPercent() throws {
        let percent = Gauge(external: "errors_percent", "Errors.", unit: .percent)
        let counted = try countedExpression(Self.slo(SLI(errorRatio: percent)), "total", also: [percent])
        #expect(
            counted == "sum(count_over_time((clamp_max(clamp_min(errors_percent / 100, 0), 1) >= 0)[1m:1m] offset 11s))"
        )
    }

    @Test func noPartByWeight() {
        struct Parts {
            let ratio: any Declaration
            let weighted: any Declaration
        }
        let ratio = SLO(
            "ratio", "R.", objective: .percent(99), over: .days(30), good: SLI(errorRatio: Self.errors),
            onMissingData: .staysQuiet(because: "idle"))
        let both = SLO(
            "both", "B.", objective: .percent(99), over: .days(30),
            good: weighted(ratio.weight(1), Shop.availability(99).weight(1)),
            onMissingData: .staysQuiet(because: "idle"))
        let found = problems(of: Shop.spec([ratio, Shop.availability(99), both], also: Self.metrics)).map(\.message)
        #expect(found == ["objective 'both' weighs 'ratio', an error ratio of which nobody counts the events"])
    }
}
