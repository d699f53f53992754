import FeatureStoreMetrics
import Foundation
import Synchronization
import Testing

@testable import FeatureStore

/// PostgreSQL with the journal as its fallback, on a server of its own.
@Suite(.needsDuckDB, .timeLimit(.minutes(10))) struct FailoverTests {
    @Test func writesGoOnWithoutPostgreSQLAndItsRowsCatchUp() async throws {
        try await withFailover { fallback, server in
            #expect(try await fallback.insert("A", "0").row.version == 1)
            try await server.kill()
            for number in 1...20 {
                let insertion = try await fallback.insert("A", "\(number)")
                #expect(insertion.row.version == nil)
                #expect(insertion.row.backend == .duckdb)
            }
            #expect(fallback.sample("feature_store_fallback_active") == 1)
            #expect(fallback.sample("feature_store_failovers_total") == 1)
            #expect(fallback.sample("feature_store_fallback_journal_rows") == 20)
            #expect(try await fallback.store.read(ManifestKey(symbol: "A", feature: "f"))?.content == "20")

            try await server.start()
            try await fallback.recovers()
            #expect(fallback.sample("feature_store_fallback_journal_replayed_rows_total") == 20)
            for version in 1...21 {
                let row = try await fallback.store.read(ManifestKey(symbol: "A", feature: "f"), version: Int64(version))
                #expect(row?.content == "\(version - 1)")
                #expect(row?.backend == .postgresql)
            }
            #expect(try await fallback.insert("A", "21").row.version == 22)
        }
    }

    @Test func whatAFrozenServerWasSentIsStoredOnce() async throws {
        try await withFailover { fallback, server in
            try await fallback.insert("A", "before")
            try await server.pause()
            // In the frozen server's hands and in the journal: it is carried out when the server goes on.
            #expect(try await fallback.insert("A", "meanwhile").row.version == nil)
            try await server.resume()
            try await fallback.recovers()
            #expect(try await fallback.insert("A", "after").row.version == 3)
        }
    }

    @Test func whatContradictsPostgreSQLIsSetAsideAndTheRestGoesOn() async throws {
        try await withFailover { fallback, server in
            try await fallback.insert("A", "1")
            try await server.kill()
            try await fallback.insert("A", "2")
            try await fallback.insert("A", "not the second", version: 2)
            try await fallback.insert("A", "a gap before it", version: 9)
            try await fallback.insert("A", "3")
            try await server.start()
            try await fallback.recovers()
            #expect(fallback.sample("feature_store_fallback_journal_quarantined_rows") == 2)
            #expect(try await fallback.insert("A", "4").row.version == 4)
        }
    }

    @Test func whatPostgreSQLRefusesForNowStaysInTheJournal() async throws {
        try await withRowsOfAnEarlierRun(3) { database, folder in
            let stranger = try await PostgreSQLConnection.connect(
                ConnectionParameters(database), within: .seconds(20), logger: quietLogger)
            try await stranger.execute(Statement("SELECT pg_advisory_lock(hashtextextended('A', 0))"))
            try await withFailover(on: database, folder: folder, lock: .milliseconds(50)) { fallback in
                // Each try ends with a lock that was not had.
                try await eventually("it was tried twice") {
                    fallback.sample(#"advisory_lock_wait_time_ms_count{symbol="A"}"#) ?? 0 >= 6
                }
                #expect(fallback.sample("feature_store_fallback_journal_rows") == 3)
                try await stranger.execute(Statement("SELECT pg_advisory_unlock(hashtextextended('A', 0))"))
                await stranger.close()
                try await fallback.recovers()
                #expect(try await fallback.insert("A", "new").row.version == 4)
            }
        }
    }

    /// insufficient_privilege, which an operator mends, and check_violation, which is the row's for ever.
    @Test(arguments: ["42501", "23514"]) func onlyARefusalOfTheRowSetsItAside(sqlState: String) async throws {
        try await withFailover { fallback, server in
            try await fallback.insert("A", "0")
            try await fallback.refuseInserts(sqlState)
            try await server.kill()
            for number in 1...3 { try await fallback.insert("A", "\(number)") }
            try await server.start()
            if sqlState == "42501" {
                try await eventually("it was tried again and again") { try await fallback.refusals() > 8 }
                #expect(fallback.sample("feature_store_fallback_journal_rows") == 3)
                try await fallback.execute("DROP TRIGGER refuse ON feature_store.manifest")
            }
            try await fallback.recovers()
            let lost = sqlState == "42501" ? 0 : 3
            #expect(fallback.sample("feature_store_fallback_journal_quarantined_rows") == Double(lost))
            try await fallback.execute("DROP TRIGGER IF EXISTS refuse ON feature_store.manifest")
            #expect(try await fallback.insert("A", "new").row.version == Int64(5 - lost))
        }
    }

    @Test func aRowThatIsWrittenAgainAfterTheReplayIsTheSame() async throws {
        try await withFailover { fallback, server in
            try await server.kill()
            let manifest = try NewManifest("A", "a")
            #expect(try await fallback.store.insert(manifest).isNew)
            #expect(try await !fallback.store.insert(manifest).isNew)
            try await server.start()
            try await fallback.recovers()
            let again = try await fallback.store.insert(manifest)
            #expect(!again.isNew)
            #expect(again.row.version == 1)
        }
    }

    @Test func rowsOfAnEarlierRunComeFirst() async throws {
        try await withRowsOfAnEarlierRun(2000) { database, folder in
            try await withFailover(on: database, folder: folder) { fallback in
                #expect(fallback.sample("feature_store_fallback_active") == 1)
                try await fallback.recovers()
                #expect(try await fallback.insert("A", "new").row.version == 2001)
            }
        }
    }

    @Test func underASteadyLoadTheJournalEmptiesAndNothingIsLost() async throws {
        try await withFailover { fallback, server in
            let clients = Clients()
            let written = try await withThrowingTaskGroup(of: [String].self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        var written: [String] = []
                        while !clients.areDone.load(ordering: .relaxed) {
                            written.append("\(writer)/\(written.count)")
                            try await fallback.insert("S\(writer % 3)", written[written.count - 1])
                        }
                        return written
                    }
                }
                for _ in 1...3 {
                    try await server.kill()
                    try await eventually("rows are in the journal") {
                        fallback.sample("feature_store_fallback_journal_rows") ?? 0 > 20
                    }
                    try await server.start()
                    try await fallback.recovers()
                }
                clients.areDone.store(true, ordering: .relaxed)
                return try await group.reduce(into: Set<String>()) { $0.formUnion($1) }
            }
            var stored: [String] = []
            for symbol in ["S0", "S1", "S2"] {
                for version in Int64(1)... {
                    let key = try ManifestKey(symbol: symbol, feature: "f")
                    guard let row = try await fallback.store.read(key, version: version) else { break }
                    stored.append(row.content)
                }
            }
            #expect(Set(stored) == written)
            #expect(stored.count == written.count)
        }
    }
}

