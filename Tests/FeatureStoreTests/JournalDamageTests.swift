import FeatureStoreMetrics
import Foundation
import Logging
import Testing

@testable import FeatureStore

@Suite(.needsDuckDB, .timeLimit(.minutes(10))) struct JournalDamageTests {
    private static let database = "journal.duckdb"
    private static let log = "journal.duckdb.wal"

    /// The files of a journal whose process was killed: 15 rows in the database, 10 more in its log.
    private func withKilledJournal(_ body: (JournalFolder) async throws -> Void) async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open(checkpointRows: 15)
            for index in 1...25 { try await journal.append("A", "\(index)") }
            let killed = try folder.copy()
            defer { killed.remove() }
            await journal.close()
            try await body(killed)
        }
    }

    /// Opens the files, and expects the first rows to be there, and that it goes on from there.
    private func expectRows(
        _ count: Int, _ folder: JournalFolder, corruptions: Double, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        var journal = try folder.open()
        let rows = try await journal.all()
        #expect(rows.map(\.content) == (1..<(count + 1)).map { "\($0)" }, sourceLocation: sourceLocation)
        #expect(folder.corruptions == corruptions, sourceLocation: sourceLocation)
        let isSetAside = folder.names.contains { $0.contains("corrupt") }
        #expect(isSetAside == (corruptions > 0), sourceLocation: sourceLocation)
        let copies = folder.metrics.sample("feature_store_fallback_journal_damaged_copies")
        #expect(copies == corruptions, sourceLocation: sourceLocation)

        #expect(try await journal.append("A", "next").row.version == Int64(count + 1), sourceLocation: sourceLocation)
        // Once, and not each time.
        let killed = try folder.copy()
        defer { killed.remove() }
        await journal.close()
        for folder in [folder, killed] {
            journal = try folder.open()
            #expect(journal.depth == count + 1, sourceLocation: sourceLocation)
            #expect(folder.corruptions == corruptions || folder.path == killed.path, sourceLocation: sourceLocation)
            await journal.close()
        }
        #expect(killed.corruptions == 0, sourceLocation: sourceLocation)
    }

    @Test func aTornEndOfTheLogLosesNothingThatWasAcknowledged() async throws {
        try await withKilledJournal { folder in
            let length = folder.size(Self.log)
            let killed = try folder.copy()
            defer { killed.remove() }
            try await expectRows(25, killed, corruptions: 0)
            for garbage in [Data([7]), Data(count: 300), Data((0..<300).map { _ in UInt8.random(in: 0...255) })] {
                let torn = try folder.copy()
                defer { torn.remove() }
                try torn.edit(Self.log) { $0 += garbage }
                #expect(torn.size(Self.log) == length + garbage.count)
                let journal = try torn.open()
                #expect(journal.depth == 25)
                await journal.close()
            }
        }
    }

    @Test func aLogThatEndsBeforeAnAcknowledgedRowIsDamaged() async throws {
        try await withKilledJournal { folder in
            try folder.edit(Self.log) { $0.removeLast(30) }
            try await expectRows(24, folder, corruptions: 1)
        }
    }

    @Test func aFlippedBitInTheLogKeepsWhatIsBeforeIt() async throws {
        try await withKilledJournal { folder in
            let length = folder.size(Self.log)
            var counts: [Int] = []
            for position in stride(from: 0, to: length, by: length / 12) {
                let flipped = try folder.copy()
                defer { flipped.remove() }
                try flipped.edit(Self.log) { $0[position] ^= 0x10 }
                let journal = try flipped.open()
                let contents = try await journal.all().map(\.content)
                #expect((15...24).contains(contents.count), "flipped at \(position) of \(length)")
                #expect(contents == (1..<(contents.count + 1)).map { "\($0)" })
                #expect(flipped.corruptions == 1)
                #expect(flipped.names.isSuperset(of: ["\(Self.database).corrupt", "\(Self.database).corrupt.wal"]))
                await journal.close()
                try await expectRows(contents.count, flipped, corruptions: 1)
                counts.append(contents.count)
            }
            #expect(counts == counts.sorted())
            #expect(counts.last.map { $0 >= 23 } == true, "\(counts)")
        }
    }

    @Test(arguments: [0, 9, 5000, 12_400, -100]) func aDamagedDatabaseIsSetAsideAndANewOneBegun(
        position: Int
    ) async throws {
        try await withKilledJournal { folder in
            try folder.edit(Self.database) { $0[position >= 0 ? position : $0.count + position] ^= 0x10 }
            try await expectRows(0, folder, corruptions: 1)
        }
    }

    @Test func garbageForFilesIsSetAsideToo() async throws {
        try await withKilledJournal { folder in
            let log = try folder.copy()
            defer { log.remove() }
            try log.edit(Self.log) { $0 = Data($0.map { _ in UInt8.random(in: 0...255) }) }
            try await expectRows(15, log, corruptions: 1)

            try folder.edit(Self.database) { $0 = Data($0.map { _ in UInt8.random(in: 0...255) }) }
            try await expectRows(0, folder, corruptions: 1)
        }
        try await withKilledJournal { folder in
            try FileManager.default.removeItem(atPath: "\(folder.path)/\(Self.database)")
            try await expectRows(0, folder, corruptions: 1)
        }
        try await withKilledJournal { folder in
            try folder.edit(Self.database) { $0.removeLast(1) }
            try await expectRows(0, folder, corruptions: 1)
        }
    }

    @Test func whatIsWrongOutsideOfTheFileIsNoDamage() async throws {
        try await withJournalFolder { folder in
            // A folder in the file's place: DuckDB cannot read it.
            let path = "\(folder.path)/\(Self.database)"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            let error = #expect(throws: JournalError.self) { try folder.open() }
            guard case .unavailable(let text) = error else { throw try #require(error) }
            #expect(text.contains(path))
            #expect(folder.names == [Self.database, "journal.duckdb.lock"])
            #expect(folder.corruptions == 0)
        }
    }

    @Test(arguments: [
        #"IO Error: Could not set lock on file "j.duckdb": Conflicting lock is held in python (PID 7)"#,
        #"IO Error: Cannot open file "j.duckdb": Permission denied"#,
        #"Failure while replaying WAL file "j.duckdb.wal": Could not write file: No space left on device"#,
        "Trying to read a database file with version number 99, but we can only read version 64", "anything else",
    ]) func theseErrorsAreNoDamage(text: String) {
        #expect(!DuckDBError(text).isDamage)
    }
}
