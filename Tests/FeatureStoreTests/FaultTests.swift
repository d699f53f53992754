import Foundation
import Testing

@testable import FeatureStore

/// PostgreSQL frozen, killed, out of connections; each on a server of its own.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FaultTests {
    private static let limits = SessionLimits(
        statement: .seconds(2), write: .seconds(2), grace: .milliseconds(100))

    @Test func aFrozenServerIsAnErrorWithinTheDeadline() async throws {
        try await PrivatePostgres.withInstance { server in
            let conninfo = try await server.makeDatabase()
            let longest = Backoff(first: .seconds(3600), longest: .seconds(3600))
            try await withStore(
                on: conninfo + " connect_timeout=1", poolSize: 2, limits: Self.limits, backoff: longest
            ) { fixture in
                let before = try await fixture.store.insert(NewManifest("A", "a"))
                #expect(try await fixture.store.ping(deadline: .seconds(20)))
                try await server.pause()
                let manifest = try NewManifest("A", "b")
                let error = await #expect(throws: StoreError.self) { try await fixture.store.insert(manifest) }
                guard case .ambiguous(let reason) = error else { throw try #require(error) }
                #expect(reason.contains("no answer within"))
                await #expect(throws: StoreError.self) { try await fixture.store.ping(deadline: .milliseconds(50)) }
                // There is no connection any more, and none can be had: this one was not sent.
                let second = await #expect(throws: StoreError.self) {
                    try await fixture.store.insert(NewManifest("A", "c"))
                }
                guard case .notSent = second else { throw try #require(second) }
                #expect(fixture.pool.status == .init(active: 0, idle: 0, total: 2, waiting: 0))

                try await server.resume()
                try await withStore(on: conninfo) { fixture in
                    // The frozen server may do what it was sent before this or after it: with its id it is stored once.
                    #expect(try await fixture.store.insert(manifest).row.version == 2)
                    #expect(try await fixture.storedVersions("A") == [1, 2])
                    let key = try ManifestKey(symbol: "A", feature: "f")
                    #expect(try await fixture.store.read(key, version: 1) == before.row)
                }
            }
        }
    }

    @Test func aFrozenServerEndsReadsToo() async throws {
        try await PrivatePostgres.withInstance { server in
            try await withStore(on: server.makeDatabase(), poolSize: 2, limits: Self.limits) { fixture in
                let key = try ManifestKey(symbol: "A", feature: "f")
                #expect(try await fixture.store.read(key) == nil)
                try await server.pause()
                await withTaskGroup { group in
                    for _ in 0..<8 {
                        group.addTask {
                            _ = await #expect(throws: StoreError.self) { try await fixture.store.read(key) }
                        }
                    }
                }
                #expect(fixture.pool.status.active == 0)
                try await server.resume()
            }
        }
    }

    @Test func aPingThatFindsTheServerFrozenEndsTheWaitOfAll() async throws {
        try await PrivatePostgres.withInstance { server in
            let limits = SessionLimits(statement: .seconds(3600), write: .milliseconds(100))
            try await withStore(on: server.makeDatabase(), limits: limits) { fixture in
                let key = try ManifestKey(symbol: "A", feature: "f")
                #expect(try await fixture.store.read(key) == nil)
                #expect(try await fixture.store.ping(deadline: .seconds(20)))
                try await server.pause()
                // Its own deadline would come after an hour.
                async let read = Result { try await fixture.store.read(key) }
                try await eventually("it was sent") { fixture.pool.status.active == 1 }
                await #expect(throws: StoreError.self) { try await fixture.store.ping(deadline: .milliseconds(100)) }
                guard case .failure(let error) = await read else { throw NeverHappened(what: "the read fails") }
                #expect("\(error)".contains("the server answered nobody"))
                #expect(fixture.pool.status == .init(active: 0, idle: 0, total: 4, waiting: 0))
                try await server.resume()
            }
        }
    }

    @Test func aPingLessPatientThanWritesEndsNothing() async throws {
        try await PrivatePostgres.withInstance { server in
            try await withStore(on: server.makeDatabase()) { fixture in
                let key = try ManifestKey(symbol: "A", feature: "f")
                #expect(try await fixture.store.read(key) == nil)
                #expect(try await fixture.store.ping(deadline: .seconds(20)))
                try await server.pause()
                async let read = fixture.store.read(key)
                try await eventually("it was sent") { fixture.pool.status.active == 1 }
                await #expect(throws: StoreError.self) { try await fixture.store.ping(deadline: .milliseconds(100)) }
                #expect(fixture.pool.status.active == 1)
                try await server.resume()
                #expect(try await read == nil)
            }
        }
    }

    @Test func aWriteThatFindsTheServerFrozenEndsThoseThatWaitForALock() async throws {
        try await PrivatePostgres.withInstance { server in
            let limits = SessionLimits(statement: .seconds(3600), lock: .seconds(3600), write: .seconds(2))
            try await withStore(on: server.makeDatabase(), limits: limits) { fixture in
                let pool = fixture.pool
                // Two connections, as none can be made later.
                try await pool.withConnection { _ in try await pool.withConnection { _ in } }
                try await fixture.whileHeld("A") { _ in
                    async let waiting = Result { try await fixture.store.insert(NewManifest("A", "a")) }
                    try await fixture.waitForBlocked(1)
                    try await server.pause()
                    _ = await #expect(throws: StoreError.self) { try await fixture.store.insert(NewManifest("B", "b")) }
                    guard case .failure(StoreError.ambiguous(let reason)) = await waiting else {
                        throw NeverHappened(what: "an ambiguous failure")
                    }
                    #expect(reason.contains("answered nobody"))
                    try await server.resume()
                }
            }
        }
    }

    @Test func aWriteThatFindsTheServerFrozenEndsThoseThatWaitForTheirTurn() async throws {
        try await PrivatePostgres.withInstance { server in
            let longest = Backoff(first: .seconds(3600), longest: .seconds(3600))
            let limits = SessionLimits(statement: .seconds(3600), write: .seconds(2))
            // Whoever tried to connect would wait for an hour.
            try await withStore(
                on: server.makeDatabase() + " connect_timeout=3600", poolSize: 2, limits: limits, backoff: longest
            ) { fixture in
                _ = try await fixture.store.insert(NewManifest("A", "a"))
                try await server.pause()
                // One transaction is on its way, and no other may be before its end.
                async let first = Result { try await fixture.store.insert(NewManifest("A", "b")) }
                try await eventually("it was sent") { fixture.pool.status.active == 1 }
                async let second = Result { try await fixture.store.insert(NewManifest("B", "b")) }
                guard case .failure(StoreError.ambiguous) = await first else { throw NeverHappened(what: "no answer") }
                guard case .failure(StoreError.notSent) = await second else { throw NeverHappened(what: "not sent") }
                try await server.resume()
            }
        }
    }

    @Test func aWriteThatFindsTheServerFrozenEndsThoseThatConnect() async throws {
        try await PrivatePostgres.withInstance { server in
            let limits = SessionLimits(statement: .seconds(3600), write: .seconds(2))
            try await withStore(
                on: server.makeDatabase() + " connect_timeout=3600", poolSize: 2, limits: limits
            ) { fixture in
                _ = try await fixture.store.insert(NewManifest("A", "a"))
                try await server.pause()
                async let write = Result { try await fixture.store.insert(NewManifest("A", "b")) }
                try await eventually("it was sent") { fixture.pool.status.active == 1 }
                async let connecting = Result { try await fixture.pool.withConnection { _ in } }
                try await eventually("it connects") { fixture.pool.status.active == 2 }
                guard case .failure(StoreError.ambiguous) = await write else { throw NeverHappened(what: "no answer") }
                guard case .failure = await connecting else { throw NeverHappened(what: "it cannot connect") }
                try await server.resume()
            }
        }
    }

    @Test func whoeverWaitsForTheLastConnectionIsToldOfItsEnd() async throws {
        try await PrivatePostgres.withInstance { server in
            let conninfo = try await server.makeDatabase() + " connect_timeout=1"
            let longest = Backoff(first: .seconds(3600), longest: .seconds(3600))
            try await withStore(on: conninfo, poolSize: 2, backoff: longest) { fixture in
                let connection = try await fixture.pool.borrow()
                try await server.pause()
                // It cannot connect, and waits for the connection that there is.
                let waiter = Task { try await fixture.pool.withConnection { _ in } }
                try await eventually("it waits") { fixture.pool.status.waiting == 1 }
                await connection.close(because: "it is over")
                let error = await #expect(throws: PoolError.self) { try await waiter.value }
                guard case .backingOff = error else { throw try #require(error) }
                await fixture.pool.giveBack(connection)
                #expect(fixture.pool.status == .init(active: 0, idle: 0, total: 2, waiting: 0))
                try await server.resume()
            }
        }
    }

    @Test func whatWasAcknowledgedSurvivesAKill() async throws {
        try await PrivatePostgres.withInstance { server in
            let conninfo = try await server.makeDatabase()
            let backoff = Backoff(first: .milliseconds(5), longest: .milliseconds(20))
            try await withStore(on: conninfo, backoff: backoff) { fixture in
                let written = try await withThrowingTaskGroup { group in
                    for writer in 0..<8 {
                        group.addTask { try await fixture.insertUntilItFails(writer) }
                    }
                    try await eventually("rows are stored") {
                        fixture.sample(#"feature_store_operations_total{operation="insert",outcome="success"}"#) ?? 0
                            > 50
                    }
                    try await server.kill()
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(fixture.pool.status.active == 0)
                await #expect(throws: StoreError.self) { try await fixture.store.ping(deadline: .seconds(5)) }
                try await server.start()
                // Those without an answer are written again; each row that was acknowledged is there, once.
                for (writer, failed) in written.map({ ($0.writer, $0.failed) }) {
                    let again = try await fixture.insertWhenBack(failed)
                    #expect(again.symbol == "S\(writer)")
                }
                for (writer, acknowledged, failed) in written {
                    let versions = try await fixture.storedVersions("S\(writer)")
                    #expect(versions == Array(1...Int64(acknowledged + 1)))
                    let key = try ManifestKey(symbol: "S\(writer)", feature: "f")
                    #expect(try await fixture.store.read(key)?.content == failed.content)
                }
            }
        }
    }

    @Test func withoutSlotsConnectionsAreShared() async throws {
        try await PrivatePostgres.withInstance(connections: 6) { server in
            let conninfo = try await server.makeDatabase()
            try await withStore(on: conninfo, poolSize: 16) { fixture in
                // One slot is left to the pool's fourth connection and those after it.
                _ = try await fixture.store.insert(NewManifest("A", "a"))
                try await withThrowingDiscardingTaskGroup { group in
                    for symbol in 0..<32 {
                        group.addTask {
                            _ = try await fixture.store.insert(NewManifest("S\(symbol)", "a"))
                            _ = try await fixture.pool.withConnection {
                                try await $0.execute(Statement("SELECT pg_sleep(0.01)"))
                            }
                        }
                    }
                }
                #expect((1...6).contains(fixture.pool.status.idle))
            }
        }
    }

    @Test func aServerThatIsNotThereIsNotSent() async throws {
        try await withStore(on: "host=/nonexistent") { fixture in
            let error = await #expect(throws: StoreError.self) { try await fixture.store.insert(NewManifest("A", "a")) }
            guard case .notSent(let reason) = error else { throw try #require(error) }
            #expect(reason.contains("/nonexistent"))
            let batch = await fixture.store.insert(batch: [try NewManifest("A", "a"), try NewManifest("B", "b")])
            for result in batch {
                guard case .failure(.notSent) = result else {
                    Issue.record("it was sent: \(result)")
                    continue
                }
            }
        }
    }

    @Test func aHostThatIsNotKnownIsNamed() async throws {
        let parameters = try ConnectionParameters("host=no-such-host.invalid")
        let error = await #expect(throws: PostgreSQLError.self) {
            try await PostgreSQLConnection.connect(parameters, within: .seconds(20), logger: quietLogger)
        }
        #expect(error?.description.contains("no-such-host.invalid") == true)
    }

    @Test func hostsAreLookedUpWithTheirPorts() async throws {
        let parameters = try ConnectionParameters("host=localhost,127.0.0.2 port=5432,5433")
        let resolved = try await HostNames.resolved(parameters, within: .seconds(20)).values
        let hosts = try #require(resolved["host"]).split(separator: ",")
        let addresses = try #require(resolved["hostaddr"]).split(separator: ",")
        let ports = try #require(resolved["port"]).split(separator: ",")
        #expect(hosts.count == addresses.count && hosts.count == ports.count)
        #expect(hosts.last == "127.0.0.2" && addresses.last == "127.0.0.2" && ports.last == "5433")
        #expect(addresses.contains("127.0.0.1") && ports.first == "5432")
    }
}

extension Fixture {
    /// Writes rows of the writer's own symbol until one fails, which is given with the number of those before it.
    fileprivate func insertUntilItFails(
        _ writer: Int
    ) async throws -> (writer: Int, acknowledged: Int, failed: NewManifest) {
        var acknowledged = 0
        while true {
            let manifest = try NewManifest("S\(writer)", "\(acknowledged)")
            do {
                _ = try await manifests.insert(manifest)
                acknowledged += 1
            } catch {
                return (writer, acknowledged, manifest)
            }
        }
    }

    /// Writes a row as soon as PostgreSQL takes it.
    fileprivate func insertWhenBack(_ manifest: NewManifest) async throws -> ManifestRow {
        var row: ManifestRow?
        try await eventually("it is stored") {
            row = try? await store.insert(manifest).row
            return row != nil
        }
        guard let row else { throw NeverHappened(what: "it is stored") }
        return row
    }
}
