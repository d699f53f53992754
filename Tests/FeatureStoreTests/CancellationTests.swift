import Testing

@testable import FeatureStore

/// A task that is cancelled, at each point where it may wait.
@Suite(.timeLimit(.minutes(10))) struct CancellationTests {
    @Test func beforeItBegins() async throws {
        try await withStore { fixture in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await fixture.store.insert(NewManifest("A", "a"))
            }
            await #expect(throws: StoreError.self) { try await task.value }
            #expect(try await fixture.storedVersions("A") == [])
            try await fixture.expectNothingLent()
        }
    }

    @Test func whileItWaitsForAConnection() async throws {
        try await withStore(poolSize: 1) { fixture in
            try await fixture.whileLent { _ in
                let insertion = Task { try await fixture.store.insert(NewManifest("A", "a")) }
                try await eventually("it waits") { fixture.pool.status.waiting == 1 }
                insertion.cancel()
                let error = await #expect(throws: StoreError.self) { try await insertion.value }
                guard case .cancelled = error else { throw try #require(error) }
                let read = Task { try await fixture.store.read(ManifestKey(symbol: "A", feature: "f")) }
                try await eventually("both wait") { fixture.pool.status.waiting == 2 }
                read.cancel()
                await #expect(throws: StoreError.self) { try await read.value }
            }
            try await fixture.expectNothingLent()
            #expect(try await fixture.storedVersions("A") == [])
        }
    }

    @Test func whileItWaitsBehindItsSymbol() async throws {
        try await withStore { fixture in
            let first = try await withThrowingTaskGroup { group in
                try await fixture.whileHeld("A") { _ in
                    group.addTask { try await fixture.store.insert(NewManifest("A", "a")) }
                    try await fixture.waitForBlocked(1)
                    let second = Task { try await fixture.store.insert(NewManifest("A", "b")) }
                    try await eventually("it is queued") { await fixture.store.inserts.waiting(of: "A") == 1 }
                    second.cancel()
                    await #expect(throws: StoreError.self) { try await second.value }
                }
                return try await group.next()
            }
            #expect(first?.row.version == 1)
            try await fixture.expectNothingLent()
            #expect(try await fixture.storedVersions("A") == [1])
        }
    }

    @Test func afterItWasSentTheOutcomeIsAwaited() async throws {
        try await withStore { fixture in
            let row = try await withThrowingTaskGroup { group in
                try await fixture.whileHeld("A") { _ in
                    group.addTask { try await fixture.store.insert(NewManifest("A", "a")).row }
                    try await fixture.waitForBlocked(1)
                    group.cancelAll()
                }
                return try await group.next()
            }
            #expect(row?.version == 1)
            try await fixture.expectNothingLent()
            #expect(try await fixture.storedVersions("A") == [1])
        }
    }

    @Test func whileManyComeAndGo() async throws {
        try await withStore(poolSize: 3) { fixture in
            await withDiscardingTaskGroup { group in
                for writer in 0..<200 {
                    group.addTask {
                        let task = Task {
                            _ = try await fixture.store.insert(NewManifest("S\(writer % 5)", "\(writer)"))
                            _ = try await fixture.store.read(ManifestKey(symbol: "S\(writer % 5)", feature: "f"))
                        }
                        for _ in 0..<(writer % 50) { await Task.yield() }
                        task.cancel()
                        _ = await task.result
                    }
                }
            }
            try await fixture.expectNothingLent()
            for symbol in 0..<5 {
                let versions = try await fixture.storedVersions("S\(symbol)")
                #expect(versions == Array(0..<Int64(versions.count)).map { $0 + 1 })
            }
        }
    }
}

extension Fixture {
    fileprivate func expectNothingLent() async throws {
        do {
            try await eventually("all connections are back") { pool.status.active == 0 && pool.status.waiting == 0 }
        } catch {
            Issue.record("\(error): \(pool.status)")
        }
    }
}
