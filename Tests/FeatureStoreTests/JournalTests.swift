import FeatureStoreMetrics
import Foundation
import Testing

@testable import FeatureStore

@Suite(.needsDuckDB, .timeLimit(.minutes(10))) struct JournalTests {
    @Test func versionsCountASymbolsRowsFromOneOverItsFeatures() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open()
            #expect(try await journal.append("A", "1").row.version == 1)
            #expect(try await journal.append("A", "1", feature: "g").row.version == 2)
            #expect(try await journal.append("B", "1").row.version == 1)
            let third = try await journal.append("A", "2")
            #expect(third.isNew)
            #expect(third.row.version == 3)

            // The newest row's content again: that row.
            let again = try await journal.append("A", "2")
            #expect(again == JournalInsertion(row: third.row, isNew: false))
            // An earlier one's is new.
            #expect(try await journal.append("A", "1").row.version == 4)

            await journal.close()
            let reopened = try folder.open()
            #expect(try await reopened.append("A", "1").isNew == false)
            #expect(try await reopened.append("A", "3").row.version == 5)
            await reopened.close()
        }
    }

    @Test func aVersionThatIsAskedForIsTheNextOneOrTheSameRow() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open()
            let first = try await journal.append("A", "1", version: 1)
            #expect(first.isNew)
            #expect(try await journal.append("A", "1", version: 1) == JournalInsertion(row: first.row, isNew: false))
            await expectConflict(journal, "2", version: 1, "another content; its next version is 2")
            await expectConflict(journal, "1", feature: "g", version: 1, "another content")
            await expectConflict(journal, "1", version: 3, "would leave a gap; the symbol's next version is 2")
            await expectConflict(journal, "1", version: 0, "versions count from 1")
            await expectConflict(journal, "1", version: .min, "versions count from 1")
            // The next version may have the content of the newest row.
            #expect(try await journal.append("A", "1", version: 2).isNew)
            #expect(try await journal.append("A", "1", version: 1).row == first.row)
            #expect(try await journal.all().map(\.version) == [1, 2])
            await journal.close()
        }
    }

    @Test func anIDIsStoredOnce() async throws {
        try await withJournalFolder { folder in
            for assignsVersions in [true, false] {
                let folder = try JournalFolder("\(folder.path)/\(assignsVersions)")
                var journal = try folder.open(assignsVersions: assignsVersions)
                let id = UUID()
                let first = try await journal.append("A", "1", id: id)
                #expect(first.row.version == (assignsVersions ? 1 : nil))
                try await journal.append("A", "2")
                #expect(try await journal.append("A", "1", id: id) == JournalInsertion(row: first.row, isNew: false))
                await journal.close()
                journal = try folder.open(assignsVersions: assignsVersions)
                #expect(try await journal.append("A", "1", id: id) == JournalInsertion(row: first.row, isNew: false))
                await expectConflict(journal, "other", id: id, "already that of another row")
                await expectConflict(journal, "1", feature: "g", id: id, "already that of another row")
                await expectConflict(journal, "1", version: 7, id: id, "already that of another row")
                #expect(journal.depth == 2)
                await journal.close()
            }
        }
    }

    @Test func decisionsHoldWithinOneTransactionToo() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open()
            let id = UUID()
            // All at once, so that many meet in a transaction.
            let contents = (0..<40).map { "\($0 / 2)" }
            let rows = try await withThrowingTaskGroup(of: JournalInsertion.self) { group in
                for content in contents {
                    group.addTask { try await journal.append("A", content) }
                    group.addTask { try await journal.append("B", "same", id: id) }
                    group.addTask { try await journal.append("C", "same", version: 1) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(rows.filter { $0.row.symbol == "B" && $0.isNew }.count == 1)
            #expect(rows.filter { $0.row.symbol == "C" && $0.isNew }.count == 1)
            let stored = try await journal.all()
            #expect(Set(rows.map(\.row)) == Set(stored))
            let versions = stored.filter { $0.symbol == "A" }.compactMap(\.version)
            #expect(versions == Array(1...Int64(versions.count)))
            // No content follows itself.
            let a = stored.filter { $0.symbol == "A" }.map(\.content)
            #expect(zip(a, a.dropFirst()).allSatisfy { $0 != $1 })
            await journal.close()
        }
    }

    @Test func readsGiveTheNewestRowOrTheVersion() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open()
            let key = try ManifestKey(symbol: "A", feature: "f")
            #expect(try await journal.newest(key, deadline: .soon) == nil)
            let first = try await journal.append("A", "1")
            let second = try await journal.append("A", "2")
            try await journal.append("A", "3", feature: "g")
            #expect(try await journal.newest(key, deadline: .soon) == second.row)
            #expect(try await journal.newest(key, version: 1, deadline: .soon) == first.row)
            #expect(try await journal.newest(key, version: 3, deadline: .soon) == nil)
            #expect(second.row.createdAt >= first.row.createdAt)
            #expect(second.row.createdAt.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/) != nil)
            await journal.close()
        }
    }

    /// Names that tempt SQL, C or Unicode to take them for something else.
    private static let hostileNames = [
        "'; DROP TABLE journal; --", "\"quoted\"", "$1", "?", "a\\b", "\n\t", "é", "e\u{301}", "日本", "👩‍👩‍👧", "\u{200B}",
        String(repeating: "x", count: 256), "NULL", " ", "\u{FFFD}", "İ",
    ]

    @Test func hostileNamesAndContentsAreStoredAsTheyAre() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open()
            for name in Self.hostileNames {
                let row = try await journal.append(name, name, feature: name).row
                #expect(row.version == 1)
                #expect(try await journal.newest(ManifestKey(symbol: name, feature: name), deadline: .soon) == row)
            }
            let big = String(repeating: "content é ", count: 100_000)
            let row = try await journal.append("big", big).row
            let empty = try await journal.append("empty", "").row
            #expect(empty.contentHash == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
            await journal.close()
            let reopened = try folder.open()
            let stored = try await reopened.all()
            #expect(
                stored.prefix(Self.hostileNames.count).map { Array($0.content.utf8) }
                    == Self.hostileNames.map { Array($0.utf8) })
            #expect(stored.contains { $0 == row && $0.content.utf8.elementsEqual(big.utf8) })
            #expect(stored.last?.content == "")
            await reopened.close()
        }
    }

    @Test func whatCannotBeStoredIsRefused() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open()
            await expectConflict(journal, "a\0b", "NUL")
            for name in ["", "a\0b", String(repeating: "x", count: 10_000)] {
                await #expect(throws: InvalidManifest.self) { try await journal.append(name, "1") }
            }
            #expect(journal.depth == 0)
            await journal.close()
        }
    }

    @Test func aRowThatDuckDBCannotTakeFailsAlone() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open(memoryLimit: "40MB")
            let tooBig = String(repeating: "x", count: 60_000_000)
            let outcomes = await withTaskGroup(of: (Int, (any Error)?).self) { group in
                for index in 0..<20 {
                    group.addTask {
                        do {
                            try await journal.append("\(index)", index == 7 ? tooBig : "small")
                            return (index, nil)
                        } catch {
                            return (index, error)
                        }
                    }
                }
                return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            #expect(outcomes.compactMapValues { $0 }.keys.sorted() == [7])
            #expect(journal.depth == 19)
            await journal.close()
        }
    }

    private func expectConflict(
        _ journal: Journal, _ content: String, feature: String = "f", version: Int64? = nil, id: UUID = UUID(),
        _ reason: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        let error = await #expect(throws: JournalError.self, sourceLocation: sourceLocation) {
            try await journal.append("A", content, feature: feature, version: version, id: id)
        }
        guard case .conflict(let text) = error else {
            Issue.record("\(String(describing: error)) is no conflict", sourceLocation: sourceLocation)
            return
        }
        #expect(text.contains(reason), sourceLocation: sourceLocation)
    }
}
