import Plumbline
import Testing

@Suite struct AggregationTests {
    static let table = Table.rows { table in
        table.row(rows.sum(), "sum(rows)", in: "count")
        table.row(rows.sum(by: \.backend), "sum by (backend) (rows)")
        table.row(rows.sum(by: \.backend, \.symbol, \.job), "sum by (backend, symbol, job) (rows)")
        table.row(rows.sum(without: \.symbol), "sum without (symbol) (rows)")
        table.row(size.avg(), "avg(size_bytes)", in: "bytes")
        table.row(size.avg(by: \.backend), "avg by (backend) (size_bytes)")
        table.row(size.avg(without: \.backend, \.symbol), "avg without (backend, symbol) (size_bytes)")
        table.row(size.min(), "min(size_bytes)", in: "bytes")
        table.row(size.min(by: \.backend), "min by (backend) (size_bytes)")
        table.row(size.min(without: \.instance), "min without (instance) (size_bytes)")
        table.row(size.max(), "max(size_bytes)", in: "bytes")
        table.row(size.max(by: \.instance), "max by (instance) (size_bytes)")
        table.row(size.max(without: \.symbol), "max without (symbol) (size_bytes)")
        table.row(size.count(), "count(size_bytes)", in: "count")
        table.row(size.count(by: \.backend), "count by (backend) (size_bytes)", in: "count")
        table.row(size.count(without: \.symbol), "count without (symbol) (size_bytes)", in: "count")
        table.row(rows.topK(5), "topk(5, rows)")
        table.row(rows.topK(3, by: \.backend), "topk by (backend) (3, rows)")
        table.row(rows.topK(3, without: \.symbol), "topk without (symbol) (3, rows)")
        table.row(size.bottomK(1), "bottomk(1, size_bytes)", in: "bytes")
        table.row(size.bottomK(2, by: \.backend, \.symbol), "bottomk by (backend, symbol) (2, size_bytes)")
        table.row(size.bottomK(2, without: \.backend, \.symbol), "bottomk without (backend, symbol) (2, size_bytes)")
        table.row(
            operations.rate().sum(by: \.outcome).max(), "max(sum by (outcome) (rate(operations_total[5m])))",
            in: "count per second")
        table.row((rows > 5).count(by: \.backend), "count by (backend) (rows > 5)")
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }

    @Test(arguments: [0, -1]) func rankOfNothingIsAProblem(_ k: Int) {
        for query in [
            rows.topK(k, file: "specs/A.swift", line: 3, column: 5),
            rows.bottomK(k, without: \.symbol, file: "specs/A.swift", line: 3, column: 5),
        ] {
            #expect(query.problems.map(\.origin.description) == ["specs/A.swift:3:5"])
        }
    }
}
