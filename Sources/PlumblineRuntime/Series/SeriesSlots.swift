import Synchronization

/// A hash table with open addressing that is read without a lock while one writer at a time adds and removes.
///
/// It does not own its series: their owner keeps each for as long as a reader may still have it (`Readers`).
///
/// Unchecked, because a pointer is never `Sendable`: this one is set once and freed by its object alone, and the slots
/// are touched through atomics. A series is complete before it is stored, releasing, and seen by loads that acquire.
final class SeriesSlots: @unchecked Sendable {
    private let mask: Int
    private let slots: UnsafeMutablePointer<Atomic<Unmanaged<Series>?>>
    /// Series and removed ones; only the writer asks.
    private(set) var used = 0
    /// Whether another one would make look-ups slow, so that a larger table is due.
    var isFull: Bool { used * 2 > mask }

    /// Has room for as many series before it is full.
    init(for count: Int) {
        var capacity = 8
        while capacity < count * 3 { capacity *= 2 }
        mask = capacity - 1
        slots = .allocate(capacity: capacity)
        for index in 0..<capacity { (slots + index).initialize(to: Atomic(nil)) }
    }

    deinit { slots.deallocate() }

    /// The series with the key. At least half of the slots are free, so that every search ends.
    func find(_ key: SeriesKey, hash: UInt64) -> Unmanaged<Series>? {
        var index = start(hash)
        while let series = slots[index].load(ordering: .acquiring) {
            let isFound = series._withUnsafeGuaranteedRef { $0.hash == hash && $0.key == key }
            if isFound { return series }
            index = (index + 1) & mask
        }
        return nil
    }

    /// Adds a series whose key is not there.
    func insert(_ series: Series) {
        var index = start(series.hash)
        while slots[index].load(ordering: .relaxed) != nil { index = (index + 1) & mask }
        slots[index].store(.passUnretained(series), ordering: .releasing)
        used += 1
    }

    /// Puts a series that no key finds in the place of this one, which searches for others still pass.
    func remove(_ series: Series) {
        var index = start(series.hash)
        while let found = slots[index].load(ordering: .relaxed) {
            if found.toOpaque() == Unmanaged.passUnretained(series).toOpaque() {
                return slots[index].store(.passUnretained(Self.removed), ordering: .releasing)
            }
            index = (index + 1) & mask
        }
    }

    private func start(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 7) & mask }

    /// No key has a negative combination.
    private static let removed = SeriesKey.with(-1, []) { key in
        Series(key, hash: 0, labels: "", handle: Counter())
    }
}
