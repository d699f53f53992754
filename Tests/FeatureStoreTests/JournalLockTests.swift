import FeatureStoreMetrics
import Foundation
import Testing

@testable import FeatureStore

@Suite(.needsDuckDB, .timeLimit(.minutes(10))) struct JournalLockTests {
    @Test func oneProcessOpensAJournalOnce() async throws {
        try await withJournalFolder { folder in
            let journal = try folder.open()
            let error = #expect(throws: JournalError.self) { try folder.open() }
            guard case .locked(let text) = error else { throw try #require(error) }
            #expect(text.contains("this process (PID \(getpid()))"))
            #expect(text.contains("--data-dir"))
            // The one that was refused has not taken the lock away.
            #expect(throws: JournalError.self) { try folder.open() }
            try await journal.append("A", "1")
            await journal.close()
            let reopened = try folder.open()
            #expect(reopened.depth == 1)
            await reopened.close()
        }
    }

    @Test func aJournalThatIsLetGoCanBeOpenedAgain() async throws {
        try await withJournalFolder { folder in
            for count in 1...3 {
                var opened: Journal?
                // Its writing thread may hold on to the one before for a moment.
                try await eventually("the one before is gone") {
                    opened = try? folder.open()
                    return opened != nil
                }
                let journal = try #require(opened)
                try await journal.append("A", "\(count)")
                #expect(journal.depth == count)
            }
        }
    }

    #if os(Linux)
        @Test func aSecondProcessIsToldThePID() async throws {
            let folder = try JournalFolder("/tmp/feature-store-journal-locked-\(getpid())")
            defer { folder.remove() }
            let journal = try folder.open()
            await #expect(processExitsWith: .success) {
                let folder = try JournalFolder("/tmp/feature-store-journal-locked-\(getppid())")
                let error = #expect(throws: JournalError.self) { try folder.open() }
                #expect(error?.description.contains("the process with PID \(getppid())") == true)
            }
            try await journal.append("A", "1")
            await journal.close()
            await #expect(processExitsWith: .success) {
                let folder = try JournalFolder("/tmp/feature-store-journal-locked-\(getppid())")
                let journal = try folder.open()
                #expect(journal.depth == 1)
                await journal.close()
            }
        }
    #endif

    @Test func aFolderThatCannotBeUsedIsNamed() async throws {
        try await withJournalFolder { folder in
            try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
            let file = "\(folder.path)/file"
            try Data().write(to: URL(filePath: file))
            let error = #expect(throws: JournalError.self) { try JournalFolder("\(file)/journal").open() }
            #expect(error?.description.contains("\(file)/journal") == true)
        }
    }
}
