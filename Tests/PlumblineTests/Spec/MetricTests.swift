import Plumbline
import Testing

@Suite struct MetricTests {
    @Test func aDeclarationIsKept() {
        let metric = latency.metric
        #expect(metric.name == "latency_ms" && metric.help == "Latency." && metric.unit == .milliseconds)
        #expect(metric.labels.map(\.label.name) == ["backend", "symbol"])
        #expect(metric.kind == .histogram(buckets: [0.5, 1, 5, 25].map { ExactDecimal(literal: $0) }))
        #expect(metric.isExternal == false && up.metric.isExternal)
        #expect([operations.metric.kind, workers.metric.kind, build.metric.kind] == [.counter, .gauge, .info])
        #expect(workers.metric.unit == .count && hitRatio.metric.unit == .ratio)
    }

    @Test func waiversAreKeptWithTheirReasons() {
        let waived = latency.waiving(.unitSuffix, because: "in runbooks", file: "specs/A.swift", line: 3, column: 7)
            .waiving(.unused, because: "for later")
        #expect(waived.metric.waivers.map(\.rule) == [.unitSuffix, .unused])
        #expect(waived.metric.waivers.map(\.reason) == ["in runbooks", "for later"])
        #expect(waived.metric.waivers.first?.origin.description == "specs/A.swift:3:7")
        #expect(waived.origin == latency.origin)
        #expect(Printer.rule.text(waived.observations.rate().expression) == "rate(latency_ms_count[5m])")
    }

    @Test func aMatcherStaysWithAllParts() {
        let narrowed = latency.where(\.backend, .is(.duckdb))
        #expect(narrowed.observations.selection.matchers == narrowed.sum.selection.matchers)
        #expect(narrowed.selection.matchers.count == 1)
        #expect(latency.selection.matchers.isEmpty)
    }
}
