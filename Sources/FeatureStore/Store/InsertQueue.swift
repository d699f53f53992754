import DequeModule
import FeatureStoreMetrics
import PlumblineRuntime

/// Gathers rows that come at the same time into transactions, so that they share a round trip and a write to disk.
///
/// A symbol has at most one transaction on its way from here; its rows that come meanwhile are its next one. Rows of
/// several symbols go together, and then take only locks that are free: where somebody else has a symbol's lock, its
/// rows go by themselves and wait for it, on a part of the pool's connections, so that no other symbol waits with them.
/// Rows that wait hold no connection.
@PostgreSQLThread final class InsertQueue {
    /// The most rows and bytes of one transaction.
    private static let (longest, largest) = (256, 1 << 20)

    private let pool: ConnectionPool
    private let metrics: FeatureStoreMetrics?
    /// The rows of each symbol that has some. Such a symbol is `ready`, `contended`, or has a transaction on its way.
    private var rows: [ExactName: Deque<PendingInsert>] = [:]
    private var ready: Deque<ExactName> = []
    /// Those whose next row has to wait for the lock.
    private var contended: Deque<ExactName> = []
    /// How many transactions of each kind are on their way or about to be.
    private var (batches, waits) = (0, 0)
    private var isGathering = false
    private var isWatched = false

    nonisolated init(pool: ConnectionPool, metrics: FeatureStoreMetrics?) {
        self.pool = pool
        self.metrics = metrics
    }

    private var batchLimit: Int { max(1, min(4, pool.size - waitLimit)) }
    private var waitLimit: Int { max(1, pool.size / 2) }

    /// Stores one row; see ``PostgreSQLStore/insert(_:)``.
    func insert(_ manifest: NewManifest) async throws(StoreError) -> Insertion {
        let row = PendingInsert(manifest)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                row.wait(waiter)
                if row.isWaiting { add(row) }
            }
        } onCancel: {
            Task { @PostgreSQLThread in row.cancel() }
        }
        return try result.get()
    }

    /// How many rows of a symbol are still to be sent.
    func waiting(of symbol: String) -> Int { rows[ExactName(symbol)]?.count(where: \.isWaiting) ?? 0 }

    /// Stores rows in a transaction of their own; see ``PostgreSQLStore/insert(batch:)``.
    func insert(batch: [NewManifest]) async -> [Result<Insertion, StoreError>] {
        guard !batch.isEmpty else { return [] }
        do {
            return try await pool.withConnection { connection in
                await self.results(of: batch, waits: true, on: connection).map { result in
                    result ?? .failure(.ambiguous("PostgreSQL left a row out"))
                }
            }
        } catch {
            return batch.map { _ in .failure(StoreError(error)) }
        }
    }
}

// MARK: - Queues

extension InsertQueue {
    private func add(_ row: PendingInsert) {
        let symbol = ExactName(row.manifest.key.symbol)
        if rows[symbol] == nil { ready.append(symbol) }
        rows[symbol, default: []].append(row)
        dispatch()
        watch()
    }

    /// Starts what may start.
    private func dispatch() {
        if !isGathering, batches < batchLimit, !ready.isEmpty {
            isGathering = true
            batches += 1
            Task(executorPreference: PostgreSQLThread.executor) { await self.sendReady() }
        }
        while waits < waitLimit, let symbol = contended.popFirst() {
            waits += 1
            Task(executorPreference: PostgreSQLThread.executor) { await self.sendContended(symbol) }
        }
    }

    /// Sends the rows of all symbols that are ready, as many as go into one transaction. They are gathered once there is
    /// a connection: those that come while it is waited for go with them.
    private func sendReady() async {
        defer {
            batches -= 1
            dispatch()
        }
        let connection: PostgreSQLConnection
        do {
            connection = try await pool.borrow()
            isGathering = false
        } catch {
            isGathering = false
            return failReady(error)
        }
        let batch = takeReady()
        dispatch()
        await send(batch.rows, waits: false, on: connection)
        for symbol in batch.symbols { settle(symbol) }
    }

    private func sendContended(_ symbol: ExactName) async {
        defer {
            waits -= 1
            dispatch()
        }
        do {
            let connection = try await pool.borrow()
            let batch = take(of: symbol, rows: Self.longest, bytes: Self.largest)
            await send(batch, waits: true, on: connection)
        } catch {
            for row in rows[symbol] ?? [] { row.finish(.failure(StoreError(error))) }
        }
        settle(symbol)
    }

    private func takeReady() -> (symbols: [ExactName], rows: [PendingInsert]) {
        var (symbols, taken, bytes): ([ExactName], [PendingInsert], Int) = ([], [], 0)
        while taken.count < Self.longest, bytes < Self.largest, let symbol = ready.popFirst() {
            if let next = rows[symbol]?.first(where: \.isWaiting), next.manifest.version != nil {
                contended.append(symbol)
                continue
            }
            let more = take(of: symbol, rows: Self.longest - taken.count, bytes: Self.largest - bytes)
            symbols.append(symbol)
            taken += more
            bytes += more.reduce(0) { $0 + $1.manifest.content.utf8.count }
        }
        return (symbols, taken)
    }

