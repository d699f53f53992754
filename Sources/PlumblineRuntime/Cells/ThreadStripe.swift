import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Which of several rows of cells a thread records in, so that threads keep out of each other's cache lines.
enum ThreadStripe {
    /// How many rows there are: a power of two, enough for every core up to 16.
    static let count: Int = {
        let cores = max(2, min(16, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
        return 1 << (Int.bitWidth - (cores - 1).leadingZeroBitCount)
    }()

    /// Where each thread keeps its number. Were no key left, every thread would read nil and take a new number each
    /// time: slower, as correct.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        return pthread_key_create(&key, nil) == 0 ? key : .max
    }()

    private static let last = Atomic<Int>(0)

    /// The calling thread's row: 0 ..< count.
    static var index: Int {
        let number = Int(bitPattern: pthread_getspecific(key))
        return (number == 0 ? renumber() : number) & (count - 1)
    }

    /// Gives the calling thread the next row, as another thread turned out to use the same one.
    @discardableResult
    static func renumber() -> Int {
        let (_, number) = last.wrappingAdd(1, ordering: .relaxed)
        // Never 0, which says that the thread has no number yet.
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: number | (1 << (Int.bitWidth - 2))))
        return number
    }
}
