import FeatureStoreMetrics
import Logging
import PlumblineRuntime
import ServiceLifecycle

/// Brings the journal's rows to PostgreSQL when it is back, and then the writers.
///
/// Rows go in the order in which they were acknowledged. PostgreSQL commits before the journal forgets them: a crash in
/// between sends some again, and their ids tell. What PostgreSQL has under the same version with another content, or will
/// never take, is set aside in the journal's quarantine.
struct Replay: Service {
    let store: FailoverStore
    private var journal: Journal { store.journal.journal }
    private var writers: Writers { store.writers }
    private var logger: Logger { store.logger }

    /// So many rows go in one transaction.
    private static let batch = 256
    /// When so few are left, writers are held for the moment that these take: under a steady load the journal would
    /// never be empty otherwise.
    private static let nearlyEmpty = 4 * batch
    /// How long PostgreSQL may take to answer whether it is back.
    private static let patience = Duration.seconds(1)

    /// Replays whenever there was a fallback, until graceful shutdown.
    func run() async throws {
        for await _ in writers.fallbacks.cancelOnGracefulShutdown() {
            await cancelWhenGracefulShutdown { await self.untilEmpty() }
        }
    }

    private func untilEmpty() async {
        var backoff = Backoff(longest: .seconds(1))
        var reason = ""
        while !Task.isCancelled {
            do throws(StoreError) {
                guard try await store.postgreSQL.ping(deadline: Self.patience) else {
                    throw .notSent("PostgreSQL is a standby")
                }
                await writers.replay(true)
                while journal.depth > Self.nearlyEmpty { try await replayBatch() }
                return try await switchOver()
            } catch {
                await writers.replay(false)
                backoff.fail()
                if reason != "\(error)" { logger.warning("the journal's \(journal.depth) rows wait: \(error)") }
                reason = "\(error)"
            }
            try? await Task.sleep(for: backoff.remaining() ?? .zero)
        }
    }

    /// Holds the writers, brings the last rows over, and lets them go to PostgreSQL, or back to the journal.
    private func switchOver() async throws(StoreError) {
        await writers.hold()
        do throws(StoreError) {
            while journal.depth > 0 { try await replayBatch() }
        } catch {
            await writers.release(.fallback)
            throw error
        }
        store.metrics.fallbackActive.set(0)
        await writers.release(.primary)
        logger.notice("the journal is empty, writes go to PostgreSQL again")
    }

    /// Brings the next rows over, as far as PostgreSQL takes them.
    private func replayBatch() async throws(StoreError) {
        do {
            let rows = try await journal.next(limit: Self.batch, deadline: deadline)
            let results = await store.postgreSQL.insert(batch: try rows.map(NewManifest.init))
            let taken = try await settled(Array(zip(rows, results)))
            if let last = taken.last { try await journal.acknowledge(through: last.seq, deadline: deadline) }
            store.metrics.replayedRows.increment(by: taken.count)
            if case .failure(let failure)? = results.dropFirst(taken.count).first { throw failure }
        } catch let error as JournalError {
            throw StoreError(error)
        } catch {
            throw StoreError(error)
        }
    }

    /// The first rows whose fate is known: those that PostgreSQL has, and those that it will never take, which are set
    /// aside.
    private func settled(
        _ outcomes: [(row: JournalRow, result: Result<Insertion, StoreError>)]
    ) async throws(JournalError) -> [JournalRow] {
        var settled: [JournalRow] = []
        for (row, result) in outcomes {
            if case .failure(let error) = result {
                guard error.isFinal else { break }
                logger.error("a row of the journal is set aside, as PostgreSQL refuses it: \(error)")
                try await journal.quarantine(row, because: "\(error)", deadline: deadline)
            }
            settled.append(row)
        }
        return settled
    }

    private var deadline: ContinuousClock.Instant { .now + store.journal.deadline }
}

extension NewManifest {
    fileprivate init(_ row: JournalRow) throws(InvalidManifest) {
        try self.init(
            id: row.id, symbol: row.symbol, feature: row.feature, version: row.version, content: row.content)
    }
}

extension StoreError {
    /// Whether PostgreSQL will never take the row. Where in doubt it stays: it was acknowledged.
    fileprivate var isFinal: Bool {
        switch self {
        case .conflict, .refused(_, .row): true
        case .notSent, .ambiguous, .refused(_, .moment), .refused(_, .database), .cancelled: false
        }
    }
}
