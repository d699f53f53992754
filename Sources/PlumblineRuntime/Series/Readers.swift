import Synchronization

/// Tells when memory that readers without a lock might still use may be freed.
///
/// A reader is counted, in the place of its thread, from before it looks to after its last use. What was made
/// unreachable may be freed once every place has been seen without readers: those that come later do not find it. All
/// counts are read and written by atomic operations that acquire and release, reads too, so that each place has one
/// order of events: a reader counted after the look at its place sees what was done before that look, and of one that
/// had left before it, all uses are over.
///
/// Unchecked, because a pointer is never `Sendable`: this one is set once and freed by its object alone, and what it
/// points at is touched through atomics.
final class Readers: @unchecked Sendable {
    /// One count to a cache line.
    private static let stride = 8
    private let mask = ThreadStripes.count - 1
    private let counts: UnsafeMutablePointer<Atomic<UInt64>>

    init() {
        let count = ThreadStripes.count * Self.stride
        counts = UnsafeMutableRawPointer.allocate(byteCount: count * 8, alignment: 64)
            .bindMemory(to: Atomic<UInt64>.self, capacity: count)
        for index in 0..<count { (counts + index).initialize(to: Atomic(0)) }
    }

    deinit { counts.deallocate() }

    /// Counts a reader; to be handed to `leave`.
    func enter() -> Int {
        let place = ThreadStripes.row(mask: mask) &* Self.stride
        counts[place].wrappingAdd(1, ordering: .acquiring)
        return place
    }

    func leave(_ place: Int) {
        counts[place].wrappingSubtract(1, ordering: .releasing)
    }

    /// Whether all who read when it was called have left. It does not wait long: one that holds up is asked again later.
    func haveLeft() -> Bool {
        (0..<ThreadStripes.count).allSatisfy { place in
            (0..<1000).contains { _ in
                counts[place * Self.stride].wrappingAdd(0, ordering: .acquiringAndReleasing).newValue == 0
            }
        }
    }
}
