import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// E8: good events that have to be several things at once.
@Suite struct NarrowedGoodTests {
    struct CodeLabels: LabelSet {
        let code = ExternalLabel("code")
        let path = ExternalLabel("path")
    }

    private static let latency = Histogram(
        external: "calls_seconds", "Calls.", unit: .seconds, buckets: [0.25, 1], labels: CodeLabels.self)
    private static let calls = Counter(external: "calls_total", "Calls.", labels: CodeLabels.self)
    private static let metrics: [any Sendable] = [latency, calls]

    /// What fails is as bad as what is slow.
    private static let fast = latency.faster(than: .milliseconds(250)).bad(where: \.code, .matches("5.."))
    private static let answered = calls.bad(where: \.code, .matches("5..")).bad(where: \.code, .is("429"))
        .good(where: \.path, .isNot("/admin"))

    /// Whatever else a good event has to be: what an instance knows is the bucket.
    @Test func failuresCountAsSlow() throws {
        let bound = #"le="0.25""#
        func bucket(_ matchers: String) -> String {
            let selector = "calls_seconds_bucket{\(matchers)}"
            return "(\(growth(selector)) and \(selector))"
        }
        #expect(
            try countedExpression(Shop.calls(Self.fast), "total", also: Self.metrics)
                == inMinute("(\(growth("calls_seconds_count")) and ignoring (le) \(bucket(bound)))"))
        #expect(
            try countedExpression(Shop.calls(Self.fast), "bad", also: Self.metrics) == """
                \(total("calls")) - (\(inMinute(bucket(#"\#(bound), code!~"5..""#))) or on () \
                sum(last_over_time(calls_seconds_bucket{\(bound)}[5m])) * 0)
                """)
    }

    /// Each series fails one of the conditions, and fits those before.
    @Test func conditionsOfACounter() throws {
        let first = growth(#"calls_total{code=~"5.."}"#)
        let second = growth(#"calls_total{code!~"5..", code="429"}"#)
        let third = growth(#"calls_total{code!~"5..", code!="429", path="/admin"}"#)
        #expect(
            try countedExpression(Shop.calls(Self.answered), "bad", also: Self.metrics) == """
                \(inMinute("(\(first) or \(second) or \(third))")) or on () \(total("calls")) * 0
                """)
    }

    private static let proven: [any Declaration] = [
        Shop.calls(fast), Shop.calls(fast, by: \.path), Shop.calls(answered), Shop.calls(answered, by: \.path),
        Shop.calls(
            latency.where(\.path, .is("/a")).faster(than: .milliseconds(250)).good(where: \.code, .isNot("500"))),
        Shop.calls(calls.where(\.job, .is("shop")).good(where: \.code, .isOneOf("200", "204"))),
        Shop.calls(calls.bad(where: \.instance, .is("a"))),
    ]

    @Test(arguments: proven.indices) func isProven(_ index: Int) throws {
        let proving = try Proving(Shop.spec([Self.proven[index]], also: Self.metrics))
        #expect(proving.missing.isEmpty, "\(proving.missing)")
        try proving.expectProven()
    }

    /// The condition stands twice: the bucket is not held on to.
    @Test(arguments: [("code!~", "path!~", 2), (#", code!~"5..""#, "", 2), ("* 0", "* 1", 1)])
    func aBrokenConditionIsFound(_ text: String, _ other: String, _ times: Int) throws {
        var broken = try Proving(Shop.spec([Shop.calls(Self.fast)], also: Self.metrics))
        for _ in 0..<times { broken = try broken.breaking(text, other) }
        let run = try broken.run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }

    @Test(arguments: [
        (#", code="429""#, ""), (#"code="429""#, #"code!="429""#), (#"path="/admin""#, #"path!="/admin""#),
    ])
    func aBrokenComplementIsFound(_ text: String, _ other: String) throws {
        let run = try Proving(Shop.spec([Shop.calls(Self.answered)], also: Self.metrics)).breaking(text, other).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }

    private static func calls(
        _ code: String, fast: String?, all: String, instance: String = "a"
    ) -> [(series: String, values: String)] {
        let labels = #"code="\#(code)",instance="\#(instance)""#
        let bucket = fast.map { [(#"calls_seconds_bucket{\#(labels),le="0.25"}"#, $0)] } ?? []
        return bucket + [
            (#"calls_seconds_bucket{\#(labels),le="+Inf"}"#, all), ("calls_seconds_count{\(labels)}", all),
        ]
    }

    /// 97 of 100 are fast, and 50 more are fast and fail from the second hour on.
    @Test func fastFailures() throws {
        var rehearsal = try Rehearsal(
            [Shop.calls(Self.fast)],
            Self.calls("200", fast: "0+97x120", all: "0+100x120")
                + Self.calls("503", fast: "_x60 0+50x60", all: "_x60 0+50x60"), also: Self.metrics)
        rehearsal.expect(1, of: #"slo:events:increase{kind="total", window="1m"} == 100"#, at: 60)
        rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="1m"} == 3"#, at: 60)
        rehearsal.expect(1, of: #"slo:events:increase{kind="total", window="1m"} == 150"#, at: 120)
        rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="1m"} == 53"#, at: 120)
        rehearsal.expectNumbers(upTo: 120)
        try rehearsal.play()
    }

    /// No call has ever succeeded: the bucket is there, and what is good in it never came.
    @Test func nothingButFailures() throws {
        var rehearsal = try Rehearsal(
            [Shop.calls(Self.fast)], Self.calls("503", fast: "0+50x60", all: "0+50x60"), also: Self.metrics)
        rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="1m"} == 50"#, at: 60)
        rehearsal.expect(.page, of: "calls", fires: true, at: 60)
        try rehearsal.play()
    }

    /// An instance that has the bucket only for failures, beside one of another version without the bucket.
    @Test func instancesWithAndWithoutTheBucket() throws {
        var rehearsal = try Rehearsal(
            [Shop.calls(Self.fast)],
            Self.calls("503", fast: "0+50x60", all: "0+50x60")
                + Self.calls("200", fast: nil, all: "0+9x60", instance: "b"),
            also: Self.metrics)
        rehearsal.expect(1, of: #"slo:events:increase{kind="total", window="1m"} == 50"#, at: 60)
        rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="1m"} == 50"#, at: 60)
        try rehearsal.play()
    }

    /// Each event is bad once, whatever it fails.
    @Test func severalConditions() throws {
        var rehearsal = try Rehearsal(
            [Shop.calls(Self.answered)],
            [
                (#"calls_total{code="200",path="/a"}"#, "0+100x60"),
                (#"calls_total{code="500",path="/admin"}"#, "0+3x60"),
                (#"calls_total{code="429",path="/admin"}"#, "0+5x60"),
                (#"calls_total{code="200",path="/admin"}"#, "0+7x60"),
            ], also: Self.metrics)
        rehearsal.expect(1, of: #"slo:events:increase{kind="total", window="1m"} == 115"#, at: 60)
        rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="1m"} == 15"#, at: 60)
        try rehearsal.play()
    }
}
