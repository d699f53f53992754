import PlumblineRuntime

/// A value that is asked for elsewhere, and kept for a few seconds: however many want it meanwhile, it is asked for once,
/// and those who come while it is being asked for wait for the same answer. A failure is kept like a value.
final class Refreshed<Value: Sendable>: Sendable {
    typealias Outcome = Result<Value, any Error>

    private struct State {
        var outcome: Outcome?
        var time: ContinuousClock.Instant = .now
        var asking: Task<Outcome, Never>?
    }

    private let lifetime: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let ask: @Sendable () async throws -> Value
    private let state = Lock(State())

    init(
        for lifetime: Duration = .seconds(5), now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        _ ask: @escaping @Sendable () async throws -> Value
    ) {
        self.lifetime = lifetime
        self.now = now
        self.ask = ask
    }

    /// The value, no older than the lifetime, or why there is none.
    var value: Outcome {
        get async {
            let task: Task<Outcome, Never>? = state.withLock { state in
                if state.outcome != nil, state.time.duration(to: now()) < lifetime { return nil }
                if let asking = state.asking { return asking }
                let task = Task { await self.refresh() }
                state.asking = task
                return task
            }
            if let task { return await task.value }
            return state.withLock { $0.outcome } ?? .failure(CancellationError())
        }
    }

    private func refresh() async -> Outcome {
        let outcome: Outcome
        do { outcome = .success(try await ask()) } catch { outcome = .failure(error) }
        state.withLock { state in
            state.outcome = outcome
            state.time = now()
            state.asking = nil
        }
        return outcome
    }
}
