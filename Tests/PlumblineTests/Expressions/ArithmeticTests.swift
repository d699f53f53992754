import Plumbline
import Testing

@Suite struct ArithmeticTests {
    static let table = Table.rows { table in
        table.row(size + capacity, "size_bytes + capacity_bytes", in: "bytes")
        table.row(size + .kibibytes(2), "size_bytes + 2048")
        table.row(capacity - size, "capacity_bytes - size_bytes", in: "bytes")
        table.row(size - .bytes(5), "size_bytes - 5")
        table.row(1 - hitRatio, "1 - hit_ratio", in: "ratio")
        table.row(.seconds(3) - age, "3 - age_seconds", in: "seconds")
        table.row(size * share, "size_bytes * share_ratio", in: "bytes")
        table.row(age * .percent(50), "age_seconds * 0.5", in: "seconds")
        table.row(size / capacity, "size_bytes / capacity_bytes", in: "ratio")
        table.row(size / 1024, "size_bytes / 1024", in: "bytes")
        table.row(workers + -3, "workers + (-3)")
        table.row(workers - -3.5, "workers - (-3.5)")

        table.row(size.divided(by: rows, as: .bytes), "size_bytes / rows", in: "bytes")
        table.row(rows.multiplied(by: size, as: .bytes), "rows * size_bytes", in: "bytes")
        table.row(timeout.converted(to: .seconds), "timeout_ms / 1000", in: "seconds")
        table.row(age.converted(to: .milliseconds), "age_seconds * 1000", in: "milliseconds")
        table.row(age.converted(to: .microseconds), "age_seconds * 1000000", in: "microseconds")
        table.row(timeout.converted(to: .nanoseconds), "timeout_ms * 1000000", in: "nanoseconds")
        table.row(hitRatio.converted(to: .percent), "hit_ratio * 100", in: "percent")
        table.row(age.converted(to: .seconds), "age_seconds", in: "seconds")
        table.row(timeout.converted(to: .seconds) + age, "timeout_ms / 1000 + age_seconds", in: "seconds")
        table.row(timeout + .seconds(0.025), "timeout_ms + 25", in: "milliseconds")

        table.row(workers + limit + workers, "workers + limit + workers".limited)
        table.row(workers - (limit - workers), "workers - (limit - workers)".limited)
        table.row((workers - limit) + workers, "(workers - limit) + workers".limited)
        table.row((workers + limit) * hitRatio, "(workers + limit) * hit_ratio".limited)
        table.row(workers + limit * hitRatio, "workers + limit * hit_ratio".limited)
        table.row((size / capacity) * share, "(size_bytes / capacity_bytes) * share_ratio", in: "ratio")
        table.row(size / capacity / 2, "size_bytes / capacity_bytes / 2")
        table.row(1 - (1 - hitRatio) / 0.001, "1 - (1 - hit_ratio) / 0.001")
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }

    @Test func unequalUnitsNameBothPlaces() {
        let (left, right) = (
            age.delta(file: "specs/A.swift", line: 1, column: 5),
            timeout.delta(file: "specs/B.swift", line: 2, column: 7)
        )
        let problems = [
            (left + right).problems, (left - right).problems, (left / right).problems, (left > right).query.problems,
            (left + right.matching(on: \.job)).problems, (left <= right.matching(ignoring: \.job)).query.problems,
        ]
        for found in problems {
            #expect(found.map(\.origin.description) == ["specs/A.swift:1:5"])
            #expect(found.first?.message.contains("unequal units: seconds against milliseconds") == true)
            #expect(found.first?.notes.map(\.origin.description) == ["specs/B.swift:2:7"])
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e31, 1e-31])
    func amountsThatCannotBeWrittenAreProblems(_ amount: Double) {
        let number = Quantity<Count>.count(amount)
        let queries = [
            workers + number, workers - number, number - workers, (workers > number).query, (workers == number).query,
            workers.clamped(min: number), workers.clamped(max: number), workers.sum().defaulting(to: number),
            workers * .ratio(amount), workers / .ratio(amount), workers.predictLinear(in: .seconds(amount)),
        ]
        for query in queries {
            #expect(query.problems.count == 1)
            #expect(query.problems.first?.message.hasSuffix("is not a number that can be written exactly") == true)
        }
    }
}

extension String {
    /// `limit` stands for the metric in long rows.
    fileprivate var limited: String { replacing("limit", with: "workers_limit") }
}
