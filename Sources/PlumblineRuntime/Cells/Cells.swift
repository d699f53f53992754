public import Synchronization

/// The atomic words of one series: one row of them and, once threads got in each other's way, a row for each of several
/// threads. The series' value is the sum over the rows, word by word.
///
/// A thread finds out that it is not alone when its compare and exchange fails. If rows were reserved it spreads over
/// them at once; otherwise the next scrape makes them: recording itself never allocates.
///
/// Unchecked, because pointers are never `Sendable`: `row` is set once and freed by the only owner of this struct,
/// `spread` goes from nil to its only other value once, and the words behind both are touched through atomics alone.
@usableFromInline
struct Cells: ~Copyable, @unchecked Sendable {
    @usableFromInline typealias Row = UnsafeMutablePointer<Atomic<UInt64>>

    private let width: Int32
    /// One less than the number of rows, kept here because a global would be asked for its initialisation every time.
    private let mask = Int32(ThreadStripes.count - 1)
    private let hasReserve: Bool
    @usableFromInline let row: Row
    /// The rows of the threads; nil until they are needed.
    @usableFromInline let spread = Atomic<Row?>(nil)
    private let isCrowded = Atomic<Bool>(false)

    /// Makes `width` words at 0, with rows for several threads in reserve or without.
    init(width: Int, reserve: Bool) {
        self.width = Int32(clamping: width)
        hasReserve = reserve
        row = Self.zeroed(rows: reserve ? ThreadStripes.count : 1, width: width)
    }

    deinit {
        if let rows = spread.load(ordering: .acquiring), rows != row { rows.deallocate() }
        row.deallocate()
    }

    /// The calling thread's row.
    @inlinable
    func own() -> Row {
        guard let rows = spread.load(ordering: .acquiring) else { return row }
        return spreadRow(rows)
    }

    /// Adds to a word of the calling thread's row; wraps at 2⁶⁴.
    @inlinable
    func add(_ amount: UInt64, to word: Int) {
        let cell = own() + word
        let current = cell.pointee.load(ordering: .relaxed)
        let (exchanged, _) = cell.pointee.compareExchange(
            expected: current, desired: current &+ amount, ordering: .relaxed)
        if exchanged { return }
        cell.pointee.wrappingAdd(amount, ordering: .relaxed)
        crowded()
    }

    /// Adds to a word that holds the bits of a `Double`. What the thread recorded before is seen by whoever loads the
    /// sum with `acquiring`.
    @inlinable
    func add(_ amount: Double, toSum word: Int, in row: Row) {
        let cell = row + word
        var current = cell.pointee.load(ordering: .relaxed)
        var isAlone = true
        while true {
            let (exchanged, original) = cell.pointee.compareExchange(
                expected: current, desired: (Double(bitPattern: current) + amount).bitPattern,
                successOrdering: .releasing, failureOrdering: .relaxed)
            if exchanged { break }
            current = original
            isAlone = false
        }
        if !isAlone { crowded() }
    }

    /// Another thread recorded at the same time: spreads the series, or moves the thread to another row.
    @usableFromInline
    func crowded() {
        if spread.load(ordering: .relaxed) != nil {
            ThreadStripes.renumber()
        } else if hasReserve {
            spread.store(row, ordering: .releasing)
        } else {
            isCrowded.store(true, ordering: .relaxed)
        }
    }

    @usableFromInline
    func spreadRow(_ rows: Row) -> Row { rows + ThreadStripes.row(mask: Int(mask)) &* Self.stride(Int(width)) }

    /// Makes rows where threads asked for them; called by scrapes.
    func spreadIfCrowded() {
        guard isCrowded.load(ordering: .relaxed), spread.load(ordering: .relaxed) == nil else { return }
        let rows = Self.zeroed(rows: ThreadStripes.count, width: Int(width))
        let (isFirst, _) = spread.compareExchange(expected: nil, desired: rows, ordering: .releasing)
        if !isFirst { rows.deallocate() }
    }

    /// All rows that hold a part of the value.
    func forEachRow(_ body: (Row) -> Void) {
        let rows = spread.load(ordering: .acquiring)
        if rows != row { body(row) }
        guard let rows else { return }
        for index in 0..<ThreadStripes.count { body(rows + index * Self.stride(Int(width))) }
    }

    /// Words from one row to the next: whole cache lines, so that no two threads share one.
    private static func stride(_ width: Int) -> Int { (width &+ 7) & ~7 }

    private static func zeroed(rows: Int, width: Int) -> Row {
        let words = rows == 1 ? width : rows * stride(width)
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: words * 8, alignment: rows == 1 ? 8 : 64)
        let row = bytes.bindMemory(to: Atomic<UInt64>.self, capacity: words)
        for word in 0..<words { (row + word).initialize(to: Atomic(0)) }
        return row
    }
}
