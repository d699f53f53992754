import Foundation
import Testing

@testable import FeatureStore

/// Inserts that meet: in one process, between processes, and one that is bad among good ones.
@Suite(.timeLimit(.minutes(10))) struct InsertTests {
    @Test func twoProcessesCountOneSymbolTogether() async throws {
        try await withStore { fixture in
            try await fixture.withOtherProcess { other in
                let versions = try await withThrowingTaskGroup { group in
                    for writer in 0..<64 {
                        let store = writer % 2 == 0 ? fixture.store : other
                        group.addTask {
                            var versions: [Int64] = []
                            for turn in 0..<4 {
                                versions.append(
                                    try #require(
                                        try await store.insert(NewManifest("HOT", "\(writer) \(turn)")).row.version))
                            }
                            return versions
                        }
                    }
                    return try await group.reduce(into: []) { $0 += $1 }
                }
                #expect(versions.sorted() == Array(1...256))
                #expect(try await fixture.storedVersions("HOT") == Array(1...256))
            }
        }
    }

    @Test func processesThatMixSymbolsCountEachOnItsOwn() async throws {
        try await withStore { fixture in
            try await fixture.withOtherProcess { other in
                try await withThrowingDiscardingTaskGroup { group in
                    for writer in 0..<48 {
                        let store = writer % 2 == 0 ? fixture.store : other
                        group.addTask {
                            for turn in 0..<8 {
                                _ = try await store.insert(NewManifest("S\((writer + turn) % 6)", "\(writer) \(turn)"))
                            }
                        }
                    }
                }
                for symbol in 0..<6 { #expect(try await fixture.storedVersions("S\(symbol)") == Array(1...64)) }
            }
        }
    }

    @Test func severalHeldLocksLeaveConnectionsToOthers() async throws {
        try await withStore(poolSize: 4) { fixture in
            let strangers = try await fixture.stranger()
            try await strangers.execute(Statement("BEGIN"))
            try await withThrowingDiscardingTaskGroup { group in
                for symbol in 0..<8 {
                    let lock = Statement("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
                    try await strangers.execute(lock, [.text("HELD\(symbol)")])
                    group.addTask { _ = try await fixture.store.insert(NewManifest("HELD\(symbol)", "a")) }
                }
                // Half of the connections wait, for two of the symbols; the other six wait without one.
                try await fixture.waitForBlocked(2)
                for turn in 1...5 {
                    #expect(try await fixture.store.insert(NewManifest("FREE", "\(turn)")).row.version == Int64(turn))
                }
                #expect(fixture.pool.status.active == 2)
                try await strangers.execute(Statement("COMMIT"))
            }
            await strangers.close()
        }
    }

    @Test func aBadRowFailsAlone() async throws {
        try await withStore(poolSize: 2) { fixture in
            let admin = try await fixture.stranger()
            try await admin.execute(
                Statement("ALTER TABLE feature_store.manifest ADD CHECK (content <> 'bad') NOT VALID"))
            await admin.close()
            // All wait for the lock, so that they go together when it is free.
            let results = try await withThrowingTaskGroup { group in
                try await fixture.whileHeld("S") { _ in
                    for (row, content) in ["a", "bad", "c", "d"].enumerated() {
                        group.addTask {
                            let manifest = try NewManifest(symbol: "S", feature: "f\(row)", content: content)
                            return await Result { try await fixture.store.insert(manifest).row.version }
                        }
                    }
                    try await fixture.waitForBlocked(1)
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let versions = results.compactMap { try? $0.get() }
            #expect(versions.sorted() == [1, 2, 3])
            let failures = results.compactMap { result -> StoreError? in
                if case .failure(let error) = result { error as? StoreError } else { nil }
            }
            guard case .refused(let reason, .row) = failures.first else {
                throw try #require(failures.first)
            }
            #expect(failures.count == 1 && reason.contains("23514"))
        }
    }

    @Test func oneIDIsOneRow() async throws {
        try await withStore { fixture in
            let manifest = try NewManifest("A", "a")
            let first = try await fixture.store.insert(manifest)
            _ = try await fixture.store.insert(NewManifest("A", "b"))
            // Not the newest any more, and yet not written again.
            let again = try await fixture.store.insert(manifest)
            #expect(!again.isNew && again.row == first.row)
            let both = await fixture.store.insert(batch: [manifest, try NewManifest("A", "c"), manifest])
            #expect(try both.map { try $0.get().row.version } == [1, 3, 1])

            let taken = try NewManifest(id: manifest.id, symbol: "B", feature: "f", content: "a")
            await #expect(throws: StoreError.self) { try await fixture.store.insert(taken) }
            let twice = try NewManifest("C", "c")
            let results = await fixture.store.insert(batch: [twice, twice])
            #expect(try results.map { try $0.get().row.version } == [1, 1])
            #expect(try await fixture.storedVersions("A") == [1, 2, 3])
            #expect(try await fixture.storedVersions("B") == [])
        }
    }

    @Test func aBatchKnowsItsOwnRows() async throws {
        try await withStore { fixture in
            _ = try await fixture.store.insert(NewManifest("A", "old"))
            let contents = ["old", "new", "new", "old", "old"]
            var batch = try contents.map { try NewManifest("A", $0) }
            batch.append(try NewManifest(symbol: "A", feature: "g", content: "old"))
            batch.append(try NewManifest("B", "old"))
            let insertions = try await fixture.store.insert(batch: batch).map { try $0.get() }
            #expect(insertions.map(\.row.version) == [1, 2, 2, 3, 3, 4, 1])
            #expect(insertions.map(\.isNew) == [false, true, false, true, false, true, true])
            for insertion in insertions {
                let key = try ManifestKey(symbol: insertion.row.symbol, feature: insertion.row.feature)
                #expect(try await fixture.store.read(key, version: insertion.row.version) == insertion.row)
            }
        }
    }

    @Test func batchesOfTheSameSymbolsInAnyOrderDoNotDeadlock() async throws {
        try await withStore { fixture in
            try await fixture.withOtherProcess { other in
                try await withThrowingDiscardingTaskGroup { group in
                    for turn in 0..<12 {
                        let store = turn % 2 == 0 ? fixture.store : other
                        group.addTask {
                            let batch = try (0..<20).shuffled().map { try NewManifest("S\($0)", "\(turn)") }
                            for result in await store.insert(batch: batch) { _ = try result.get() }
                        }
                    }
                }
                for symbol in 0..<20 { #expect(try await fixture.storedVersions("S\(symbol)") == Array(1...12)) }
            }
        }
    }

    @Test func largeContentsAreSplitAmongTransactions() async throws {
        try await withStore { fixture in
            let content = String(repeating: "0123456789abcdef", count: 1 << 15)
            let rows = try await withThrowingTaskGroup { group in
                for writer in 0..<6 {
                    group.addTask { try await fixture.store.insert(NewManifest("S\(writer)", content)).row }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(rows.count == 6 && rows.allSatisfy { $0.version == 1 })
            #expect(try await fixture.store.read(ManifestKey(symbol: "S5", feature: "f"))?.content == content)
        }
    }

    @Test func idsAreOfVersion7AndInTheOrderOfTime() throws {
        let early = UUID.version7(at: Date(timeIntervalSince1970: 1_645_557_742))
        // RFC 9562, appendix A.6, has this time.
        #expect(early.uuidString.hasPrefix("017F22E2-79B0-7"))
        #expect(["8", "9", "A", "B"].contains(Array(early.uuidString)[19]))
        #expect(early.uuidString < UUID.version7().uuidString)
        #expect(UUID.version7() != UUID.version7())
    }
}

extension Fixture {
    /// The versions that a symbol's rows have, in order.
    func storedVersions(_ symbol: String) async throws -> [Int64] {
        try await pool.withConnection { connection in
            try await connection.execute(
                Statement("SELECT version FROM feature_store.manifest WHERE symbol = $1 ORDER BY version"),
                [.text(symbol)]
            ).map { try $0.integer(0) }
        }
    }
}

extension Result where Failure == any Error {
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
