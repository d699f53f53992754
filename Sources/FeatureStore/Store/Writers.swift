/// Where writes go, and how many are on the way to the journal: what makes it possible to hold all writers for the moment
/// in which the last rows leave it.
actor Writers {
    /// Where the service is between PostgreSQL and its fallback.
    enum Phase: Sendable {
        /// PostgreSQL takes the writes, and the journal is empty.
        case primary
        /// The journal takes the writes: PostgreSQL is away, or not known to be back.
        case fallback
        /// The journal takes the writes, and PostgreSQL the journal's rows.
        case replaying
        /// Writers wait while the last rows go to PostgreSQL.
        case switching
    }

    enum Route: Sendable { case postgreSQL, journal }

    private(set) var phase: Phase
    /// Something comes out of it each time that the journal begins to take the writes.
    nonisolated let fallbacks: AsyncStream<Void>
    private let begin: AsyncStream<Void>.Continuation
    private var appending = 0
    private var held: [CheckedContinuation<Void, Never>] = []
    private var switcher: CheckedContinuation<Void, Never>?

    /// - Parameter phase: ``Phase/fallback`` where the journal has rows from an earlier run: they come first.
    init(_ phase: Phase) {
        self.phase = phase
        (fallbacks, begin) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        if phase == .fallback { begin.yield() }
    }

    /// Where the next write goes; waits while a switch is under way. After ``Route/journal``, call ``appended()``.
    func route() async -> Route {
        await switchIsOver()
        guard phase != .primary else { return .postgreSQL }
        appending += 1
        return .journal
    }

    /// Sends a write to the journal that PostgreSQL did not take, and all that follow. Call ``appended()`` after it.
    ///
    /// - Returns: whether it was the first.
    func fallBack() async -> Bool {
        await switchIsOver()
        appending += 1
        guard phase == .primary else { return false }
        phase = .fallback
        begin.yield()
        return true
    }

    /// Tells that the journal has answered.
    func appended() {
        appending -= 1
        guard appending == 0 else { return }
        switcher?.resume()
        switcher = nil
    }

    /// Tells whether the journal's rows are on their way to PostgreSQL. The journal takes the writes all the same.
    func replay(_ isUnderWay: Bool) {
        if phase != .primary { phase = isUnderWay ? .replaying : .fallback }
    }

    /// Holds whoever wants to write, and returns once nobody writes to the journal any more. Ends with ``release(_:)``.
    func hold() async {
        phase = .switching
        if appending > 0 { await withCheckedContinuation { switcher = $0 } }
    }

    /// Lets the held writers go on.
    func release(_ phase: Phase) {
        self.phase = phase
        for writer in held { writer.resume() }
        held = []
    }

    private func switchIsOver() async {
        while phase == .switching { await withCheckedContinuation { held.append($0) } }
    }
}
