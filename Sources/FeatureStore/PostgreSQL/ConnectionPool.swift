import FeatureStoreMetrics
import Logging
import NIOPosix
import PlumblineRuntime
import ServiceLifecycle
import Synchronization

/// A bounded number of connections, lent first come first served, each used on a thread of the pool's own.
///
/// A connection is made when it is first needed, brought to the current schema, and kept. One that broke is dropped, and
/// the next caller to need it makes a new one. After a failure to connect the pool pauses (``Backoff``) and refuses at
/// once meanwhile, so that callers do not queue up behind a database that is away.
final class ConnectionPool: Sendable, Service {
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

    private struct State {
        var idle: [PostgreSQLConnection] = []
        var active = 0
        var line = WaitingLine<PostgreSQLConnection?>()
        var backoff: Backoff
        var isClosed = false
    }

    private enum Admission {
        /// A place, with an idle connection where there is one.
        case lent(PostgreSQLConnection?)
        case full
        case closed
    }

    private let state: Mutex<State>
    private let connector: Connector
    private let size: Int
    private let acquireTimeout: Duration
    private let threads: NIOThreadPool
    private let metrics: FeatureStoreMetrics
    private let logger: Logger

    /// Makes a pool without connections yet. End it with ``close()``, or by the shutdown of ``run()``.
    init(
        connector: Connector, size: Int, acquireTimeout: Duration, backoff: Backoff = Backoff(),
        metrics: FeatureStoreMetrics, logger: Logger
    ) {
        state = Mutex(State(backoff: backoff))
        self.connector = connector
        self.size = size
        self.acquireTimeout = acquireTimeout
        self.metrics = metrics
        self.logger = logger
        threads = NIOThreadPool(numberOfThreads: size)
        threads.start()
    }

    /// The pool now, all figures from the same moment.
    var status: Status {
        state.withLock {
            Status(active: $0.active, idle: $0.idle.count, total: size, waiting: $0.line.count)
        }
    }

    /// Keeps the pool until graceful shutdown, then closes it. Tells in the log whether PostgreSQL can be reached.
    func run() async throws {
        do {
            try await withConnection { _ in }
            logger.info("PostgreSQL is reachable and its schema is current")
        } catch {
            logger.warning("PostgreSQL cannot be used yet, requests will try again: \(error)")
        }
        try? await gracefulShutdown()
        await close()
    }

    /// Refuses new callers and those that wait, closes the idle connections, and waits for the lent ones.
    func close() async {
        let waiters = state.withLock { state in
            state.isClosed = true
            state.idle = []
            return state.line.removeAll()
        }
        for waiter in waiters { waiter.resume(throwing: PoolError.closed) }
        try? await threads.shutdownGracefully()
    }

    /// Lends a connection to `body`, which runs on a thread of the pool and may block.
    /// - Throws: ``PoolError`` or ``PostgreSQLError`` when no connection could be had, `CancellationError` when the
    ///   task was cancelled before `body` began, and what `body` throws.
    func withConnection<Success: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Success
    ) async throws -> Success {
        let idle = try await metrics.poolWait.time { try await acquire() }
        let connection: PostgreSQLConnection
        let result: Result<Success, any Error>
        do {
            (connection, result) = try await threads.runIfActive {
                let connection = try self.usable(idle)
                return (connection, Result { try body(connection) })
            }
        } catch {
            release(idle)
            throw error
        }
        release(connection)
        return try result.get()
    }
}

// MARK: - Places

extension ConnectionPool {
    private func acquire() async throws -> PostgreSQLConnection? {
        let (admission, ticket) = state.withLock { (admit(to: &$0), $0.line.takeTicket()) }
        switch admission {
        case .lent(let connection): return connection
        case .closed: throw PoolError.closed
        case .full: return try await wait(ticket)
        }
    }

    private func admit(to state: inout State) -> Admission {
        if state.isClosed { return .closed }
        guard state.active < size else { return .full }
        state.active += 1
        return .lent(state.idle.popLast())
    }

    /// Waits in line until a place is handed over, the wait is over, or the task is cancelled.
    private func wait(_ ticket: UInt64) async throws -> PostgreSQLConnection? {
        let deadline = Task {
            try await Task.sleep(for: acquireTimeout)
            leave(ticket, because: PoolError.timedOut(after: acquireTimeout))
        }
        defer { deadline.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { join(ticket, $0) }
        } onCancel: {
            leave(ticket, because: CancellationError())
        }
    }

    private func join(_ ticket: UInt64, _ waiter: CheckedContinuation<PostgreSQLConnection?, any Error>) {
        // A place may have become free since the caller found none: whoever freed it saw an empty line.
        let admission = state.withLock { state in
            let admission = admit(to: &state)
            if case .full = admission { state.line.join(ticket, waiter) }
            return admission
        }
        switch admission {
        case .lent(let connection): waiter.resume(returning: connection)
        case .closed: waiter.resume(throwing: PoolError.closed)
        // A cancellation that came before joining found nobody in line.
        case .full: if Task.isCancelled { leave(ticket, because: CancellationError()) }
        }
    }

    private func leave(_ ticket: UInt64, because error: any Error) {
        state.withLock { $0.line.leave(ticket) }?.resume(throwing: error)
    }

    /// Hands the place to the first in line or frees it; keeps the connection only while it is sound.
    private func release(_ connection: PostgreSQLConnection?) {
        let connection = connection.flatMap { $0.isReusable ? $0 : nil }
        let next = state.withLock { state in
            if let next = state.line.next() { return Optional(next) }
            state.active -= 1
            if let connection, !state.isClosed { state.idle.append(connection) }
            return nil
        }
        next?.resume(returning: connection)
    }
}

// MARK: - Connecting

extension ConnectionPool {
    /// The idle connection when its peer is still there, else a new one. Blocks.
    private func usable(_ idle: PostgreSQLConnection?) throws -> PostgreSQLConnection {
        if let idle, idle.isAlive { return idle }
        if let pause = state.withLock({ $0.backoff.remaining() }) { throw PoolError.backingOff(for: pause) }
        do {
            let connection = try connector.connect()
            if state.withLock({ $0.backoff.succeed() }) { logger.info("PostgreSQL can be reached again") }
            return connection
        } catch {
            state.withLock { $0.backoff.fail() }
            logger.warning("\(error)")
            throw error
        }
    }
}
