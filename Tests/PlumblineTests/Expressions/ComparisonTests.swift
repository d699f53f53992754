import Plumbline
import Testing

@Suite struct ComparisonTests {
    static let table = Table.rows { table in
        table.row(workers > 5, "workers > 5", in: "count")
        table.row(workers < 5.5, "workers < 5.5")
        table.row(workers >= 5, "workers >= 5")
        table.row(workers <= 5, "workers <= 5")
        table.row(workers == 0, "workers == 0")
        table.row(workers != 0, "workers != 0")
        table.row(workers > -1, "workers > (-1)")
        table.row(workers > limit, "workers > workers_limit")
        table.row(workers < limit, "workers < workers_limit")
        table.row(workers >= limit, "workers >= workers_limit")
        table.row(workers <= limit, "workers <= workers_limit")
        table.row(workers == limit, "workers == workers_limit")
        table.row(workers != limit, "workers != workers_limit")

        table.row(timeout > .seconds(0.025), "timeout_ms > 25", in: "milliseconds")
        table.row(age > .milliseconds(25), "age_seconds > 0.025", in: "seconds")
        table.row(age > .microseconds(1), "age_seconds > 0.000001")
        table.row(timeout < .days(1), "timeout_ms < 86400000")
        table.row(hitRatio < .percent(99.9), "hit_ratio < 0.999")
        table.row(size > .gibibytes(1.5), "size_bytes > 1610612736")
        table.row(operations.rate() > .perSecond(10), "rate(operations_total[5m]) > 10")
        table.row(sent.rate() > .bytesPerSecond(1e6), "rate(sent_bytes_total[5m]) > 1000000")
        table.row((workers + limit) / limit > 1, "(workers + workers_limit) / workers_limit > 1")
        table.row((workers > 5) > limit, "(workers > 5) > workers_limit")

        table.row((workers > 5).asBoolean(), "workers > bool 5", in: "count")
        table.row((size == capacity).asBoolean().sum(), "sum(size_bytes == bool capacity_bytes)", in: "count")
        table.row((workers > 5).holds(), "clamp_max(count(workers > 5), 1) or vector(0)", in: "count")
        table.row(
            atLeast(2, of: workers > 5, timeout > .seconds(1), hitRatio < 0.9),
            """
            (clamp_max(count(workers > 5), 1) or vector(0)) + (clamp_max(count(timeout_ms > 1000), 1) or vector(0)) \
            + (clamp_max(count(hit_ratio < 0.9), 1) or vector(0)) >= 2
            """, in: "count")
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }

    @Test func boundIsInTheUnitOfTheExpression() throws {
        let bound = try #require((timeout > .seconds(0.025)).bound)
        #expect(bound.value == ExactDecimal(25))
        #expect(bound.words == "0.025 s")
        #expect(bound.isCeiling)
        #expect(try #require((hitRatio <= .percent(95)).bound).isCeiling == false)
        #expect((workers > limit).bound == nil)
    }

    @Test func onlyAComparisonCanBeBoolean() {
        let condition = (workers.query > 5).and(limit > 5)
        #expect(
            condition.asBoolean().problems.map(\.message) == [
                "only a comparison can be 0 or 1, not a condition combined by and, or, unless"
            ])
    }
}
