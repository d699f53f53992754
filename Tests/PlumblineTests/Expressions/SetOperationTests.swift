import Plumbline
import Testing

@Suite struct SetOperationTests {
    static let table = Table.rows { table in
        table.row((workers > 5).and(limit), "workers > 5 and workers_limit")
        table.row((workers > 5).and(hitRatio < 0.9), "workers > 5 and hit_ratio < 0.9")
        table.row((workers > 5).or(limit < 5), "workers > 5 or workers_limit < 5")
        table.row((workers > 5).unless(up == 0), "workers > 5 unless up == 0")
        table.row(
            (rows > 5).and((workers > 5).matching(on: \.instance)), "rows > 5 and on (instance) workers > 5")
        table.row(
            (rows > 5).or((up == 0).matching(on: \.instance, \.job)), "rows > 5 or on (instance, job) up == 0")
        table.row((rows > 5).unless((up == 0).matching(on: \.job)), "rows > 5 unless on (job) up == 0")
        table.row((rows > 5).and(size.matching(ignoring: \.symbol)), "rows > 5 and ignoring (symbol) size_bytes")

        table.row(workers.and(limit), "workers and workers_limit", in: "count")
        table.row(workers.or(limit), "workers or workers_limit")
        table.row(workers.unless(limit), "workers unless workers_limit")
        table.row(rows.and(workers.matching(on: \.job)), "rows and on (job) workers")
        table.row(rows.or(workers.matching(on: \.job)), "rows or on (job) workers")
        table.row(rows.unless(workers.matching(on: \.job)), "rows unless on (job) workers")
        table.row(workers.or(limit).or(up), "workers or workers_limit or up")
        table.row(workers.or(limit.or(up)), "workers or (workers_limit or up)")
        table.row(workers.or(limit).and(up), "(workers or workers_limit) and up")
        table.row(workers.and(limit).or(up), "workers and workers_limit or up")
        table.row(workers.and(limit).unless(up), "(workers and workers_limit) unless up")
        table.row(workers.unless(limit.and(up)), "workers unless (workers_limit and up)")

        table.row(rows.sum().defaulting(to: 0), "sum(rows) or vector(0)", in: "count")
        table.row(age.max().defaulting(to: .milliseconds(-5)), "max(age_seconds) or vector(-0.005)", in: "seconds")
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }

    @Test func aConditionKeepsItsBoundThroughSetOperations() {
        let condition: Condition<NoLabels, Count> = (workers > 5).and(limit).or(up).unless(hitRatio)
        #expect(condition.bound?.value == ExactDecimal(5))
    }

    @Test func setsTakeNoGroup() {
        let other = up.query.max(by: \.instance, file: "specs/A.swift", line: 4, column: 9)
        for query in [
            rows.and(other.matching(on: \.instance).groupLeft()),
            rows.or(other.matching(on: \.instance).groupRight()),
            rows.unless(other.matching(ignoring: \.job).groupLeft(\.instance)),
        ] {
            #expect(query.problems.map(\.origin.description) == ["specs/A.swift:4:9"])
            #expect(query.problems.first?.message.contains("matches many to many") == true)
        }
    }
}
