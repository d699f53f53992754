import FeatureStoreMetrics
import Foundation
import Testing

@testable import FeatureStore

@Suite(.needsDuckDB, .timeLimit(.minutes(10))) struct JournalReplayTests {
    @Test func rowsAreReplayedInTheirOrderAndOnce() async throws {
        try await withJournalFolder { folder in
            var journal = try folder.open(assignsVersions: false)
            for index in 1...600 { try await journal.append("\(index % 7)", "\(index)", version: index == 5 ? 9 : nil) }
            #expect(journal.depth == 600)
            #expect(folder.metrics.sample("feature_store_fallback_journal_rows") == 600)
            let first = try await journal.next(limit: 256, deadline: .soon)
            #expect(first.map(\.content) == (1...256).map { "\($0)" })
            #expect(first.compactMap(\.version) == [9])
            try await journal.acknowledge(through: try #require(first.last).seq, deadline: .soon)
            #expect(journal.depth == 344)

            // Killed before the next watermark moved: those rows come again, the first ones do not.
            let second = try await journal.next(limit: 256, deadline: .soon)
            let killed = try folder.copy()
            defer { killed.remove() }
            await journal.close()
            for folder in [folder, killed] {
                journal = try folder.open(assignsVersions: false)
                #expect(journal.depth == 344)
                #expect(folder.metrics.sample("feature_store_fallback_journal_rows") == 344)
                #expect(try await journal.next(limit: 256, deadline: .soon) == second)
                try await journal.acknowledge(through: .max, deadline: .soon)
                #expect(journal.depth == 0)
                #expect(try await journal.next(deadline: .soon) == [])
                await journal.close()

                // Numbers go on where they were, though no row is left.
                journal = try folder.open(assignsVersions: false)
                #expect(try await journal.append("A", "1").row.seq == 601)
                #expect(folder.corruptions == 0)
                await journal.close()
            }
        }
    }

    @Test func rowsThatCameMeanwhileStay() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open(assignsVersions: false)
            let key = try ManifestKey(symbol: "A", feature: "f")
            let first = try await journal.append("A", "1").row
            let second = try await journal.append("A", "2").row
            try await journal.acknowledge(through: first.seq, deadline: .soon)
            #expect(try await journal.newest(key, deadline: .soon) == second)
            #expect(try await journal.next(deadline: .soon) == [second])
            try await journal.acknowledge(through: second.seq, deadline: .soon)
            #expect(try await journal.newest(key, deadline: .soon) == nil)
            await journal.close()
        }
    }

    @Test func theSpaceOfReplayedRowsIsGivenBack() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open(assignsVersions: false, checkpointRows: 1000)
            let content = String(repeating: "x", count: 2000)
            func turn(_ turn: Int) async throws {
                try await withThrowingTaskGroup { group in
                    for index in 0..<1000 {
                        group.addTask { try await journal.append("\(index)", "\(turn)\(content)") }
                    }
                    try await group.waitForAll()
                }
            }
            try await turn(0)
            try await turn(1)
            for number in 2..<8 {
                // Never empty.
                let rows = try await journal.next(limit: 1000, deadline: .soon)
                try await journal.acknowledge(through: try #require(rows.last).seq, deadline: .soon)
                try await turn(number)
            }
            let full = folder.size("journal.duckdb")
            #expect(full < 4 * 2000 * 2000)
            try await journal.acknowledge(through: .max, deadline: .soon)
            #expect(folder.size("journal.duckdb") < 1_000_000)
            #expect(folder.size("journal.duckdb.wal") < 1000)
            await journal.close()
        }
    }

    @Test func aRowInQuarantineHoldsNobodyUp() async throws {
        try await withJournalFolder { folder in
            var journal = try folder.open(assignsVersions: false)
            let key = try ManifestKey(symbol: "A", feature: "f")
            let rows = [
                try await journal.append("A", "1").row, try await journal.append("A", "'; bad", version: 7).row,
                try await journal.append("B", "3").row,
            ]
            try await journal.quarantine(rows[1], because: "version 7 has 'another' content", deadline: .soon)
            // Again, as after a crash.
            try await journal.quarantine(rows[1], because: "again", deadline: .soon)
            let series = "feature_store_fallback_journal_quarantined_rows"
            #expect(folder.metrics.sample(series) == 1)
            #expect(journal.depth == 2)
            #expect(try await journal.newest(key, deadline: .soon) == rows[0])
            #expect(try await journal.all() == [rows[0], rows[2]])
            try await journal.acknowledge(through: rows[2].seq, deadline: .soon)
            await journal.close()

            let again = try JournalFolder(folder.path)
            journal = try again.open(assignsVersions: false)
            #expect(again.metrics.sample(series) == 1)
            #expect(journal.depth == 0)
            #expect(try await journal.append("A", "4").row.seq == 4)
            await journal.close()

            let database = try DuckDBDatabase(duckDB.get(), path: "\(folder.path)/journal.duckdb")
            let kept = try database.connect().query(
                "SELECT seq, id, version, content, reason, quarantined_at FROM quarantine"
            ) { row throws(DuckDBError) in
                (
                    try row.value(0), try row.uuid(1), try row.integer(2), try row.text(3), try row.text(4),
                    Timestamp(microseconds: try row.value(5))
                )
            }
            #expect(kept.count == 1)
            let row = try #require(kept.first)
            #expect((row.0, row.1, row.2) == (2, rows[1].id, 7))
            #expect(row.3 == "'; bad")
            #expect(row.4 == "version 7 has 'another' content")
            #expect(row.5.description >= rows[1].createdAt)
        }
    }

    @Test func anEmbeddedJournalCanBeReplayedLaterButNotTheOtherWayRound() async throws {
        try await withJournalFolder { folder in
            var journal = try folder.open()
            try await journal.append("A", "1")
            await #expect(throws: JournalError.self) { try await journal.acknowledge(through: 1, deadline: .soon) }
            await journal.close()
            journal = try folder.open(assignsVersions: false)
            #expect(try await journal.all().map(\.version) == [1])
            try await journal.append("A", "2")
            await journal.close()
            let error = #expect(throws: JournalError.self) { try folder.open() }
            #expect(error?.description.contains("start once with PostgreSQL") == true)
            journal = try folder.open(assignsVersions: false)
            #expect(journal.depth == 2)
            await journal.close()
        }
    }

    @Test func theHealthCheckWrites() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open(assignsVersions: false)
            try await journal.append("A", "1")
            let check = JournalCheck(journal: .success(journal))
            let before = folder.size("journal.duckdb.wal")
            let health = try check.run()
            #expect(health.status == .degraded)
            #expect(health.takesWrites)
            #expect(health.details.contains("1 rows wait for PostgreSQL"))
            #expect(folder.size("journal.duckdb.wal") > before)
            await journal.close()
            #expect(throws: JournalError.closed) { try check.run() }
        }
    }
}
