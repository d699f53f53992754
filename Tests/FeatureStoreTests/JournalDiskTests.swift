import FeatureStoreMetrics
import Foundation
import Testing

@testable import FeatureStore

#if os(Linux)
    @Suite(.needsDuckDB, .serialized, .timeLimit(.minutes(10))) struct JournalDiskTests {
        /// A disk of a few megabytes in memory.
        private struct SmallDisk {
            let path = "/tmp/feature-store-disk-\(UUID().uuidString.prefix(8))"

            init(megabytes: Int) throws {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
                try Self.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path)
            }

            func grow(megabytes: Int) throws { try Self.run("mount", "-o", "remount,size=\(megabytes)m", path) }

            func remove() {
                try? Self.run("umount", "--lazy", path)
                try? FileManager.default.removeItem(atPath: path)
            }

            static func run(_ command: String...) throws {
                let process = Process()
                process.executableURL = URL(filePath: "/usr/bin/env")
                process.arguments = command
                process.standardError = FileHandle.nullDevice
                try process.run()
                process.waitUntilExit()
                guard process.terminationStatus == 0 else { throw CannotMount() }
            }
        }

        private struct CannotMount: Error {}

        /// Whether this process may mount: root in most containers may, a user on a desktop may not.
        private static let canMount: Bool = {
            guard let disk = try? SmallDisk(megabytes: 1) else { return false }
            disk.remove()
            return true
        }()

        @Test(.enabled(if: canMount, "mounting a small disk is not permitted here; run as root"))
        func aFullDiskRefusesRowsAndLosesNone() async throws {
            let disk = try SmallDisk(megabytes: 4)
            defer { disk.remove() }
            let folder = try JournalFolder("\(disk.path)/journal")
            var journal = try folder.open(checkpointRows: 20)
            var acknowledged: [JournalRow] = []
            var failures: [JournalError] = []
            func append(_ count: Int) async throws {
                for _ in 0..<count {
                    // It must not be compressed.
                    let content = (0..<4000).map { _ in "\(UInt32.random(in: 0...UInt32.max))" }.joined()
                    do {
                        acknowledged.append(try await journal.append("A", content).row)
                    } catch let error as JournalError {
                        failures.append(error)
                    }
                }
            }
            try await append(150)
            #expect(!acknowledged.isEmpty)
            #expect(failures.count > 10)
            let text = try #require(failures.last?.description)
            #expect(text.contains("No space left on device"), "\(text)")
            #expect(try await journal.all() == acknowledged)
            #expect(throws: JournalError.self) {
                for _ in 0..<100_000 { try journal.check() }
            }

            try disk.grow(megabytes: 64)
            let before = acknowledged.count
            try await append(30)
            #expect(acknowledged.count == before + 30)
            try journal.check()
            #expect(try await journal.all() == acknowledged)
            #expect(acknowledged.compactMap(\.version) == Array(1...Int64(acknowledged.count)))
            await journal.close()
            journal = try folder.open()
            #expect(try await journal.all() == acknowledged)
            #expect(folder.corruptions == 0)
            await journal.close()
        }
    }
#endif
