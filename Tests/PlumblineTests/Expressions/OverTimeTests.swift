import Plumbline
import Testing

/// Over time, as subqueries, some time ago, and clamped.
@Suite struct OverTimeTests {
    static let table = Table.rows { table in
        table.row(age.averageOverTime(.hours(1)), "avg_over_time(age_seconds[1h])", in: "seconds")
        table.row(age.minOverTime(.hours(1)), "min_over_time(age_seconds[1h])", in: "seconds")
        table.row(age.maxOverTime(.hours(1)), "max_over_time(age_seconds[1h])", in: "seconds")
        table.row(age.sumOverTime(.hours(1)), "sum_over_time(age_seconds[1h])", in: "seconds")
        table.row(age.lastOverTime(.hours(1)), "last_over_time(age_seconds[1h])", in: "seconds")
        table.row(age.countOverTime(.hours(1)), "count_over_time(age_seconds[1h])", in: "count")
        table.row(
            age.quantileOverTime(0.95, .days(1)), "quantile_over_time(0.95, age_seconds[1d])", in: "seconds")

        table.row(
            operations.rate().averageOverTime(.days(1)), "avg_over_time(rate(operations_total[5m])[1d:])",
            in: "count per second")
        table.row(
            rows.sum().maxOverTime(.days(1), every: .minutes(5)), "max_over_time(sum(rows)[1d:5m])")
        table.row(age.minOverTime(.hours(1), every: .seconds(30)), "min_over_time(age_seconds[1h:30s])")
        table.row((age > .seconds(5)).countOverTime(.hours(1)), "count_over_time((age_seconds > 5)[1h:])")
        table.row((workers + limit).sumOverTime(.hours(1)), "sum_over_time((workers + workers_limit)[1h:])")
        table.row(
            age.maxOverTime(.hours(1)).lastOverTime(.days(1), every: .hours(1)),
            "last_over_time(max_over_time(age_seconds[1h])[1d:1h])")

        table.row(age.offset(.days(1)), "age_seconds offset 1d")
        table.row(operations.rate().offset(.days(7)), "rate(operations_total[5m] offset 7d)")
        table.row(age.offset(.hours(1)).averageOverTime(.hours(2)), "avg_over_time(age_seconds[2h] offset 1h)")
        table.row(
            age.offset(.hours(1)).averageOverTime(.hours(2), every: .minutes(1)),
            "avg_over_time(age_seconds offset 1h[2h:1m])")
        table.row(
            (age - age.offset(.days(1))).offset(.days(7)), "age_seconds offset 7d - age_seconds offset 8d")
        table.row(
            rows.where(\.backend, .is(.duckdb)).offset(.minutes(90)), #"rows{backend="duckdb"} offset 1h30m"#)

        table.row(age.clamped(min: .seconds(0)), "clamp_min(age_seconds, 0)", in: "seconds")
        table.row(timeout.clamped(max: .seconds(1)), "clamp_max(timeout_ms, 1000)", in: "milliseconds")
        table.row(hitRatio.clamped(min: -1, max: 1), "clamp_max(clamp_min(hit_ratio, -1), 1)", in: "ratio")
        table.row((1 - hitRatio).magnitude(), "abs(1 - hit_ratio)", in: "ratio")
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }

    @Test(arguments: [Quantity<Time>.seconds(0), .seconds(-5), .microseconds(1500), .seconds(.nan)])
    func timesThatAreNoDurationAreProblems(_ time: Quantity<Time>) {
        for query in [
            age.offset(time, file: "specs/A.swift", line: 2, column: 3),
            age.averageOverTime(time, file: "specs/A.swift", line: 2, column: 3),
            age.maxOverTime(.hours(1), every: time, file: "specs/A.swift", line: 2, column: 3),
        ] {
            #expect(query.problems.map(\.origin.description) == ["specs/A.swift:2:3"])
            #expect(query.problems.first?.message.contains("not a positive whole number of milliseconds") == true)
        }
    }

    @Test func quantileOutsideItsRangeIsAProblem() {
        let query = age.quantileOverTime(95, .days(1), file: "specs/A.swift", line: 2, column: 3)
        #expect(query.problems.map(\.message) == ["quantile 95.0 is not between 0 and 1"])
    }
}
