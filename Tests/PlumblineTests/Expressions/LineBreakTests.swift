import Plumbline
import Testing

/// One line where it fits, else broken as Prometheus' own formatter breaks it.
@Suite struct LineBreakTests {
    private func broken(_ vector: some VectorExpression, width: Int = 100) -> String {
        Printer(.rule(window: .minutes(5)), width: width).text(vector.query.expression)
    }

    @Test func aHundredColumnsFitOnOneLine() {
        let name = String(repeating: "a", count: 95)
        let fits = Gauge(name, "A.")
        #expect(broken(fits.sum()) == "sum(\(name))")
        let over = Gauge(name + "a", "A.")
        #expect(broken(over.sum()) == "sum(\n  \(name)a\n)")
    }

    @Test func aSelectorIsNeverBroken() {
        let gauge = Gauge(String(repeating: "a", count: 200), "A.")
        #expect(broken(gauge) == gauge.metric.name)
    }

    @Test func functionsAndAggregationsBreakWithinTheirParentheses() {
        #expect(
            broken(latency.where(\.symbol, .is("a rather long symbol")).quantile(0.95, by: \.backend, \.symbol)) == """
                histogram_quantile(
                  0.95,
                  sum by (le, backend, symbol) (rate(latency_ms_bucket{symbol="a rather long symbol"}[5m]))
                )
                """)
        #expect(
            broken(rows.topK(5, by: \.backend), width: 20) == """
                topk by (backend) (
                  5,
                  rows
                )
                """)
    }

    @Test func operatorsBeginALine() {
        let misses = operations.where(\.outcome, .is(.error)).rate(over: .hours(1)).sum(by: \.outcome)
        let all = operations.rate(over: .hours(1)).sum(by: \.outcome)
        #expect(
            broken(misses / (all + misses)) == """
                sum by (outcome) (rate(operations_total{outcome="error"}[1h]))
                / (
                  sum by (outcome) (rate(operations_total[1h]))
                  + sum by (outcome) (rate(operations_total{outcome="error"}[1h]))
                )
                """)
    }

    @Test func subqueriesBreakWithinTheirs() {
        #expect(
            broken((workers + limit).maxOverTime(.hours(1)), width: 20) == """
                max_over_time(
                  (
                    workers
                    + workers_limit
                  )[1h:]
                )
                """)
    }
}
