import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct ConnectionPoolTests {
    @Test func anExhaustedPoolEndsTheWaitAtItsDeadline() async throws {
        try await withStore(poolSize: 1, acquireTimeout: .milliseconds(20)) { fixture in
            try await fixture.whileLent { _ in
                let error = await #expect(throws: StoreError.self) {
                    try await fixture.manifests.insert(NewManifest("A", "a"))
                }
                #expect(error?.description.contains("no connection became free") == true)
                #expect(fixture.pool.status == .init(active: 1, idle: 0, total: 1, waiting: 0))
                #expect(fixture.sample("feature_store_pool_wait_seconds_count") == 2)
                #expect(fixture.sample(#"feature_store_operations_total{operation="insert",outcome="error"}"#) == 1)
            }
            #expect(fixture.pool.status == .init(active: 0, idle: 1, total: 1, waiting: 0))
            #expect(try await fixture.manifests.insert(NewManifest("A", "a")).isNew)
        }
    }

    @Test func waitersAreServedInTheOrderTheyCame() async throws {
        try await withStore(poolSize: 1) { fixture in
            let (served, serve) = AsyncStream.makeStream(of: Int.self)
            try await withThrowingDiscardingTaskGroup { group in
                try await fixture.whileLent { _ in
                    for waiter in 1...4 {
                        group.addTask {
                            try await fixture.pool.withConnection { _ in _ = serve.yield(waiter) }
                        }
                        try await eventually("\(waiter) wait") { fixture.pool.status.waiting == waiter }
                    }
                }
            }
            serve.finish()
            #expect(await served.reduce(into: []) { $0.append($1) } == [1, 2, 3, 4])
        }
    }

    @Test func aCancelledWaiterLeavesTheLine() async throws {
        try await withStore(poolSize: 1) { fixture in
            try await fixture.whileLent { _ in
                let waiter = Task { try await fixture.pool.withConnection { _ in } }
                try await eventually("one waits") { fixture.pool.status.waiting == 1 }
                waiter.cancel()
                await #expect(throws: CancellationError.self) { try await waiter.value }
                #expect(fixture.pool.status.waiting == 0)
            }
            try await fixture.pool.withConnection { _ in }
        }
    }

    @Test func aConnectionThatWasEndedWhileIdleIsReplacedUnnoticed() async throws {
        try await withStore(poolSize: 1) { fixture in
            _ = try await fixture.store.insert(NewManifest("A", "a"))
            #expect(fixture.pool.status.idle == 1)
            try await fixture.endOtherSessions()
            #expect(try await fixture.store.insert(NewManifest("A", "b")).row.version == 2)
        }
    }

    @Test func aConnectionThatBreaksInUseIsAnErrorAndReplaced() async throws {
        try await withStore(poolSize: 1) { fixture in
            try await fixture.whileHeld("A") { stranger in
                let insertion = Task { try await fixture.store.insert(NewManifest("A", "a")) }
                try await fixture.waitForBlocked(1)
                try await stranger.execute(
                    Statement(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """))
                let error = await #expect(throws: StoreError.self) { try await insertion.value }
                guard case .ambiguous(let reason) = error else { throw try #require(error) }
                #expect(reason.contains("57P01"))
            }
            #expect(try await fixture.store.insert(NewManifest("A", "a")).row.version == 1)
            #expect(fixture.pool.status == .init(active: 0, idle: 1, total: 1, waiting: 0))
        }
    }

    @Test func afterAFailureToConnectThePoolRefusesAtOnce() async throws {
        try await withStore { fixture in
            let parameters = try ConnectionParameters("host=/nonexistent")
            let pool = ConnectionPool(
                connector: Connector(parameters: parameters, logger: quietLogger), size: 1,
                acquireTimeout: .seconds(20), backoff: Backoff(first: .seconds(3600), longest: .seconds(3600)),
                metrics: fixture.metrics, logger: quietLogger)
            await #expect(throws: PostgreSQLError.self) { try await pool.withConnection { _ in } }
            await #expect(throws: PoolError.self) { try await pool.withConnection { _ in } }
            #expect(pool.status == .init(active: 0, idle: 0, total: 1, waiting: 0))
            await pool.close()
        }
    }

    @Test func aClosedPoolRefuses() async throws {
        try await withStore { fixture in
            await fixture.pool.close()
            await #expect(throws: PoolError.self) { try await fixture.pool.withConnection { _ in } }
        }
    }

    @Test func backoffDoublesUpToItsLongestAndIsForgotten() throws {
        let now = ContinuousClock.now
        var backoff = Backoff(first: .milliseconds(100), longest: .milliseconds(400))
        #expect(backoff.remaining(at: now) == nil)
        for longest in [100, 200, 400, 400] {
            backoff.fail(at: now)
            let pause = try #require(backoff.remaining(at: now))
            #expect((.milliseconds(longest) / 2)...(.milliseconds(longest)) ~= pause)
            #expect(backoff.remaining(at: now + .milliseconds(longest)) == nil)
        }
        let (first, second) = (backoff.succeed(), backoff.succeed())
        #expect(first && !second)
        #expect(backoff.remaining(at: now) == nil)
    }
}

extension Fixture {
    /// Runs `body` while a connection of the pool is lent to somebody who waits for a lock.
    func whileLent(_ body: (PostgreSQLConnection) async throws -> Void) async throws {
        let stranger = try await stranger()
        try await stranger.execute(Statement("BEGIN"))
        try await stranger.execute(Statement("SELECT pg_advisory_xact_lock(1)"))
        async let borrower: Void = pool.withConnection {
            _ = try await $0.execute(Statement("SELECT pg_advisory_lock(1)"))
        }
        try await waitForBlocked(1)
        try await body(stranger)
        try await stranger.execute(Statement("COMMIT"))
        try await borrower
        await stranger.close()
    }

    /// Ends all sessions of the database but the one that does it.
    func endOtherSessions() async throws {
        let stranger = try await stranger()
        try await stranger.execute(
            Statement(
                """
                SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """))
        await stranger.close()
    }
}
