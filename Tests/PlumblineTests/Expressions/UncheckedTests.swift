import Plumbline
import Testing

/// PromQL from elsewhere keeps its meaning wherever it is put.
@Suite struct UncheckedTests {
    static let sum = PromQL(unchecked: "a + b")
    static let sized = PromQL(unchecked: "c - d", unit: .bytes, labels: ManifestLabels.self)

    static let table = Table.rows { table in
        table.row(sum, "a + b", in: "count")
        table.row(sum * 2, "(a + b) * 2")
        table.row(1 - PromQL(unchecked: "a or b", unit: .ratio), "1 - (a or b)", in: "ratio")
        table.row(sum > 5, "(a + b) > 5")
        table.row(sum.sum(), "sum(a + b)")
        table.row(sized.sum(by: \.backend), "sum by (backend) (c - d)", in: "bytes")
        table.row(sum.maxOverTime(.hours(1), every: .minutes(1)), "max_over_time((a + b)[1h:1m])")
        table.row(sum.magnitude(), "abs(a + b)")
        table.row(workers.and(sum), "workers and (a + b)")
        table.row(sized / size, "(c - d) / size_bytes", in: "ratio")
        table.row(
            PromQL(unchecked: #"{job="a", __name__=~"b.*"}"#).count(), #"count({job="a", __name__=~"b.*"})"#)
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }

    @Test(arguments: ["", " ", "\n\t"]) func emptyTextIsAProblem(_ text: String) {
        let query = PromQL(unchecked: text, file: "specs/A.swift", line: 8, column: 2).query
        #expect(query.problems.map(\.origin.description) == ["specs/A.swift:8:2"])
    }

    @Test func cannotBeOffset() {
        let query = (Self.sum.sum() + workers.sum()).offset(.days(1), file: "specs/A.swift", line: 8, column: 2)
        #expect(query.problems.map(\.message) == ["unchecked PromQL cannot be offset"])
        #expect(query.problems.map(\.origin.description) == ["specs/A.swift:8:2"])
    }

    /// Nothing is known of its labels, so nothing is claimed.
    @Test func claimsNothingOfItsLabels() {
        #expect((Self.sized + size).problems.isEmpty)
        #expect(Self.sized.sum(by: \.symbol).sum(by: \.symbol).problems.isEmpty)
    }
}
