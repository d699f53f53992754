import Foundation

/// A row that someone wants to have in the journal, and waits for.
struct JournalEntry: Sendable {
    let id: UUID
    let key: ManifestKey
    /// The version that it has to get; nil leaves that to whoever assigns versions.
    let version: Int64?
    let content: String
    let waiter: Waiter<JournalInsertion>
}

/// What an append came to.
struct JournalInsertion: Sendable, Hashable {
    let row: JournalRow
    /// False when the row was there already, and is given again.
    let isNew: Bool
}

/// A row that is not in the tables yet.
struct NewJournalRow {
    let row: JournalRow
    let key: ManifestKey
    /// The time of its creation, as the table has it.
    let time: Timestamp
}

/// The rows that one transaction is to write. What is decided about an entry takes those before it into account, though
/// none of them is in the tables yet.
struct JournalBatch {
    typealias Decision = Result<JournalInsertion, JournalError>

    let ledger: Ledger
    let tables: JournalTables
    let assignsVersions: Bool
    private(set) var rows: [NewJournalRow] = []
    private var byID: [UUID: JournalRow] = [:]
    private var byKey: [ManifestKey: JournalRow] = [:]
    private var bySymbol: [[UInt8]: [JournalRow]] = [:]

    init(ledger: Ledger, tables: JournalTables, assignsVersions: Bool) {
        self.ledger = ledger
        self.tables = tables
        self.assignsVersions = assignsVersions
    }

    /// Decides what becomes of an entry: a new row, one that is there already, or a conflict.
    mutating func take(_ entry: JournalEntry, contentHash: String) throws(DuckDBError) -> Decision {
        if let stored = try row(id: entry.id) {
            let isSame = stored.isOf(entry.key) && stored.contentHash == contentHash
            guard isSame, entry.version == nil || entry.version == stored.version else {
                return .failure(.conflict("the id \(entry.id) is already that of another row; give each row its own"))
            }
            return .success(JournalInsertion(row: stored, isNew: false))
        }
        if let version = entry.version, version < 1 {
            return .failure(.conflict("version \(version) is not possible; versions count from 1"))
        }
        guard assignsVersions else { return insert(entry, version: entry.version, contentHash) }
        guard let version = entry.version else { return try insertNext(entry, contentHash) }
        return try insert(entry, at: version, contentHash)
    }

    /// The next version, unless the newest row of the key has the same content.
    private mutating func insertNext(_ entry: JournalEntry, _ contentHash: String) throws(DuckDBError) -> Decision {
        if let newest = byKey[entry.key] {
            if newest.contentHash == contentHash { return .success(JournalInsertion(row: newest, isNew: false)) }
        } else if let head = ledger.head(of: entry.key), head.contentHash == contentHash {
            guard let row = try tables.row(seq: head.seq) else {
                throw DuckDBError("the journal has no row \(head.seq) any more")
            }
            return .success(JournalInsertion(row: row, isNew: false))
        }
        return insert(entry, version: newestVersion(of: entry.key.symbol) + 1, contentHash)
    }

    /// A version that was asked for: the next one, or one that is there with the same content.
    private mutating func insert(
        _ entry: JournalEntry, at version: Int64, _ contentHash: String
    ) throws(DuckDBError) -> Decision {
        let newest = newestVersion(of: entry.key.symbol)
        if version == newest + 1 { return insert(entry, version: version, contentHash) }
        guard version <= newest else {
            return .failure(
                .conflict("version \(version) would leave a gap; the symbol's next version is \(newest + 1)"))
        }
        guard let stored = try row(symbol: entry.key.symbol, version: version), stored.isOf(entry.key),
            stored.contentHash == contentHash
        else {
            return .failure(
                .conflict("version \(version) of the symbol has another content; its next version is \(newest + 1)"))
        }
        return .success(JournalInsertion(row: stored, isNew: false))
    }

    private mutating func insert(_ entry: JournalEntry, version: Int64?, _ contentHash: String) -> Decision {
        // Never before an earlier row's, whatever the clock does.
        let time = max(Timestamp.now, rows.last?.time ?? ledger.lastTime)
        let row = JournalRow(
            seq: ledger.lastSeq + Int64(rows.count) + 1, id: entry.id, key: entry.key, version: version,
            content: entry.content, contentHash: contentHash, createdAt: time)
        rows.append(NewJournalRow(row: row, key: entry.key, time: time))
        byID[row.id] = row
        byKey[entry.key] = row
        bySymbol[Array(entry.key.symbol.utf8), default: []].append(row)
        return .success(JournalInsertion(row: row, isNew: true))
    }

    private func row(id: UUID) throws(DuckDBError) -> JournalRow? {
        if let row = byID[id] { return row }
        return ledger.mayHold(id) ? try tables.row(id: id) : nil
    }

    private func row(symbol: String, version: Int64) throws(DuckDBError) -> JournalRow? {
        if let row = bySymbol[Array(symbol.utf8)]?.first(where: { $0.version == version }) { return row }
        return try tables.row(symbol: symbol, version: version)
    }

    private func newestVersion(of symbol: String) -> Int64 {
        bySymbol[Array(symbol.utf8)]?.last?.version ?? ledger.newestVersion(of: symbol)
    }
}

extension JournalRow {
    fileprivate func isOf(_ key: ManifestKey) -> Bool {
        symbol.utf8.elementsEqual(key.symbol.utf8) && feature.utf8.elementsEqual(key.feature.utf8)
    }
}
