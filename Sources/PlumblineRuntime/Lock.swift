#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A value behind a POSIX mutex. The runtime takes it only to register, to make or remove series, and to scrape.
///
/// Not `Synchronization.Mutex`, whose futex calls ThreadSanitizer cannot see: it would report every access behind it.
///
/// Unchecked, because pointers are never `Sendable`: both are set once, owned by this struct alone and freed by it, and
/// the value is touched between lock and unlock only.
package struct Lock<Value>: ~Copyable, @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let value: UnsafeMutablePointer<Value>

    package init(_ value: consuming sending Value) {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
        self.value = .allocate(capacity: 1)
        self.value.initialize(to: value)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deinitialize(count: 1).deallocate()
        value.deinitialize(count: 1).deallocate()
    }

    /// Runs `body` with the value while no one else has it. Not to be nested on the same lock.
    package func withLock<Success, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value.pointee)
    }
}
