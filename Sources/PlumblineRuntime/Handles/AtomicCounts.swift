import Synchronization

/// A fixed number of counts, each atomic on its own.
///
/// Unchecked, because a pointer is never `Sendable`: this one is set once, never leaves the struct, whose only owner
/// frees it, and what it points at is touched through atomics alone.
struct AtomicCounts: ~Copyable, @unchecked Sendable {
    private let counts: UnsafeMutableBufferPointer<Atomic<UInt64>>

    init(count: Int) {
        counts = .allocate(capacity: count)
        for index in 0..<count { counts.initializeElement(at: index, to: Atomic(0)) }
    }

    deinit {
        counts.deinitialize().deallocate()
    }

    /// Adds 1; wraps at 2⁶⁴.
    func increment(_ index: Int) {
        counts[index].wrappingAdd(1, ordering: .relaxed)
    }

    subscript(index: Int) -> UInt64 { counts[index].load(ordering: .relaxed) }
}
