import PlumblineRuntime

/// One caller's wait for an answer that comes from another thread, or does not come in time.
final class Waiter<Success: Sendable>: Sendable {
    typealias Answer = Result<Success, JournalError>

    private enum State {
        case new
        case waiting(CheckedContinuation<Answer, Never>)
        /// Its work has begun: it cannot be taken back any more.
        case taken(CheckedContinuation<Answer, Never>)
        case finished
        /// Given up before the wait began.
        case givenUp(Answer)
    }

    private let state = Lock(State.new)
    private let isWrite: Bool

    /// - Parameter isWrite: whether the work changes something, so that it matters whether it had begun.
    init(isWrite: Bool) { self.isWrite = isWrite }

    /// Waits for the answer to what `start` sets going, at most until the deadline or the task's cancellation. Work that
    /// has begun by then goes on, and what came of it is unknown to the caller.
    func wait(
        until deadline: ContinuousClock.Instant, _ start: () -> Void
    ) async throws(JournalError) -> Success {
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard begin(continuation) else { return }
                start()
                Deadlines.shared.schedule(at: deadline) { [self] in
                    giveUp(.unavailable("there was no answer before the deadline"), "the deadline passed")
                }
            }
        } onCancel: {
            giveUp(.cancelled, "the caller was cancelled")
        }
        return try answer.get()
    }

    /// Begins the work. False when nobody waits for it any more: it must not be done.
    func take() -> Bool {
        state.withLock { state in
            guard case .waiting(let continuation) = state else { return false }
            state = .taken(continuation)
            return true
        }
    }

    /// Ends the wait.
    func finish(_ answer: Answer) {
        switch state.withLock({ swap(&$0, .finished) }) {
        case .waiting(let continuation), .taken(let continuation): continuation.resume(returning: answer)
        case .new, .finished, .givenUp: break
        }
    }

    private func begin(_ continuation: CheckedContinuation<Answer, Never>) -> Bool {
        let answer: Answer? = state.withLock { state in
            if case .givenUp(let answer) = state { return answer }
            state = .waiting(continuation)
            return nil
        }
        if let answer { continuation.resume(returning: answer) }
        return answer == nil
    }

    private func giveUp(_ error: JournalError, _ reason: String) {
        let (continuation, answer): (CheckedContinuation<Answer, Never>?, Answer) = state.withLock { state in
            switch state {
            case .new:
                state = .givenUp(.failure(error))
                return (nil, .failure(error))
            case .waiting(let continuation):
                state = .finished
                return (continuation, .failure(error))
            case .taken(let continuation):
                state = .finished
                return (continuation, .failure(isWrite ? .outcomeUnknown("\(reason) while it was written") : error))
            case .finished, .givenUp:
                return (nil, .failure(error))
            }
        }
        continuation?.resume(returning: answer)
    }

    private func swap(_ state: inout State, _ new: State) -> State {
        defer { state = new }
        return state
    }
}
