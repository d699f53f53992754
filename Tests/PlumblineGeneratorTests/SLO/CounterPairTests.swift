import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// E8: bad or good events in one counter, all events in another.
@Suite struct CounterPairTests {
    struct PathLabels: LabelSet { let path = ExternalLabel("path") }

    struct FailureLabels: LabelSet {
        let path = ExternalLabel("path")
        let reason = ExternalLabel("reason")
    }

    private static let requests = Counter(external: "http_requests_total", "Requests.", labels: PathLabels.self)
    private static let failures = Counter(external: "http_failures_total", "Failures.", labels: FailureLabels.self)
    private static let answers = Counter(external: "http_answers_total", "Answers.", labels: PathLabels.self)
    /// It has no labels, so it is there from the first scrape on.
    private static let errors = Counter(external: "http_errors_total", "Errors.")
    private static let metrics: [any Sendable] = [requests, failures, answers, errors]

    private static func rehearsal<L: LabelSet>(
        _ sli: SLI<L, Count>, _ series: [(series: String, values: String)]
    ) throws -> Rehearsal { try Rehearsal([Shop.calls(sli)], series, also: metrics) }

    private static let failing = Shop.calls(SLI(bad: failures, total: requests))
    private static let answered = Shop.calls(SLI(good: answers, total: requests))

    // What is recorded.