    /// Takes the symbol's next rows: those up to one with a version, or that one.
    private func take(of symbol: ExactName, rows limit: Int, bytes: Int) -> [PendingInsert] {
        var (taken, bytes) = ([PendingInsert](), bytes)
        while taken.count < limit, bytes > 0, let row = rows[symbol]?.first {
            let isAlone = row.manifest.version != nil
            if isAlone, !taken.isEmpty { break }
            rows[symbol]?.removeFirst()
            guard row.isWaiting else { continue }
            taken.append(row)
            bytes -= row.manifest.content.utf8.count
            if isAlone { break }
        }
        return taken
    }

    /// A symbol's transaction is over: its next rows may go.
    private func settle(_ symbol: ExactName) {
        guard let waiting = rows[symbol], !contended.contains(symbol) else { return }
        if waiting.contains(where: \.isWaiting) { ready.append(symbol) } else { rows[symbol] = nil }
    }

    private func failReady(_ error: any Error) {
        let failure = StoreError(error)
        // Who came later may yet wait.
        var oldest = ContinuousClock.now
        if case PoolError.timedOut(let wait) = error { oldest -= wait }
        let symbols = ready
        ready = []
        for symbol in symbols {
            for row in rows[symbol] ?? [] where row.arrived <= oldest { row.finish(.failure(failure)) }
            settle(symbol)
        }
    }
}

// MARK: - Transactions

extension InsertQueue {
    /// Sends rows, gives the connection back, and tells those that wait what came of it.
    private func send(_ batch: [PendingInsert], waits: Bool, on connection: PostgreSQLConnection) async {
        for row in batch { row.send() }
        let results = batch.isEmpty ? [] : await results(of: batch.map(\.manifest), waits: waits, on: connection)
        pool.giveBack(connection)
        for (row, result) in zip(batch, results).reversed() {
            if let result {
                row.finish(result)
            } else {
                putBack(row)
            }
        }
    }

    /// The row goes by itself next time, before those of its symbol that came later.
    private func putBack(_ row: PendingInsert) {
        row.takeBack()
        let symbol = ExactName(row.manifest.key.symbol)
        rows[symbol, default: []].prepend(row)
        if !contended.contains(symbol) { contended.append(symbol) }
    }

    /// What comes of rows in one transaction, nil for those that were left out. Where PostgreSQL refuses it for good, one
    /// of the rows is bad, and they are sent one by one so that it fails alone.
    private func results(
        of batch: [NewManifest], waits: Bool, on connection: PostgreSQLConnection
    ) async -> [Result<Insertion, StoreError>?] {
        let start = ContinuousClock.now
        let limit = pool.connector.limits.write(waits: waits)
        do {
            let answers = try await connection.insert(batch, waits: waits, within: limit)
            for case (let row, let answer?) in zip(batch, answers) {
                metrics?.advisoryLockWait.observe(answer.lockWait, symbol: row.key.symbol)
            }
            return answers.map { $0?.result }
        } catch {
            // Rows that wait for a lock would find out for themselves much later.
            if case .noAnswer = error { pool.endIfFrozen(since: start, for: limit) }
            let failure = StoreError(error)
            if failure.mayBeOfOneRow, batch.count > 1 {
                var results: [Result<Insertion, StoreError>?] = []
                for row in batch { results += await self.results(of: [row], waits: waits, on: connection) }
                return results
            }
            if case .refused(PostgreSQLError.lockNotAvailable, _) = error {
                let wait = start.duration(to: .now)
                for row in batch { metrics?.advisoryLockWait.observe(wait, symbol: row.key.symbol) }
            }
            return batch.map { _ in .failure(failure) }
        }
    }
}

// MARK: - Patience

extension InsertQueue {
    /// Ends the wait of rows that could not be sent for too long, such as those of a symbol whose lock is never free.
    private func watch() {
        guard !isWatched, !rows.isEmpty else { return }
        isWatched = true
        _ = PostgreSQLThread.after(.milliseconds(250)) { [self] in
            isWatched = false
            let patience = pool.acquireTimeout + pool.connector.limits.lock
            let oldest = ContinuousClock.now - patience
            for row in rows.values.joined() where row.isWaiting && row.arrived < oldest {
                row.finish(
                    .failure(.refused("the symbol's earlier inserts took longer than \(patience)", .moment)))
            }
            watch()
        }
    }
}

extension StoreError {
    /// Whether another row of the same transaction may be taken where it goes alone.
    fileprivate var mayBeOfOneRow: Bool {
        switch self {
        case .refused(_, .row), .refused(_, .database): true
        case .refused(_, .moment), .notSent, .ambiguous, .conflict, .cancelled: false
        }
    }
}
