import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The last exemplar of each bucket of a series, or of a counter; nothing until the first one is stored.
///
/// Each is a sequence lock of atomic words: a version, odd while one is being stored, then the fields. Who finds another
/// storing leaves it at that one. Every field is stored releasing and loaded acquiring, so that a reader who met a field
/// of a later exemplar also finds a later version, and says nothing.
///
/// Unchecked, because a pointer is never `Sendable`: this one goes from nil to its only other value once, is freed by
/// the only owner of this struct, and what it points at is touched through atomics alone.
struct ExemplarCells: ~Copyable, @unchecked Sendable {
    private typealias Words = UnsafeMutablePointer<Atomic<UInt64>>

    /// Version, trace in two words, span, value, milliseconds since 1970; a cache line each.
    private static let width = 8
    private let count: Int
    private let words = Atomic<UnsafeMutablePointer<Atomic<UInt64>>?>(nil)

    init(count: Int) { self.count = count }

    deinit { words.load(ordering: .acquiring)?.deallocate() }

    /// Keeps the exemplar of a value recorded now, unless another thread is just keeping one for the same place.
    func store(_ exemplar: Exemplar, value: Double, at index: Int) {
        let cell = allocated() + index * Self.width
        let version = cell[0].load(ordering: .relaxed)
        guard version & 1 == 0,
            cell[0].compareExchange(expected: version, desired: version &+ 1, ordering: .acquiring).exchanged
        else { return }
        cell[1].store(exemplar.high, ordering: .releasing)
        cell[2].store(exemplar.low, ordering: .releasing)
        cell[3].store(exemplar.span, ordering: .releasing)
        cell[4].store(value.bitPattern, ordering: .releasing)
        cell[5].store(millisecondsSince1970(), ordering: .releasing)
        cell[0].store(version &+ 2, ordering: .releasing)
    }

    /// Appends ` # {trace_id="…",span_id="…"} value time` where there is one.
    func write(_ index: Int, to cursor: inout Cursor) {
        guard let words = words.load(ordering: .acquiring) else { return }
        let cell = words + index * Self.width
        let version = cell[0].load(ordering: .acquiring)
        let fields = (1...5).map { cell[$0].load(ordering: .acquiring) }
        guard version > 0, version & 1 == 0, cell[0].load(ordering: .relaxed) == version else { return }
        cursor.copy(" # {trace_id=\"")
        cursor.write(hexadecimal: fields[0])
        cursor.write(hexadecimal: fields[1])
        cursor.copy("\",span_id=\"")
        cursor.write(hexadecimal: fields[2])
        cursor.copy("\"} ")
        cursor.write(Double(bitPattern: fields[3]))
        cursor.write(UInt8(ascii: " "))
        cursor.write(Double(fields[4]) / 1000)
    }

    private func allocated() -> Words {
        if let words = words.load(ordering: .acquiring) { return words }
        let size = count * Self.width
        let fresh = Words.allocate(capacity: size)
        for word in 0..<size { (fresh + word).initialize(to: Atomic(0)) }
        let (exchanged, original) = words.compareExchange(
            expected: nil, desired: fresh, successOrdering: .acquiringAndReleasing, failureOrdering: .acquiring)
        guard !exchanged, let original else { return fresh }
        fresh.deallocate()
        return original
    }

    private func millisecondsSince1970() -> UInt64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return UInt64(clamping: now.tv_sec) &* 1000 &+ UInt64(clamping: now.tv_nsec) / 1_000_000
    }
}
