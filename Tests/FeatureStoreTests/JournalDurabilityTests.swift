import FeatureStoreMetrics
import Foundation
import Testing

@testable import FeatureStore

@Suite(.needsDuckDB, .timeLimit(.minutes(10))) struct JournalDurabilityTests {
    @Test func everyAcknowledgedRowOfManyAppendersIsThereAfterReopening() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open(checkpointRows: 500)
            let acknowledged = try await withThrowingTaskGroup(of: [JournalRow].self) { group in
                for worker in 0..<64 {
                    group.addTask {
                        var rows: [JournalRow] = []
                        for turn in 0..<20 {
                            // Half of them on symbols of their own, half on one.
                            let symbol = worker % 2 == 0 ? "shared" : "\(worker)"
                            rows.append(try await journal.append(symbol, "\(worker) \(turn)").row)
                        }
                        return rows
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            let left = try folder.copy()
            defer { left.remove() }
            await journal.close()
            for folder in [folder, left] {
                let reopened = try folder.open()
                let rows = try await reopened.all()
                #expect(rows.count == 64 * 20)
                #expect(Set(rows) == Set(acknowledged))
                #expect(rows.map(\.seq) == Array(1...64 * 20))
                for (_, rows) in Dictionary(grouping: rows, by: \.symbol) {
                    #expect(rows.compactMap(\.version) == Array(1...Int64(rows.count)))
                }
                #expect(folder.corruptions == 0)
                await reopened.close()
            }
        }
    }

    #if os(Linux)
        /// Where the killed process keeps its journal: named after its parent, which both know.
        private static func folder(of parent: pid_t) -> String { "/tmp/feature-store-journal-killed-\(parent)" }

        @Test func aKilledProcessLosesNoAcknowledgedRow() async throws {
            let folder = try JournalFolder(Self.folder(of: getpid()))
            defer { folder.remove() }
            for round in 0..<3 {
                await #expect(processExitsWith: .signal(SIGKILL)) {
                    let folder = try JournalFolder(JournalDurabilityTests.folder(of: getppid()))
                    let journal = try folder.open(assignsVersions: false, checkpointRows: 100)
                    let log = open("\(folder.path)/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o644)
                    try await withThrowingTaskGroup { group in
                        for worker in 0..<16 {
                            group.addTask {
                                for turn in 0..<1000 {
                                    let row = try await journal.append("\(worker)", "\(getpid()) \(turn)").row
                                    // One write each, which outlives the process without being synced.
                                    let line = "\(row.id)\n"
                                    _ = line.withCString { write(log, $0, line.utf8.count) }
                                    if row.seq % 700 == 699 { kill(getpid(), SIGKILL) }
                                }
                            }
                        }
                        try await group.waitForAll()
                    }
                }
                let journal = try folder.open(assignsVersions: false)
                let text = try String(contentsOfFile: "\(folder.path)/acknowledged", encoding: .utf8)
                let acknowledged = Set(text.split(separator: "\n").compactMap { UUID(uuidString: String($0)) })
                #expect(acknowledged.count > 600 * (round + 1))
                let stored = try await journal.all()
                #expect(acknowledged.subtracting(stored.map(\.id)).isEmpty)
                #expect(Set(stored.map(\.id)).count == stored.count)
                #expect(folder.corruptions == 0)
                await journal.close()
            }
        }
    #endif

    @Test func theLogStaysShortAndIsGoneAfterClosing() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open(checkpointRows: 1000)
            for turn in 0..<20 {
                try await withThrowingTaskGroup { group in
                    for index in 0..<1000 {
                        group.addTask { try await journal.append("\(index % 50)", "\(turn) \(index)") }
                    }
                    try await group.waitForAll()
                }
                // A row takes about 400 bytes of log when it is committed alone.
                #expect(folder.size("journal.duckdb.wal") < 2000 * 500)
            }
            #expect(folder.size("journal.duckdb") > 500_000)
            await journal.close()
            #expect(folder.names == ["journal.duckdb", "journal.duckdb.lock"])
            let reopened = try folder.open()
            #expect(reopened.depth == 20_000)
            await reopened.close()
        }
    }

    @Test func aCallerThatGoesAwayTakesItsRowBackOrDoesNotKnow() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open()
            let key = try ManifestKey(symbol: "A", feature: "f")
            let late = await Result {
                try await journal.append(key: key, content: "late", deadline: .now - .seconds(1))
            }
            let cancelled = Task { try await journal.append(key: key, content: "cancelled", deadline: .soon) }
            cancelled.cancel()
            let outcome = await cancelled.result
            try await journal.append("A", "kept")
            let stored = try await journal.all().map(\.content)
            #expect(stored.contains("kept"))
            switch late {
            // The writer may be faster than whoever watches the clock.
            case .success: #expect(stored.contains("late"))
            case .failure(JournalError.unavailable): #expect(!stored.contains("late"))
            case .failure(JournalError.outcomeUnknown): break
            case .failure(let error): throw error
            }
            switch outcome {
            case .success: #expect(stored.contains("cancelled"))
            case .failure(JournalError.cancelled): #expect(!stored.contains("cancelled"))
            case .failure(JournalError.outcomeUnknown): break
            case .failure(let error): throw error
            }
            await journal.close()
            await #expect(throws: JournalError.closed) { try await journal.append("A", "after") }
            await #expect(throws: JournalError.closed) { try await journal.acknowledgeAll() }
            #expect(throws: JournalError.closed) { try journal.check() }
        }
    }
}

extension Journal {
    fileprivate func acknowledgeAll() async throws {
        let row = JournalRow(
            seq: 1, id: UUID(), key: try ManifestKey(symbol: "A", feature: "f"), version: nil, content: "",
            contentHash: "", createdAt: .now)
        try await quarantine(row, because: "test", deadline: .soon)
    }
}
