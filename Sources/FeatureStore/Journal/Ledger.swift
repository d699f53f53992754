import Foundation
import PlumblineRuntime

/// What the ledger knows a row by.
struct LedgerEntry {
    /// The columns that it is read from.
    static let columns = "seq, id, symbol, feature, version, content_hash, created_at"

    let seq: Int64
    let id: UUID
    let key: ManifestKey
    let version: Int64?
    let contentHash: String
    let time: Timestamp

    init(_ row: DuckDBRow) throws(DuckDBError) {
        seq = try row.value(0)
        id = try row.uuid(1)
        do {
            key = try ManifestKey(symbol: row.text(2), feature: row.text(3))
        } catch {
            // Only keys that were checked were written.
            throw DuckDBError("Corrupt journal: \(error)")
        }
        version = try row.integer(4)
        contentHash = try row.text(5)
        time = Timestamp(microseconds: try row.value(6))
    }

    init(_ row: JournalRow, key: ManifestKey, time: Timestamp) {
        seq = row.seq
        id = row.id
        self.key = key
        version = row.version
        contentHash = row.contentHash
        self.time = time
    }
}

/// What has to be known of all rows in the journal, in memory, so that taking a row asks no table without an index.
///
/// An id costs 8 bytes: a fingerprint, which is in doubt looked up in the table. So all ids are here, not only those of
/// late, and an index, which DuckDB would load and write in full, is not needed.
final class Ledger: Sendable {
    /// The newest row of a key.
    struct Head: Sendable {
        let seq: Int64
        let contentHash: String
    }

    private struct State {
        var depth = 0
        var quarantined = 0
        var lastSeq: Int64 = 0
        var lastTime = Timestamp(microseconds: 0)
        var heads: [ManifestKey: Head] = [:]
        var versions: [[UInt8]: Int64] = [:]
        var ids: Set<UInt64> = []
    }

    private let state = Lock(State())

    /// How many rows there are.
    var depth: Int { state.withLock { $0.depth } }
    /// How many rows are set aside.
    var quarantined: Int { state.withLock { $0.quarantined } }
    /// The greatest number that a row had.
    var lastSeq: Int64 { state.withLock { $0.lastSeq } }
    /// The latest time that a row had.
    var lastTime: Timestamp { state.withLock { $0.lastTime } }

    /// The key's newest row.
    func head(of key: ManifestKey) -> Head? { state.withLock { $0.heads[key] } }

    /// The symbol's greatest version, 0 where it has none.
    func newestVersion(of symbol: String) -> Int64 { state.withLock { $0.versions[Array(symbol.utf8)] ?? 0 } }

    /// Whether a row has this id, or in rare cases another id with the same fingerprint.
    func mayHold(_ id: UUID) -> Bool { state.withLock { $0.ids.contains(Self.fingerprint(id)) } }

    /// Takes in a row that is in the journal.
    func add(_ row: LedgerEntry) {
        state.withLock { state in
            state.depth += 1
            state.lastSeq = max(state.lastSeq, row.seq)
            state.lastTime = max(state.lastTime, row.time)
            state.ids.insert(Self.fingerprint(row.id))
            if (state.heads[row.key]?.seq ?? 0) < row.seq {
                state.heads[row.key] = Head(seq: row.seq, contentHash: row.contentHash)
            }
            guard let version = row.version else { return }
            let symbol = Array(row.key.symbol.utf8)
            state.versions[symbol] = max(state.versions[symbol] ?? 0, version)
        }
    }

    /// Forgets a row that left the journal. The versions stay.
    func remove(_ row: LedgerEntry) {
        state.withLock { state in
            state.depth -= 1
            state.ids.remove(Self.fingerprint(row.id))
            if state.heads[row.key]?.seq == row.seq { state.heads[row.key] = nil }
        }
    }

    /// Makes a row the key's newest one, after the one that was has gone.
    func setHead(_ row: JournalRow, of key: ManifestKey) {
        state.withLock { $0.heads[key] = Head(seq: row.seq, contentHash: row.contentHash) }
    }

    /// Takes note of numbers that were used by rows that left.
    func used(through seq: Int64) { state.withLock { $0.lastSeq = max($0.lastSeq, seq) } }

    func setQuarantined(_ count: Int) { state.withLock { $0.quarantined = count } }

    private static func fingerprint(_ id: UUID) -> UInt64 {
        withUnsafeBytes(of: id.uuid) {
            $0.loadUnaligned(as: UInt64.self) ^ $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        }
    }
}
