import CThreadNumber
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Which of several rows of cells a thread records in, so that threads keep out of each other's cache lines.
enum ThreadStripes {
    /// How many rows there are: a power of two, enough for every core up to 16.
    static let count: Int = {
        let cores = max(2, min(16, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
        return 1 << (Int.bitWidth - (cores - 1).leadingZeroBitCount)
    }()

    private static let last = Atomic<UInt>(0)

    /// The calling thread's number, from which its row is taken by `mask`, which is one less than `count`.
    @inline(__always)
    static func row(mask: Int) -> Int {
        let number = plumbline_thread_number().pointee
        return Int(truncatingIfNeeded: number == 0 ? renumber() : number) & mask
    }

    /// Gives the calling thread the next row, as another thread turned out to use the same one.
    @discardableResult
    static func renumber() -> UInt {
        // Never 0, which says that the thread has no number yet.
        let number = last.wrappingAdd(1, ordering: .relaxed).newValue | 1 << (UInt.bitWidth - 1)
        plumbline_thread_number().pointee = number
        return number
    }
}
