import Plumbline
import Testing

/// Both sides' series matched by labels spelled out.
@Suite struct MatchingTests {
    static let table = Table.rows { table in
        table.row(rows + workers.matching(on: \.job), "rows + on (job) workers")
        table.row(rows - rows.matching(on: \.backend, \.symbol), "rows - on (backend, symbol) rows")
        table.row(rows * share.matching(on: \.backend), "rows * on (backend) share_ratio", in: "count")
        table.row(rows / workers.matching(on: \.instance), "rows / on (instance) workers", in: "ratio")
        table.row(rows / rows.matching(ignoring: \.symbol), "rows / ignoring (symbol) rows")
        table.row(rows > workers.matching(on: \.job), "rows > on (job) workers")
        table.row(rows < workers.matching(on: \.job), "rows < on (job) workers")
        table.row(rows >= workers.matching(on: \.job), "rows >= on (job) workers")
        table.row(rows <= workers.matching(on: \.job), "rows <= on (job) workers")
        table.row(rows == workers.matching(on: \.job), "rows == on (job) workers")
        table.row(rows != workers.matching(on: \.job), "rows != on (job) workers")
        table.row(
            rows / workers.matching(on: \.instance).groupLeft(), "rows / on (instance) group_left () workers")
        table.row(rows / rows.sum().matchingAll(), "rows / on () group_left () sum(rows)", in: "ratio")
        table.row(
            size / capacity.sum(by: \.backend).matching(on: \.backend).groupLeft(),
            "size_bytes / on (backend) group_left () sum by (backend) (capacity_bytes)")
        table.row(
            share * (build / 1).query.divided(by: build, as: .ratio).matching(on: \.instance).groupLeft(\.version),
            "share_ratio * on (instance) group_left (version) (build_info / 1 / build_info)")
        table.row(
            workers / rows.matching(on: \.instance).groupRight(), "workers / on (instance) group_right () rows")
        table.row(
            (rows > workers.matching(on: \.job).groupLeft()).asBoolean(), "rows > bool on (job) group_left () workers")
        table.row(
            (rows + workers.matching(on: \.job).groupLeft()) * 2, "(rows + on (job) group_left () workers) * 2")
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }
}