private final class Clients: Sendable {
    let areDone = Atomic(false)
}

/// What the tests use of a store with a fallback.
private struct Fallback {
    let store: FailoverStore
    let folder: JournalFolder

    @discardableResult
    func insert(_ symbol: String, _ content: String, version: Int64? = nil) async throws -> Insertion {
        try await store.insert(NewManifest(symbol: symbol, feature: "f", version: version, content: content))
    }

    func sample(_ series: String) -> Double? { folder.metrics.sample(series) }

    @discardableResult
    func execute(_ statement: StaticString, _ parameters: [Parameter] = []) async throws -> [Row] {
        try await store.postgreSQL.pool.withConnection { try await $0.execute(Statement(statement), parameters) }
    }

    /// Has PostgreSQL refuse every row with this SQLSTATE.
    func refuseInserts(_ sqlState: String) async throws {
        try await execute("CREATE SEQUENCE refusals")
        try await execute("CREATE TABLE refusal AS SELECT $1::text AS state", [.text(sqlState)])
        try await execute(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM nextval('refusals');
                RAISE EXCEPTION 'no' USING ERRCODE = (SELECT state FROM refusal);
            END $$
            """)
        try await execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON feature_store.manifest FOR EACH ROW EXECUTE FUNCTION refuse()")
    }

    /// How often it did.
    func refusals() async throws -> Int64 {
        try await execute("SELECT last_value FROM refusals").first?.integer(0) ?? 0
    }

    /// Waits until PostgreSQL takes the writes again.
    func recovers() async throws {
        try await eventually("writes go to PostgreSQL again") { sample("feature_store_fallback_active") == 0 }
    }
}

/// A database without rows, and a journal with so many of one symbol.
private func withRowsOfAnEarlierRun(
    _ count: Int, _ body: (_ database: String, _ folder: JournalFolder) async throws -> Void
) async throws {
    try await PrivatePostgres.withInstance { server in
        let database = try await server.makeDatabase()
        try await withJournalFolder { folder in
            let journal = try folder.open(assignsVersions: false)
            for number in 1...count { try await journal.append("A", "\(number)") }
            await journal.close()
            try await body(database, folder)
        }
    }
}

private func withFailover(_ body: (Fallback, PrivatePostgres) async throws -> Void) async throws {
    try await PrivatePostgres.withInstance { server in
        let database = try await server.makeDatabase()
        try await withJournalFolder { folder in
            try await withFailover(on: database, folder: folder) { try await body($0, server) }
        }
    }
}

private func withFailover(
    on database: String, folder: JournalFolder, lock: Duration = .seconds(5), _ body: (Fallback) async throws -> Void
) async throws {
    let journal = try folder.open(assignsVersions: false)
    let pool = ConnectionPool(
        connector: Connector(
            parameters: try ConnectionParameters(database), limits: SessionLimits(lock: lock, write: .seconds(3)),
            logger: quietLogger),
        size: 4, acquireTimeout: .seconds(20), metrics: folder.metrics, logger: quietLogger)
    let store = FailoverStore(
        postgreSQL: PostgreSQLStore(pool: pool, metrics: folder.metrics), journal: JournalStore(journal: journal),
        metrics: folder.metrics, logger: quietLogger)
    let replay = Task { try await Replay(store: store).run() }
    try await closing(pool) { try await body(Fallback(store: store, folder: folder)) }
    replay.cancel()
    _ = await replay.result
    await journal.close()
}
