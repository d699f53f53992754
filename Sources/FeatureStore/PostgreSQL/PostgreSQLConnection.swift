import CLibPQ
import DequeModule
import Logging

/// One libpq connection in pipeline mode: statements are sent without waiting for each other, and done in their order,
/// each in a transaction of its own unless one was begun.
///
/// An error that leaves the connection in doubt, such as a deadline that passed, closes it; it is never used again.
@PostgreSQLThread final class PostgreSQLConnection: SocketOwner {
    private enum Phase {
        case connecting(CheckedContinuation<Result<Void, PostgreSQLError>, Never>)
        case open
        case closed(reason: String)
    }

    /// When the server last sent a result.
    private(set) var lastAnswer = ContinuousClock.now
    /// Told once, when the connection has ended for whatever reason.
    var onClose: () -> Void = {}
    private let session: Session
    private var phase: Phase
    private var socket: Int32 = -1
    private var sent: Deque<PipelinedStatement> = []
    private var prepared: Set<String> = []
    /// Whether libpq holds text that the socket had no room for yet.
    private var isFlushing = false

    private init(_ session: Session, _ continuation: CheckedContinuation<Result<Void, PostgreSQLError>, Never>) {
        self.session = session
        phase = .connecting(continuation)
    }

    /// Connects.
    ///
    /// The deadline is kept here, as `PQconnectPoll` takes no notice of `connect_timeout`. What it cannot interrupt is
    /// libpq's look-up of a host's name, which blocks: ``HostNames`` comes before it, except where the name is in the
    /// environment (`PGHOST`) or a service file, which only libpq reads.
    static func connect(
        _ parameters: ConnectionParameters, within limit: Duration, begun: (PostgreSQLConnection) -> Void = { _ in },
        logger: Logger
    ) async throws(PostgreSQLError) -> PostgreSQLConnection {
        let parameters = try await HostNames.resolved(parameters, within: limit)
        guard let session = Session(parameters, logger: logger) else { throw .connectionFailed("out of memory") }
        var made: PostgreSQLConnection?
        let result = await withCheckedContinuation { continuation in
            let connection = PostgreSQLConnection(session, continuation)
            made = connection
            begun(connection)
            connection.start(within: limit)
        }
        try result.get()
        guard let made else { throw .connectionFailed("out of memory") }
        return made
    }

    /// Whether it can take statements, as far as is known.
    var isOpen: Bool { if case .open = phase { true } else { false } }

    /// How many statements are on their way.
    var load: Int { sent.count }

    /// Whether it may be lent to the next one: open, with nothing on its way, and outside of a transaction.
    var isReusable: Bool { isOpen && sent.isEmpty && PQtransactionStatus(session.pointer) == PQTRANS_IDLE }

    /// Whether the peer is still there as far as the socket tells without a round trip. Finds out about a server that
    /// ended the connection a moment ago.
    var isAlive: Bool {
        if isOpen { socketIsReady() }
        return isOpen
    }

