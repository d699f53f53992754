import FeatureStoreMetrics
import Logging
import PlumblineRuntime
import ServiceLifecycle

/// A bounded number of connections, lent first come first served.
///
/// A connection is made when it is first needed, brought to the current schema, and kept. One that broke is dropped, and
/// the next caller to need it makes a new one. After a failure to connect the pool pauses (``Backoff``) and refuses at
/// once meanwhile, so that callers do not queue up behind a database that is away; where only the server's connection
/// slots are all taken, they wait for those that the pool has.
///
/// One more connection is the pool's own, for ``ping(within:)``.
@PostgreSQLThread final class ConnectionPool: Service {
    /// The pool at one moment.
    struct Status: Sendable, Equatable {
        /// Connections lent out, those that are being made included.
        var active = 0
        /// Connections open and not lent.
        var idle = 0
        /// How many connections the pool may have.
        var total = 0
        /// Callers waiting for a connection.
        var waiting = 0
    }

    nonisolated let size: Int
    nonisolated let acquireTimeout: Duration
    nonisolated let connector: Connector
    private nonisolated let metrics: FeatureStoreMetrics?
    private nonisolated let logger: Logger
    private nonisolated let published: Lock<Status>

    /// All that are open, the lent ones included.
    private var open: [PostgreSQLConnection] = []
    private var idle: [PostgreSQLConnection] = []
    private var active = 0
    /// Of the active ones, those that are being connected: how many, and which of them have begun.
    private var connecting = 0
    private var begun: [PostgreSQLConnection] = []
    private var line = WaitingLine<PostgreSQLConnection?>()
    private var backoff: Backoff
    private var prober: PostgreSQLConnection?
    private var isClosed = false
    private var closing: [CheckedContinuation<Void, Never>] = []

    /// Makes a pool without connections yet. End it with ``close()``, or by the shutdown of ``run()``.
    nonisolated init(
        connector: Connector, size: Int, acquireTimeout: Duration, backoff: Backoff = Backoff(),
        metrics: FeatureStoreMetrics?, logger: Logger
    ) {
        self.connector = connector
        self.size = size
        self.acquireTimeout = acquireTimeout
        self.backoff = backoff
        self.metrics = metrics
        self.logger = logger
        published = Lock(Status(total: size))
    }

    /// The pool now, all figures from the same moment.
    nonisolated var status: Status { published.withLock { $0 } }

    private func publish() {
        let status = Status(active: active, idle: idle.count, total: size, waiting: line.count)
        published.withLock { $0 = status }
    }

    /// Keeps the pool until graceful shutdown, then closes it. While there is no connection it tries to make one, and
    /// tells in the log whether PostgreSQL can be reached.
    nonisolated func run() async throws {
        do {
            try await withConnection { _ in }
            logger.info("PostgreSQL is reachable and its schema is current")
        } catch {
            logger.warning("PostgreSQL cannot be used yet, and is tried again: \(error)")
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if self.status.active + self.status.idle == 0 { try? await self.withConnection { _ in } }
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
        await close()
    }

    /// Refuses new callers and those that wait, closes the idle connections, and waits for the lent ones.
    func close() async {
        isClosed = true
        for waiter in line.removeAll() { waiter.resume(throwing: PoolError.closed) }
        prober?.close()
        for connection in idle { connection.close() }
        publish()
        guard active > 0 else { return }
        await withCheckedContinuation { closing.append($0) }
    }

    /// Lends a connection to `body`.
    /// - Throws: ``PoolError`` or ``PostgreSQLError`` when no connection could be had, `CancellationError` when the
    ///   task was cancelled while it waited, and what `body` throws.
    func withConnection<Success: Sendable>(
        _ body: @PostgreSQLThread (PostgreSQLConnection) async throws -> Success
    ) async throws -> Success {
        let connection = try await borrow()
        defer { giveBack(connection) }
        return try await body(connection)
    }

    /// Asks the server for an answer, over a connection of its own, so that a pool that is all lent out does not look
    /// like a database that is down. Where it finds the server frozen, all connections are ended.
    /// - Returns: whether it takes writes; a standby does not.
    @discardableResult
    func ping(within deadline: Duration) async throws(PostgreSQLError) -> Bool {
        let start = ContinuousClock.now
        let connection: PostgreSQLConnection
        if let prober, prober.isAlive {
            connection = prober
        } else {
            connection = try await connector.connect(within: deadline)
            prober?.close()
            prober = connection
        }
        do {
            let isStandby = try await connection.execute(
                .isStandby, within: max(.zero, deadline - start.duration(to: .now)))
            return try isStandby.first?.integer(0) == 0
        } catch {
            if case .noAnswer = error { endIfFrozen(since: start, for: deadline) }
            throw error
        }
    }

    /// Ends all connections, also those that are lent or being made, where the server is frozen: what is on its way fails
    /// at once, as without an answer, and does not find out each by its own deadline, which for reads is long. Who comes
    /// next is refused for a while, as by a server that cannot be reached.
    ///
    /// A server that is only slow keeps them. It is frozen when a ping or a write got no answer for at least as long as a
    /// write is waited for, and no other connection got one meanwhile: on a machine that is overloaded, some do.
    func endIfFrozen(since start: ContinuousClock.Instant, for deadline: Duration) {
        guard deadline >= connector.limits.write, start.duration(to: .now) >= deadline,
            open.allSatisfy({ $0.lastAnswer < start })
        else { return }
        // Before the first is closed: its end lets somebody try, who would wait for a new connection in vain.
        if backoff.remaining() == nil { backoff.fail() }
        let useless = open + begun
        guard !useless.isEmpty else { return }
        logger.warning("PostgreSQL is frozen or cut off, its \(useless.count) connections are closed")
        for connection in useless { connection.close(because: "the server answered nobody within \(deadline)") }
    }
}

// MARK: - Lending

extension ConnectionPool {
    /// Takes a connection, which is to be given back.
    func borrow() async throws -> PostgreSQLConnection {
        let start = ContinuousClock.now
        defer { metrics?.poolWait.observe(start.duration(to: .now)) }
        while true {
            if let connection = try await place(since: start), connection.isAlive { return connection }
            do {
                return try await connect()
            } catch {
                handOver(nil)
                guard hasOthers else { throw error }
            }
        }
    }

