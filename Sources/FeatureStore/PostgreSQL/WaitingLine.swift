/// Those who wait for something, first come first served.
struct WaitingLine<Item: Sendable>: Sendable {
    private typealias Waiter = (ticket: UInt64, continuation: CheckedContinuation<Item, any Error>)

    private var waiters: [Waiter] = []
    private var nextTicket: UInt64 = 0

    var count: Int { waiters.count }

    /// Reserves a number, by which a waiter can leave the line again.
    mutating func takeTicket() -> UInt64 {
        defer { nextTicket += 1 }
        return nextTicket
    }

    /// Joins the end of the line.
    mutating func join(_ ticket: UInt64, _ continuation: CheckedContinuation<Item, any Error>) {
        waiters.append((ticket, continuation))
    }

    /// Takes the first out of the line.
    mutating func next() -> CheckedContinuation<Item, any Error>? {
        waiters.isEmpty ? nil : waiters.removeFirst().continuation
    }

    /// Takes one out of the line, nil when it has left already.
    mutating func leave(_ ticket: UInt64) -> CheckedContinuation<Item, any Error>? {
        guard let index = waiters.firstIndex(where: { $0.ticket == ticket }) else { return nil }
        return waiters.remove(at: index).continuation
    }

    /// Empties the line.
    mutating func removeAll() -> [CheckedContinuation<Item, any Error>] {
        defer { waiters = [] }
        return waiters.map(\.continuation)
    }
}
