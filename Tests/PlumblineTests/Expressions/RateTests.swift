import Plumbline
import Testing

/// What counters and gauges become over a window.
@Suite struct RateTests {
    static let table = Table.rows { table in
        table.row(operations.rate(), "rate(operations_total[5m])", in: "count per second")
        table.row(operations.rate(over: .hours(1)), "rate(operations_total[1h])")
        table.row(operations.increase(), "increase(operations_total[5m])", in: "count")
        table.row(operations.increase(over: .days(30)), "increase(operations_total[30d])")
        table.row(operations.resets(over: .hours(6)), "resets(operations_total[6h])", in: "count")
        table.row(sent.rate(), "rate(sent_bytes_total[5m])", in: "bytes per second")
        table.row(sent.increase(over: .seconds(90)), "increase(sent_bytes_total[1m30s])", in: "bytes")
        table.row(written.rate(), "rate(node_disk_written_bytes_total[5m])", in: "bytes per second")

        table.row(age.delta(over: .minutes(10)), "delta(age_seconds[10m])", in: "seconds")
        table.row(rows.deriv(over: .minutes(30)), "deriv(rows[30m])", in: "count per second")
        table.row(
            size.predictLinear(in: .hours(4), over: .hours(1)), "predict_linear(size_bytes[1h], 14400)", in: "bytes")
        table.row(
            size.predictLinear(in: .milliseconds(1500)), "predict_linear(size_bytes[5m], 1.5)", in: "bytes")

        table.row(operations.absent(), "absent(operations_total)", in: "count")
        table.row(age.absent(), "absent(age_seconds)", in: "count")
        table.row(up.where(\.job, .is("a")).absent(), #"absent(up{job="a"})"#)

        table.row(operations.where(\.outcome, .is(.error)).rate(), #"rate(operations_total{outcome="error"}[5m])"#)
        table.row(latency.observations.rate(), "rate(latency_ms_count[5m])", in: "count per second")
        table.row(latency.sum.increase(), "increase(latency_ms_sum[5m])", in: "milliseconds")
        table.row(workers, "workers", in: "count")
        table.row(build, "build_info", in: "count")
        table.row(build.where(\.version, .isNot("")), #"build_info{version!=""}"#)
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }
}
