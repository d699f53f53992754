import Plumbline
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// What of an objective the service can read by itself stands in the module.
@Suite struct ObjectiveTableTests {
    private func indicator<D>(_ sli: SLI<RequestLabels, D>) throws -> String {
        try row(
            SLO(
                "o", "O.", objective: .percent(95), over: .days(30), good: sli,
                onMissingData: .staysQuiet(because: "idle")), "indicator: ")
    }

    private func row(_ objective: any Declaration, _ field: String) throws -> String {
        let files = try outputFiles(of: Shop.spec([objective]), templates: Templates())
        let file = try #require(files.first { $0.path == "generated/ShopMetrics/Objectives.swift" })
        let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
        let line = try #require(lines.first { $0.contains(field) }).trimmingPrefix { $0 == " " }
        return String(line.dropFirst(field.count).dropLast())
    }

    @Test func events() throws {
        #expect(
            try indicator(Shop.succeeding)
                == #".events(.init("shop_requests_total"), good: [.label("outcome", in: ["success"])])"#)
        #expect(
            try indicator(Shop.requests.where(\.region, .isNot(.north)).good(where: \.outcome, .isOneOf(.success)))
                == #".events(.init("shop_requests_total", where: [.labelDiffers("region", from: "north")]), "#
                + #"good: [.label("outcome", in: ["success"])])"#)
        #expect(
            try indicator(Shop.latency.observations.good(where: \.outcome, .is(.success)))
                == #".events(.init("shop_latency_seconds"), good: [.label("outcome", in: ["success"])])"#)
    }

    /// A closed label's values are known here, so that the service matches no expressions.
    @Test func expressionsOverClosedLabels() throws {
        #expect(
            try indicator(Shop.requests.good(where: \.outcome, .doesNotMatch("err.*")))
                == #".events(.init("shop_requests_total"), good: [.label("outcome", in: ["success"])])"#)
        #expect(
            try indicator(Shop.requests.good(where: \.outcome, .matches("succ|error")))
                == #".events(.init("shop_requests_total"), good: [.label("outcome", in: ["error"])])"#)
    }

    @Test func badEvents() throws {
        for bad in [Match<Outcome>.is(.error), .isOneOf(.error)] {
            let text = try indicator(Shop.requests.bad(where: \.outcome, bad))
            #expect(
                text == #".events(.init("shop_requests_total"), good: [.label("outcome", in: ["success"])])"#
                    || text
                        == #".events(.init("shop_requests_total"), good: [.labelDiffers("outcome", from: "error")])"#
            )
        }
    }

    @Test func latency() throws {
        #expect(
            try indicator(Shop.latency.where(\.region, .is(.south)).faster(than: .milliseconds(500)))
                == #".latency(.init("shop_latency_seconds", where: [.label("region", in: ["south"])]), "#
                + "within: 0.5, unit: .seconds)")
    }

    @Test func valuesAtABound() throws {
        let warm = SLO(
            "warm", "W.", objective: .percent(95), over: .days(30), good: Shop.hitRatio.atLeast(.percent(95)),
            onMissingData: .staysQuiet(because: "idle"))
        #expect(
            try row(warm, "indicator: ") == #".value(.init("shop_hit_ratio"), .init(.atLeast, 0.95, unit: .ratio))"#)
        #expect(
            try indicator(Shop.latency.quantile(0.95, by: \.region).atMost(.milliseconds(500)))
                == #".quantile(0.95, of: .init("shop_latency_seconds"), by: ["region"], seconds: 300, "#
                + ".init(.atMost, 0.5, unit: .seconds))")
    }

    @Test func severalConditions() throws {
        #expect(
            try indicator(Shop.succeeding.good(where: \.region, .is(.north)))
                == #".events(.init("shop_requests_total"), "#
                + #"good: [.label("outcome", in: ["success"]), .label("region", in: ["north"])])"#)
    }

    /// What the service has no way to compute is not guessed at.
    @Test func theRestIsPrometheus() throws {
        #expect(try indicator((Shop.requests.rate() * 2).atMost(.perSecond(5))) == ".inPrometheus")
        #expect(
            try indicator(Shop.requests.where(\.job, .is("shop")).good(where: \.outcome, .is(.success)))
                == ".inPrometheus")
        #expect(
            try indicator(Shop.latency.faster(than: .milliseconds(500)).bad(where: \.outcome, .is(.error)))
                == ".inPrometheus")
        #expect(try indicator(SLI(bad: Shop.latency.observations, total: Shop.requests)) == ".inPrometheus")
    }

    @Test func groups() throws {
        let each = SLO(
            "availability", "A.", objective: .percent(99.9), over: .days(7), good: Shop.succeeding, by: \.region,
            onMissingData: .staysQuiet(because: "idle"))
        #expect(try row(each, "target: ") == #"0.999, periodDays: 7, groupedBy: ["region"])"#)
    }
}
