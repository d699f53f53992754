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
                let start = processorTime()
                body(thread)
                spent.add(processorTime() - start, ordering: .sequentiallyConsistent)
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
            let start = processorTime()
            try body()
            return Double(processorTime() - start) / 1e6
        })
}

/// Nanoseconds that the calling thread spent running: what others on the machine do falls out.
private func processorTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}