    @Test func badEventsOfTheirOwnCounter() throws {
        #expect(
            try countedExpression(Self.failing, "total", also: Self.metrics) == inMinute(growth("http_requests_total")))
        #expect(
            try countedExpression(Self.failing, "bad", also: Self.metrics) == """
                \(inMinute(growth("http_failures_total"))) and on () \(total("calls")) or on () \(total("calls")) * 0
                """)
    }

    @Test func goodEventsOfTheirOwnCounter() throws {
        let answers = "(\(growth("http_answers_total")) and http_answers_total)"
        #expect(
            try countedExpression(Self.answered, "total", also: Self.metrics)
                == inMinute("(\(growth("http_requests_total")) and on (instance, job) \(answers))"))
        #expect(
            try countedExpression(Self.answered, "bad", also: Self.metrics)
                == "\(total("calls")) - \(inMinute(answers))")
    }

    /// A part of the same counter is told apart by its matchers.
    @Test func aPartOfTheSameCounter() throws {
        func bad(_ sli: SLI<RequestLabels, Count>) throws -> String { try countedExpression(Shop.calls(sli), "bad") }
        let (all, failed) = (Shop.requests, Shop.requests.where(\.outcome, .is(.error)))
        let none = "or on () \(total("calls")) * 0"
        #expect(
            try bad(SLI(good: all.where(\.outcome, .isNot(.error)), total: all))
                == #"\#(inMinute(growth(#"shop_requests_total{outcome="error"}"#))) \#(none)"#)
        #expect(
            try bad(SLI(bad: failed, total: all))
                == #"\#(inMinute(growth(#"shop_requests_total{outcome="error"}"#))) \#(none)"#)
        #expect(
            try bad(SLI(bad: failed.where(\.region, .is(.north)), total: all)) == """
                \(inMinute(growth(#"shop_requests_total{outcome="error", region="north"}"#))) and on () \
                \(total("calls")) \(none)
                """)
    }

    /// Observations of a histogram are events, and so is its sum of what it measures.
    @Test func observationsOfAHistogram() throws {
        let slo = Shop.calls(SLI(bad: Self.failures, total: Shop.latency.observations))
        #expect(
            try countedExpression(slo, "total", also: Self.metrics)
                == inMinute(growth("shop_latency_seconds_count")))
    }

    private static let proven: [any Declaration] = [
        failing, answered, Shop.calls(SLI(bad: failures, total: requests), by: \.path),
        Shop.calls(SLI(good: answers, total: requests), by: \.path), Shop.calls(SLI(bad: errors, total: requests)),
        Shop.calls(SLI(bad: failures, total: Shop.latency.observations)),
        Shop.calls(SLI(bad: errors.where(\.job, .is("edge")), total: requests.where(\.job, .is("shop")))),
        Shop.calls(
            SLI(
                good: answers.where(\.path, .matches("/api/.+")), total: requests.where(\.path, .matches("/api/.+")))),
        Shop.calls(
            SLI(
                bad: Shop.requests.where(\.outcome, .is(.error)).where(\.region, .is(.north)), total: Shop.requests)),
    ]

    @Test(arguments: proven.indices) func isProven(_ index: Int) throws {
        let proving = try Proving(Shop.spec([Self.proven[index]], also: Self.metrics))
        #expect(proving.missing.isEmpty, "\(proving.missing)")
        try proving.expectProven()
    }

    @Test(arguments: [
        ("and on ()", "or on ()"), ("* 0", "* 1"), ("or on ()", "unless on ()"),
        ("http_failures_total", "http_requests_total"),
    ])
    func aBrokenCountOfBadEventsIsFound(_ text: String, _ other: String) throws {
        let run = try Proving(Shop.spec([Self.failing], also: Self.metrics)).breaking(text, other).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }

    @Test(arguments: [
        ("and on (instance, job)", "and on (job)"), ("and on (instance, job)", "or on (instance, job)"),
        ("and http_answers_total", "or http_answers_total"),
    ])
    func aBrokenCountOfGoodEventsIsFound(_ text: String, _ other: String) throws {
        let run = try Proving(Shop.spec([Self.answered], also: Self.metrics)).breaking(text, other).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }

    // What happens.

    /// No failure has come in the first hour, and 3 of 100 requests fail in the second.
    @Test func theFirstFailuresComeLater() throws {
        var rehearsal = try Self.rehearsal(
            SLI(bad: Self.failures, total: Self.requests),
            [
                (#"http_requests_total{path="/a"}"#, "0+60x120"), (#"http_requests_total{path="/b"}"#, "0+40x120"),
                (#"http_failures_total{path="/a",reason="full"}"#, "_x60 0+3x60"),
            ])
        rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="1m"} == 0"#, at: 60)
        rehearsal.expect(1, of: #"abs(slo:events:increase{kind="total", window="1m"} - 100) < 1e-9"#, at: 60)
        rehearsal.expect(1, of: #"abs(slo:error:ratio{window="5m"} - 0.03) < 1e-9"#, at: 120)
        rehearsal.expectNumbers(upTo: 120)
        try rehearsal.play()
    }

    /// A counter without labels is there from the beginning, so it was renamed: who knows what fails.
    @Test func aCounterOfBadEventsThatWasRenamed() throws {
        var rehearsal = try Self.rehearsal(
            SLI(bad: Self.errors, total: Self.requests),
            [(#"http_requests_total{path="/a"}"#, "0+100x120"), ("http_errors_total", "0+3x60 stale")])
        rehearsal.expect(1, of: #"abs(slo:error:ratio{window="5m"} - 0.03) < 1e-9"#, at: 60)
        rehearsal.expect(0, of: #"slo:events:increase{window="1m"}"#, at: 70)
        rehearsal.expect(0, of: #"slo:error:ratio{window="5m"}"#, at: 120)
        try rehearsal.play()
    }

    /// A counter of good events was renamed, in one instance first: neither is the service bad, nor is it good.
    @Test func aCounterOfGoodEventsThatWasRenamed() throws {
        var rehearsal = try Self.rehearsal(
            SLI(good: Self.answers, total: Self.requests),
            [
                (#"http_requests_total{instance="a"}"#, "0+100x180"),
                (#"http_requests_total{instance="b"}"#, "0+50x180"),
                (#"http_answers_total{instance="a"}"#, "0+99x60 stale"),
                (#"http_answers_total{instance="b"}"#, "0+49x120 stale"),
            ])
        func expect(total: Int, bad: Int, at minute: Int) {
            rehearsal.expect(1, of: #"slo:events:increase{kind="total", window="1m"} == \#(total)"#, at: minute)
            rehearsal.expect(1, of: #"slo:events:increase{kind="bad", window="1m"} == \#(bad)"#, at: minute)
        }
        expect(total: 150, bad: 2, at: 60)
        expect(total: 50, bad: 1, at: 70)
        rehearsal.expect(0, of: #"slo:events:increase{window="1m"}"#, at: 130)
        rehearsal.expect(0, of: "last_over_time(ALERTS[180m])", at: 180)
        try rehearsal.play()
    }

    /// The good side was there, and does not grow any more.
    @Test func anOutageOfAllThatIsGood() throws {
        var rehearsal = try Self.rehearsal(
            SLI(good: Self.answers, total: Self.requests),
            [("http_requests_total", "0+100x120"), ("http_answers_total", "0+100x60 6000x60")])
        rehearsal.expect(0, of: "last_over_time(ALERTS[60m])", at: 60)
        rehearsal.expect(1, of: #"slo:error:ratio{window="5m"} == 1"#, at: 80)
        rehearsal.expect(.page, of: "calls", fires: true, at: 80)
        try rehearsal.play()
    }

    /// What a proxy cannot deliver, of what a service answers: each is known where it is there.
    @Test func countersOfTwoPrograms() throws {
        var rehearsal = try Self.rehearsal(
            SLI(bad: Self.errors.where(\.job, .is("edge")), total: Self.requests.where(\.job, .is("shop"))),
            [
                (#"http_requests_total{job="shop",instance="a"}"#, "0+100x120"),
                (#"http_errors_total{job="edge",instance="proxy"}"#, "_x60 0+3x60"),
                (#"http_errors_total{job="other",instance="proxy"}"#, "0+90x120"),
            ])
        rehearsal.expect(0, of: #"slo:events:increase{window="1m"}"#, at: 60)
        rehearsal.expect(1, of: #"abs(slo:error:ratio{window="5m"} - 0.03) < 1e-9"#, at: 120)
        try rehearsal.play()
    }

    /// Counters that do not fit are seen: more than all fails, or more than all is good.
    @Test func moreThanAll() throws {
        var more = try Self.rehearsal(
            SLI(bad: Self.failures, total: Self.requests),
            [("http_requests_total", "0+100x120"), ("http_failures_total", "0+150x120")])
        more.expect(1, of: #"slo:error:ratio{window="5m"} == 1.5"#, at: 120)
        try more.play()
        var less = try Self.rehearsal(
            SLI(good: Self.answers, total: Self.requests),
            [("http_requests_total", "0+100x120"), ("http_answers_total", "0+110x120")])
        less.expect(1, of: #"abs(slo:error:ratio{window="5m"} + 0.1) < 1e-9"#, at: 120)
        less.expect(1, of: "slo:error_budget:remaining > 1", at: 120)
        try less.play()
    }

    @Test func badEventsWithoutAll() throws {
        var rehearsal = try Self.rehearsal(
            SLI(bad: Self.failures, total: Self.requests), [("http_failures_total", "0+3x60")])
        rehearsal.expect(0, of: "slo:events:increase", at: 60)
        try rehearsal.play()
    }
}
