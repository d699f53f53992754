import Foundation
import Synchronization

/// What one row measured: the median of several runs, with the lowest and the highest.
struct Figure {
    let median: Double
    let low: Double
    let high: Double

    init(_ runs: [Double]) {
        let sorted = runs.sorted()
        median = sorted[sorted.count / 2]
        low = sorted.first ?? .nan
        high = sorted.last ?? .nan
    }
}

/// Threads that start together, each measured on its own.
final class Crew: Sendable {
    private let waiting = Atomic<Int>(0)
    private let spent = Atomic<Int>(0)
    private let done = DispatchSemaphore(value: 0)
    private let threads: Int

    init(threads: Int) { self.threads = threads }

    /// Nanoseconds that `body` took, as the mean over the threads.
    func run(_ body: @escaping @Sendable (_ thread: Int) -> Void) -> Double {
        waiting.store(threads, ordering: .sequentiallyConsistent)
        for thread in 0..<threads {
            Thread.detachNewThread { [self] in
                waiting.subtract(1, ordering: .sequentiallyConsistent)
                while waiting.load(ordering: .sequentiallyConsistent) > 0 {}
                let start = nanoseconds(by: CLOCK_THREAD_CPUTIME_ID)
                body(thread)
                spent.add(nanoseconds(by: CLOCK_THREAD_CPUTIME_ID) - start, ordering: .sequentiallyConsistent)
                done.signal()
            }
        }
        for _ in 0..<threads { done.wait() }
        return Double(spent.load(ordering: .sequentiallyConsistent)) / Double(threads)
    }
}

/// Nanoseconds for one of the calls that `body` makes, with as many threads making them at once.
func nanoseconds(
    threads: Int, calls: Int = 5_000_000, runs: Int = 7,
    _ body: @escaping @Sendable (_ thread: Int, _ calls: Int) -> Void
) -> Figure {
    Figure((0..<runs).map { _ in Crew(threads: threads).run { body($0, calls) } / Double(calls) })
}

/// Milliseconds for one call of `body`, after one that is not counted.
func milliseconds(runs: Int = 9, _ body: () throws -> Void) rethrows -> Figure {
    try body()
    return Figure(
        try (0..<runs).map { _ in
            let start = nanoseconds(by: CLOCK_THREAD_CPUTIME_ID)
            try body()
            return Double(nanoseconds(by: CLOCK_THREAD_CPUTIME_ID) - start) / 1e6
        })
}

/// A clock's time. That of the thread counts only while it runs, so that what others on the machine do falls out.
private func nanoseconds(by clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// The times of single calls, each of which includes reading the clock twice.
final class Latencies: Sendable {
    private let times = Mutex<[Int]>([])

    var isDone: Bool { times.withLock { !$0.isEmpty } }

    func take(_ body: () -> Void) {
        var taken: [Int] = []
        taken.reserveCapacity(2_000_000)
        for _ in 0..<2_000_000 {
            let start = nanoseconds(by: CLOCK_MONOTONIC)
            body()
            taken.append(nanoseconds(by: CLOCK_MONOTONIC) - start)
        }
        taken.sort()
        times.withLock { $0 = taken }
    }

    func percentile(_ share: Double) -> Double {
        times.withLock { $0.isEmpty ? .nan : Double($0[Int(Double($0.count - 1) * share)]) }
    }
}
