import HeapModule

/// What is to be done at which time.
struct Timers {
    /// By which a timer can be taken back.
    struct Token: Hashable, Sendable { fileprivate let number: UInt64 }

    private struct Entry: Comparable {
        let time: ContinuousClock.Instant
        let token: Token

        static func < (left: Self, right: Self) -> Bool { left.time < right.time }
    }

    private var entries = Heap<Entry>()
    private var actions: [Token: @PostgreSQLThread () -> Void] = [:]
    private var number: UInt64 = 0

    /// When the next one is due; it may be one that was taken back.
    var next: ContinuousClock.Instant? { entries.min?.time }

    mutating func add(at time: ContinuousClock.Instant, _ action: @escaping @PostgreSQLThread () -> Void) -> Token {
        number += 1
        let token = Token(number: number)
        entries.insert(Entry(time: time, token: token))
        actions[token] = action
        return token
    }

    mutating func remove(_ token: Token) {
        actions[token] = nil
        // Most timers are deadlines that are met, so what is left of them would soon be most of the heap.
        guard entries.count > 2 * actions.count + 64 else { return }
        entries = Heap(entries.unordered.filter { actions[$0.token] != nil })
    }

    /// Takes out the actions of those that are due, the earliest first.
    mutating func removeDue(at now: ContinuousClock.Instant) -> [@PostgreSQLThread () -> Void] {
        var due: [@PostgreSQLThread () -> Void] = []
        while let first = entries.min, first.time <= now {
            entries.removeMin()
            if let action = actions.removeValue(forKey: first.token) { due.append(action) }
        }
        return due
    }
}