    /// Takes an idle connection, without waiting; nil where there is none.
    func borrowIdle() -> PostgreSQLConnection? {
        while let connection = idle.popLast() {
            guard connection.isAlive else { continue }
            active += 1
            publish()
            return connection
        }
        return nil
    }

    /// Gives it back: to the first in line, or to the idle ones, while it is sound.
    func giveBack(_ connection: PostgreSQLConnection) {
        if isClosed || !connection.isReusable { connection.close(because: "it was in use when it was given back") }
        handOver(connection.isOpen ? connection : nil)
    }

    /// Whether there are connections, or may soon be: then a server that takes no more of them lacks slots and not life,
    /// and one of those is waited for.
    private var hasOthers: Bool { !open.isEmpty || connecting > 0 }

    /// A place among the active ones, with a connection where one is idle.
    private func place(since start: ContinuousClock.Instant) async throws -> PostgreSQLConnection? {
        guard !isClosed else { throw PoolError.closed }
        if let connection = borrowIdle() { return connection }
        let mayConnect = backoff.remaining() == nil || !hasOthers
        guard active < size, mayConnect else { return try await wait(since: start) }
        active += 1
        publish()
        return nil
    }

    /// Waits in line until a place is handed over, the wait is over, or the task is cancelled.
    private func wait(since start: ContinuousClock.Instant) async throws -> PostgreSQLConnection? {
        let ticket = line.takeTicket()
        let timer = PostgreSQLThread.after(acquireTimeout - start.duration(to: .now)) { [acquireTimeout] in
            self.leave(ticket, because: PoolError.timedOut(after: acquireTimeout))
        }
        defer { PostgreSQLThread.cancel(timer) }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                if Task.isCancelled { return waiter.resume(throwing: CancellationError()) }
                line.join(ticket, waiter)
                publish()
            }
        } onCancel: {
            Task { @PostgreSQLThread in self.leave(ticket, because: CancellationError()) }
        }
    }

    private func leave(_ ticket: UInt64, because error: any Error) {
        line.leave(ticket)?.resume(throwing: error)
        publish()
    }

    /// Hands an active place to the first in line, or frees it. A place without a connection is of no use to those who
    /// wait for one of the others.
    private func handOver(_ connection: PostgreSQLConnection?) {
        let isUseless = connection == nil && backoff.remaining() != nil && hasOthers
        if !isUseless, let next = line.next() {
            next.resume(returning: connection)
        } else {
            active -= 1
            if let connection { idle.append(connection) }
        }
        publish()
        guard isClosed, active == 0 else { return }
        for waiter in closing { waiter.resume() }
        closing = []
    }

    /// Lets the first in line try for itself when the last connection has ended that it could have waited for; nobody may
    /// be about to give that one back. Where it fails, it wakes the next one.
    private func wakeWhoeverWaitsForNothing() {
        guard !hasOthers, active < size, let next = line.next() else { return }
        active += 1
        next.resume(returning: nil)
        publish()
    }

    private func connect() async throws -> PostgreSQLConnection {
        if let pause = backoff.remaining() { throw PoolError.backingOff(for: pause) }
        connecting += 1
        var begun: PostgreSQLConnection?
        defer {
            connecting -= 1
            self.begun.removeAll { $0 === begun }
        }
        do {
            let connection = try await connector.connect { connection in
                begun = connection
                self.begun.append(connection)
            }
            open.append(connection)
            connection.onClose = { [weak self, weak connection] in
                guard let self else { return }
                open.removeAll { $0 === connection }
                idle.removeAll { $0 === connection }
                publish()
                wakeWhoeverWaitsForNothing()
            }
            if backoff.succeed() { logger.info("PostgreSQL can be reached again") }
            return connection
        } catch {
            // Those that failed together are one failure.
            if backoff.remaining() == nil { backoff.fail() }
            logger.warning("\(error)")
            throw error
        }
    }
}

extension Statement {
    fileprivate static let isStandby = Statement(prepared: "ping", "SELECT pg_is_in_recovery()::int")
}
