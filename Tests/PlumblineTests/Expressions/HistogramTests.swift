import Plumbline
import Testing

@Suite struct HistogramTests {
    static let table = Table.rows { table in
        table.row(
            latency.quantile(0.95), "histogram_quantile(0.95, sum by (le) (rate(latency_ms_bucket[5m])))",
            in: "milliseconds")
        table.row(
            latency.quantile(0.999, by: \.backend, over: .minutes(15)),
            "histogram_quantile(0.999, sum by (le, backend) (rate(latency_ms_bucket[15m])))")
        table.row(
            latency.quantile(0.5, by: \.backend, \.symbol, \.instance),
            "histogram_quantile(0.5, sum by (le, backend, symbol, instance) (rate(latency_ms_bucket[5m])))")
        table.row(
            latency.where(\.backend, .is(.duckdb)).quantile(1),
            #"histogram_quantile(1, sum by (le) (rate(latency_ms_bucket{backend="duckdb"}[5m])))"#)
        table.row(
            latency.average(), "sum(rate(latency_ms_sum[5m])) / sum(rate(latency_ms_count[5m]))", in: "milliseconds")
        table.row(
            latency.average(by: \.backend, over: .hours(1)),
            "sum by (backend) (rate(latency_ms_sum[1h])) / sum by (backend) (rate(latency_ms_count[1h]))")
        table.row(
            latency.buckets(over: .minutes(1)), "sum by (le) (rate(latency_ms_bucket[1m]))", in: "count per second")
        table.row(
            wait.quantile(0.99), "histogram_quantile(0.99, sum by (le) (rate(wait_seconds_bucket[5m])))", in: "seconds")
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }

    /// Prometheus 2 keeps `le` as it is exposed, 3 writes it as Go writes floats. A3 has the forms of all clients.
    @Test(arguments: [
        (5, #"h_bucket{le=~"5|5\\.0"}"#),
        (2.5, #"h_bucket{le="2.5"}"#),
        (0, #"h_bucket{le=~"0|0\\.0"}"#),
        (100_000, #"h_bucket{le=~"100000|100000\\.0"}"#),
        (1_000_000, #"h_bucket{le=~"1000000|1000000\\.0|1\\.0E6|1e\\+06|1\\.0e6"}"#),
        (1_048_576, #"h_bucket{le=~"1048576|1048576\\.0|1\\.048576E6|1\\.048576e\\+06|1\\.048576e6"}"#),
        (0.001, #"h_bucket{le="0.001"}"#),
        (0.0001, #"h_bucket{le=~"0\\.0001|1\\.0E-4"}"#),
        (-2.5, #"h_bucket{le="-2.5"}"#),
    ])
    func boundIsMatchedAsPrometheusWritesIt(_ bound: Double, _ selector: String) throws {
        let histogram = Histogram("h", "H.", buckets: [bound])
        let exact = try #require(ExactDecimal(literal: bound))
        let good = histogram.upTo(exact, Origin("specs/A.swift", 1, 1)).selection
        #expect(Printer.rule.text(good.expression) == selector)
    }

    @Test func quantileOutsideItsRangeIsAProblemOfThatCall() {
        for q in [-0.1, 1.1, 95, .nan, .infinity] {
            let query = latency.quantile(q, file: "specs/A.swift", line: 7, column: 9)
            #expect(query.problems.map(\.origin.description) == ["specs/A.swift:7:9"])
            #expect(query.problems.first?.message.hasSuffix("is not between 0 and 1") == true)
        }
    }
}