    /// Runs one statement and gives its rows; an insert is on disk then.
    ///
    /// Once it is sent, its outcome is waited for, also when the task is cancelled.
    /// - Parameter deadline: how long to wait for the answer. When it is over, the connection is closed.
    @discardableResult
    func execute(
        _ statement: Statement, _ parameters: [Parameter] = [], within deadline: Duration
    ) async throws(PostgreSQLError) -> [Row] {
        guard !parameters.contains(where: \.holdsNUL) else { throw .nulByte }
        let result = await withCheckedContinuation { continuation in
            send(statement, parameters, within: deadline) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    /// Ends the connection, and with it what is on its way.
    func close(because reason: String = "it was closed") {
        if case .closed = phase { return }
        let before = phase
        phase = .closed(reason: reason)
        if socket >= 0 { PostgreSQLThread.forget(socket, owner: self) }
        session.end()
        if case .connecting(let continuation) = before {
            continuation.resume(returning: .failure(.connectionFailed(reason)))
        }
        let unanswered = sent
        sent = []
        for request in unanswered { request.abandon(because: reason) }
        onClose()
        onClose = {}
    }
}

// MARK: - Connecting

extension PostgreSQLConnection {
    private func start(within limit: Duration) {
        guard session.isSound else { return close(because: session.message) }
        _ = PostgreSQLThread.after(limit) { [weak self] in
            if let self, case .connecting = self.phase { self.close(because: "no answer within \(limit)") }
        }
        watch(for: .writing)
    }

    private func goOnConnecting(_ continuation: CheckedContinuation<Result<Void, PostgreSQLError>, Never>) {
        // The next address is tried on a socket of its own, which may have the same number.
        PostgreSQLThread.forget(socket, owner: self)
        switch PQconnectPoll(session.pointer) {
        case PGRES_POLLING_READING: watch(for: .reading)
        case PGRES_POLLING_WRITING: watch(for: .writing)
        case PGRES_POLLING_OK:
            guard PQsetnonblocking(session.pointer, 1) == 0, PQenterPipelineMode(session.pointer) == 1 else {
                return close(because: session.message)
            }
            watch(for: .reading)
            phase = .open
            continuation.resume(returning: .success(()))
        default: close(because: session.message)
        }
    }

    private func watch(for interest: SocketInterest) {
        socket = PQsocket(session.pointer)
        guard socket >= 0 else { return close(because: session.message) }
        PostgreSQLThread.watch(socket, for: interest, owner: self)
    }
}

// MARK: - The pipeline

extension PostgreSQLConnection {
    private func send(
        _ statement: Statement, _ parameters: [Parameter], within deadline: Duration,
        complete: @escaping (Result<[Row], PostgreSQLError>) -> Void
    ) {
        if case .closed(let reason) = phase { return complete(.failure(.connectionFailed(reason))) }
        let prepares = statement.name.flatMap { prepared.insert($0).inserted ? $0 : nil }
        guard session.queue(statement, parameters, isPrepared: prepares == nil) else {
            // Without the sync that follows, the server would not commit what it may have of this.
            let message = session.message
            close(because: message)
            return complete(.failure(.connectionFailed(message)))
        }
        let request = PipelinedStatement(prepares: prepares, complete: complete)
        sent.append(request)
        request.deadline = PostgreSQLThread.after(deadline) { [weak self] in
            self?.close(because: "no answer within \(deadline)")
        }
        flush()
    }

    private func flush() {
        let rest = PQflush(session.pointer)
        guard rest >= 0 else { return close(because: session.message) }
        guard isFlushing != (rest == 1) else { return }
        isFlushing = rest == 1
        PostgreSQLThread.watch(socket, for: isFlushing ? .writing : .reading, owner: self)
    }

    func socketIsReady() {
        switch phase {
        case .connecting(let continuation): goOnConnecting(continuation)
        case .open: receive()
        case .closed: break
        }
    }

    private func receive() {
        let isConnected = PQconsumeInput(session.pointer) == 1
        while isOpen, let request = sent.first, PQisBusy(session.pointer) == 0 {
            take(PQgetResult(session.pointer), for: request)
        }
        guard isOpen else { return }
        guard isConnected, session.isSound else { return close(because: session.message) }
        if isFlushing { flush() }
    }

    /// Takes the pipeline's next result: of preparing, of running, or that of the sync by which the server says that the
    /// transaction is committed.
    private func take(_ result: OpaquePointer?, for request: PipelinedStatement) {
        guard let result else { return }
        defer { PQclear(result) }
        lastAnswer = .now
        switch PQresultStatus(result) {
        case PGRES_PIPELINE_SYNC:
            sent.removeFirst()
            if !request.isPrepared, let name = request.prepares { prepared.remove(name) }
            request.end()
        case PGRES_TUPLES_OK: request.receive((0..<PQntuples(result)).map { row in Row(result, row) })
        case PGRES_COMMAND_OK: request.receiveDone()
        case PGRES_PIPELINE_ABORTED: break
        default:
            guard session.isSound, let error = Session.refusal(result) else { return close(because: session.message) }
            request.receive(error)
        }
    }
}

// MARK: - Transactions

extension PostgreSQLConnection {
    /// Runs `body` between `BEGIN` and `COMMIT`, or `ROLLBACK` when it throws.
    ///
    /// Read committed, so that each statement sees what was committed before it.
    func transaction(
        within deadline: Duration,
        _ body: @PostgreSQLThread (PostgreSQLConnection) async throws(PostgreSQLError) -> Void
    ) async throws(PostgreSQLError) {
        try await execute(Statement("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"), within: deadline)
        do throws(PostgreSQLError) {
            try await body(self)
        } catch {
            // When this fails too, the connection is not reusable and is dropped; the first error is the one to tell.
            _ = try? await execute(Statement("ROLLBACK"), within: deadline)
            throw error
        }
        try await execute(Statement("COMMIT"), within: deadline)
    }
}
