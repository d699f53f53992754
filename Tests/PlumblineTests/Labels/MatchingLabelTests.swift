import Plumbline
import Testing

/// Two sides meet only where each series can find its partner.
@Suite struct MatchingLabelTests {
    private static let byBackend = rows.sum(by: \.backend, file: "specs/A.swift", line: 1, column: 11)
    private static let bySymbol = size.sum(by: \.symbol, file: "specs/B.swift", line: 2, column: 22)
        .divided(by: size.sum(by: \.symbol), as: .count)

    @Test func unequalLabelsNameBothPlaces() throws {
        let problem = try #require((Self.byBackend + Self.bySymbol).problems.first)
        #expect(problem.message == "the sides of '+' have unequal labels: backend against symbol")
        #expect(problem.mend.hasPrefix("say how they match"))
        #expect(problem.origin.description == "specs/A.swift:1:11")
        #expect(problem.notes.map(\.origin.description) == ["specs/B.swift:2:22"])
        #expect(problem.notes.map(\.message) == ["the right side has symbol"])
    }

    @Test(arguments: [
        (byBackend - bySymbol, "-"), ((byBackend > bySymbol).query, ">"), ((byBackend == bySymbol).query, "=="),
        (byBackend.and(bySymbol), "and"), (byBackend.or(bySymbol), "or"), (byBackend.unless(bySymbol), "unless"),
        (byBackend.divided(by: bySymbol, as: .count), "/"), (byBackend.multiplied(by: bySymbol, as: .count), "*"),
    ])
    func everyOperatorLooks(_ query: Query<ManifestLabels, Count>, _ op: String) {
        #expect(query.problems.map(\.message) == ["the sides of '\(op)' have unequal labels: backend against symbol"])
    }

    @Test func theTargetsLabelsCount() {
        #expect(
            (rows + rows.sum(by: \.backend, \.symbol)).problems.map(\.message) == [
                "the sides of '+' have unequal labels: backend, symbol, the target's labels against backend, symbol"
            ])
        #expect(
            (rows.sum(without: \.instance) + rows).problems.map(\.message) == [
                """
                the sides of '+' have unequal labels: backend, symbol, the target's labels without instance \
                against backend, symbol, the target's labels
                """
            ])
        #expect(
            (workers.sum() + limit).problems.first?.message.contains("no labels against the target's labels") == true)
        #expect((workers.sum() + limit.max()).problems.isEmpty)
        let without = rows.sum(without: \.instance)
        #expect((without.sum(by: \.backend) + rows.sum(by: \.backend)).problems.isEmpty)
        #expect((without.sum() + rows.sum()).problems.isEmpty)
        #expect((without + rows.max(without: \.instance)).problems.isEmpty)
    }

    @Test func onNeedsItsLabelsOnBothSides() {
        let left = Self.byBackend + rows.matching(on: \.symbol)
        #expect(left.problems.map(\.origin.description) == ["specs/A.swift:1:11"])
        let right = rows + Self.byBackend.matching(on: \.symbol, file: "specs/C.swift", line: 3, column: 33)
        #expect(right.problems.map(\.origin.description) == ["specs/C.swift:3:33"])
        #expect((Self.byBackend + rows.matching(on: \.backend)).problems.isEmpty)
    }

    @Test func ignoringLeavesTheRestToBeEqual() {
        #expect((rows.sum(without: \.symbol) + rows.matching(ignoring: \.symbol)).problems.isEmpty)
        #expect((rows.sum(without: \.instance) + rows.matching(ignoring: \.instance)).problems.isEmpty)
        #expect(
            (Self.byBackend + rows.sum(by: \.symbol).matching(ignoring: \.symbol)).problems.map(\.message) == [
                "the sides of '+' have unequal labels: backend against no labels"
            ])
    }

    @Test func onLeavesItsLabels() {
        #expect((rows + rows.matching(on: \.backend, \.job)).labels.names == ["backend", "job"])
        #expect(!(rows > rows.matching(on: \.backend)).query.labels.target)
    }

    @Test func groupLeftTakesLabelsOver() {
        let versioned = up * build.divided(by: build, as: .ratio).matching(on: \.instance).groupLeft(\.version)
        #expect(versioned.problems.isEmpty)
        #expect(versioned.labels.names == ["version"] && versioned.labels.target)
        let grouped = rows / Self.byBackend.matching(on: \.backend).groupLeft()
        #expect(grouped.problems.isEmpty)
        #expect(grouped.labels.names == ["backend", "symbol"] && grouped.labels.target)
    }

    @Test func groupRightHasTheRightSidesLabels() {
        let grouped = Self.byBackend / rows.matching(on: \.backend).groupRight()
        #expect(grouped.problems.isEmpty)
        #expect(grouped.labels.names == ["backend", "symbol"] && grouped.labels.target)
    }

    @Test func setsKeepTheLeftSidesLabels() {
        for query in [rows.and(workers.matching(on: \.job)), rows.unless(workers.matching(on: \.job))] {
            #expect(query.labels.names == ["backend", "symbol"] && query.labels.target)
        }
    }

    /// Series of either side may come out, so only what both have is sure.
    @Test func orKeepsWhatBothHave() {
        let either = rows.or(
            workers.query.max(by: \.job, file: "specs/A.swift", line: 6, column: 7).matching(on: \.job))
        #expect(either.labels.contains("job"))
        #expect(!either.labels.contains("backend") && !either.labels.contains("instance"))
        #expect(!either.labels.target)
        #expect(either.labels.loss(of: "backend")?.operation == "or")
        #expect(either.labels.loss(of: "instance")?.origin.description == "specs/A.swift:6:7")
    }

    @Test func problemsOfBothSidesAreKept() {
        let left = rows.topK(0, file: "specs/A.swift", line: 1, column: 1)
        let right = rows.topK(0, file: "specs/A.swift", line: 2, column: 1)
        #expect((left + right).problems.map(\.origin.line) == [1, 2])
        #expect((left > right).query.problems.count == 2)
        #expect(left.and(right.matching(on: \.backend)).problems.count == 2)
        #expect(left.divided(by: right, as: .ratio).problems.count == 2)
    }
}
