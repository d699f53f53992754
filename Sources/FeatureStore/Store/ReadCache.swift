import FeatureStoreMetrics
import PlumblineRuntime

/// The newest rows that were read lately, so that reading them again takes no round trip.
///
/// It is bounded by the number of rows and by their bytes; over either, the row that was used longest ago goes. A row is
/// served for at most `timeToLive`: so long may an insert by another instance go unseen. An insert by this one is seen
/// at once.
final class ReadCache: Sendable {
    /// What a look-up came to.
    enum Lookup: Sendable {
        case hit(ManifestRow)
        /// Why there is no row, and the ticket with which to ``fill(_:with:ticket:)`` it in after reading it.
        case miss(MissReason, ticket: UInt64)
    }

    private final class Entry: Sendable {
        let row: ManifestRow
        let expires: ContinuousClock.Instant

        init(row: ManifestRow, expires: ContinuousClock.Instant) {
            self.row = row
            self.expires = expires
        }
    }

    private struct State {
        var rows = RecencyList<ManifestKey, Entry>()
        var bytes = 0
        /// Why rows that were here are not any more, as many as there may be rows.
        var gone = RecencyList<ManifestKey, MissReason>()
        /// The newest reader of each key that is being read. A reader whose ticket is not here any more was overtaken
        /// by an insert: its row may be the one from before.
        var readers: [ManifestKey: UInt64] = [:]
        var nextTicket: UInt64 = 0
    }

    private let state = Lock(State())
    private let capacity: Int
    private let byteLimit: Int
    private let timeToLive: Duration
    private let now: @Sendable () -> ContinuousClock.Instant

    init(
        capacity: Int, byteLimit: Int, timeToLive: Duration,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.capacity = capacity
        self.byteLimit = byteLimit
        self.timeToLive = timeToLive
        self.now = now
    }

    /// The key's newest row. After a miss, call ``fill(_:with:ticket:)`` or ``giveUp(_:ticket:)``.
    func lookUp(_ key: ManifestKey) -> Lookup {
        state.withLock { state in
            let entry = state.rows.use(key)
            if let entry, entry.expires > now() { return .hit(entry.row) }
            if entry != nil { remove(key, because: .expired, from: &state) }
            defer { state.nextTicket += 1 }
            state.readers[key] = state.nextTicket
            return .miss(state.gone.peek(key) ?? .cold, ticket: state.nextTicket)
        }
    }

    /// Keeps a row that was read after a miss, unless an insert overtook the reading, or it waits for its version.
    func fill(_ key: ManifestKey, with row: ManifestRow, ticket: UInt64) {
        state.withLock { state in
            guard state.readers[key] == ticket else { return }
            state.readers[key] = nil
            if row.version != nil { insert(row, for: key, into: &state) }
        }
    }

    /// Ends a reading that found no row or failed.
    func giveUp(_ key: ManifestKey, ticket: UInt64) {
        state.withLock { state in
            if state.readers[key] == ticket { state.readers[key] = nil }
        }
    }

    /// Takes note of a row that was inserted: it replaces an older one here. Where there is none it is not kept, as
    /// what is written is not always read. A row that waits for its version only takes the older one's place away.
    func inserted(_ row: ManifestRow, for key: ManifestKey) {
        guard let version = row.version else { return invalidate(key) }
        state.withLock { state in
            state.readers[key] = nil
            guard let present = state.rows.peek(key), present.row.version ?? 0 <= version else { return }
            insert(row, for: key, into: &state)
        }
    }

    /// Forgets a row that is not the newest any more, or may not be.
    func invalidate(_ key: ManifestKey) {
        state.withLock { state in
            state.readers[key] = nil
            remove(key, because: .invalidated, from: &state)
        }
    }

    private func insert(_ row: ManifestRow, for key: ManifestKey, into state: inout State) {
        remove(key, because: .invalidated, from: &state)
        state.gone.remove(key)
        state.rows.insert(Entry(row: row, expires: now() + timeToLive), for: key)
        state.bytes += Self.size(of: row)
        while state.rows.count > capacity || state.bytes > byteLimit, let (key, entry) = state.rows.removeOldest() {
            state.bytes -= Self.size(of: entry.row)
            note(key, .evicted, in: &state)
        }
    }

    private func remove(_ key: ManifestKey, because reason: MissReason, from state: inout State) {
        guard let entry = state.rows.remove(key) else { return }
        state.bytes -= Self.size(of: entry.row)
        note(key, reason, in: &state)
    }

    private func note(_ key: ManifestKey, _ reason: MissReason, in state: inout State) {
        state.gone.insert(reason, for: key)
        if state.gone.count > capacity { _ = state.gone.removeOldest() }
    }

    /// The bytes of a row's texts; names are held twice, by the row and its key.
    private static func size(of row: ManifestRow) -> Int {
        row.content.utf8.count + 2 * (row.symbol.utf8.count + row.feature.utf8.count)
    }
}
