import Plumbline
import Testing

/// A label that was aggregated away is missed where it is used, with both places named.
@Suite struct LabelLossTests {
    private static let summed = rows.sum(by: \.backend, file: "specs/A.swift", line: 1, column: 11)

    @Test func inALaterAggregation() throws {
        let query = Self.summed.max(by: \.symbol, file: "specs/A.swift", line: 2, column: 22)
        let problem = try #require(query.problems.first)
        #expect(query.problems.count == 1)
        #expect(problem.message == "label 'symbol' in max by was aggregated away by sum by (backend)")
        #expect(problem.mend == #"keep it in the aggregation with by: \.symbol, or leave it out here"#)
        #expect(problem.origin.description == "specs/A.swift:2:22")
        #expect(problem.notes.map(\.origin.description) == ["specs/A.swift:1:11"])
        #expect(problem.notes.map(\.message) == ["aggregated away here"])
    }

    @Test(arguments: [
        (summed.sum(by: \.symbol), "sum by"), (summed.avg(without: \.symbol), "avg without"),
        (summed.topK(5, by: \.symbol), "topk by"), (summed.bottomK(5, without: \.symbol), "bottomk without"),
        (rows + summed.matching(on: \.symbol), "matching(on:)"),
        (summed + rows.matching(on: \.symbol), "the left side of on (…)"),
        (rows + summed.matching(on: \.backend).groupLeft(\.symbol), "groupLeft"),
    ])
    func whereverItIsUsed(_ query: Query<ManifestLabels, Count>, _ place: String) {
        #expect(
            query.problems.map(\.message) == [
                "label 'symbol' in \(place) was aggregated away by sum by (backend)"
            ])
        #expect(query.problems.flatMap(\.notes).map(\.origin.description) == ["specs/A.swift:1:11"])
    }

    @Test(arguments: [
        (rows.sum(by: \.backend), "sum by (backend)"), (rows.min(without: \.symbol), "min without (symbol)"),
        (rows + rows.matching(on: \.backend), "on (backend)"),
        (rows + rows.matching(ignoring: \.symbol), "ignoring (symbol)"),
        (rows.where(\.backend, .is(.duckdb)).absent(), "absent"),
    ])
    func whateverTookIt(_ query: Query<ManifestLabels, Count>, _ operation: String) {
        #expect(query.problems.isEmpty)
        #expect(query.labels.contains("backend"))
        #expect(!query.labels.contains("symbol"))
        #expect(query.labels.loss(of: "symbol")?.operation == operation)
    }

    @Test func theTargetsLabelsAreLostToo() {
        #expect(rows.query.labels.contains("instance") && rows.query.labels.contains("job"))
        #expect(
            Self.summed.sum(by: \.job).problems.map(\.message) == [
                "label 'job' in sum by was aggregated away by sum by (backend)"
            ])
        let kept = rows.sum(by: \.instance)
        #expect(kept.max(by: \.instance).problems.isEmpty)
        #expect(!kept.labels.contains("job"))
        let without = rows.sum(without: \.instance)
        #expect(without.labels.contains("job") && without.labels.contains("symbol"))
        #expect(
            without.max(by: \.instance).problems.map(\.message) == [
                "label 'instance' in max by was aggregated away by sum without (instance)"
            ])
        #expect(!(rows + rows.matching(ignoring: \.instance)).labels.contains("instance"))
    }

    @Test func folding() {
        let folded = rows.avg(file: "specs/A.swift", line: 9, column: 3)
        #expect(folded.labels.names.isEmpty && !folded.labels.target)
        #expect(folded.max(by: \.job).problems.first?.notes.map(\.origin.description) == ["specs/A.swift:9:3"])
    }

    @Test func rankedSeriesKeepTheirLabels() {
        #expect(rows.topK(5).labels.contains("symbol") && rows.topK(5, by: \.backend).labels.contains("job"))
    }

    @Test func functionsKeepTheLabels() {
        let queries = [
            rows.offset(.days(1)), rows.magnitude(), rows.maxOverTime(.hours(1)), (rows > 5).query, rows * 2, 1 - rows,
        ]
        for query in queries { #expect(query.labels.names == ["backend", "symbol"] && query.labels.target) }
    }

    @Test func absentKnowsOnlyWhatIsEqual() {
        let absent = rows.where(\.backend, .is(.duckdb)).where(\.symbol, .matches("A.*")).absent()
        #expect(absent.labels.names == ["backend"])
        let twice = rows.where(\.symbol, .is("A")).where(\.symbol, .isNot("B")).absent()
        #expect(twice.labels.names.isEmpty)
    }

    @Test func aLabelThatNeverWasIsSaidSo() {
        let recorded = RecordingRule("a:rows:sum", rows.sum(by: \.backend))
        #expect(
            recorded.sum(by: \.symbol).problems.first?.message.contains("aggregated away by sum by (backend)") == true)
        let grouped = rows.sum(by: \.backend) / rows.sum(by: \.symbol).matching(on: \.symbol).groupRight()
        #expect(
            grouped.max(by: \.backend).problems.last?.message.contains("aggregated away by sum by (symbol)") == true)
    }
}
