import Synchronization
import Testing

@testable import PlumblineTool

/// F13: what takes long is told, and nothing else.
struct ProgressTests {
    @Test func onlyTheSlowStepIsTold() {
        let clock = ManualClock()
        let said = Mutex("")
        let terminal = Terminal(isWatched: true) { text, _ in said.withLock { $0 += text } }
        let progress = Progress(terminal, timer: clock.wait)
        progress.begin("quick")
        clock.advance(by: Progress.patience / 2)
        progress.begin("slow")
        clock.advance(by: Progress.patience)
        #expect(said.withLock { $0 } == "slow …\n")
        progress.begin("last")
        progress.end()
        clock.advance(by: Progress.patience)
        #expect(said.withLock { $0 } == "slow …\n")
    }

    @Test func nothingIsToldWhereNobodyWatches() {
        let clock = ManualClock()
        let said = Mutex("")
        Progress(Terminal { text, _ in said.withLock { $0 += text } }, timer: clock.wait).begin("unwatched")
        clock.advance(by: Progress.patience)
        #expect(said.withLock { $0 } == "")
    }
}

/// Time passes when the test says so.
private final class ManualClock: Sendable {
    private struct Waiting {
        let due: Duration
        let action: @Sendable () -> Void
    }

    private let state = Mutex((now: Duration.zero, waiting: [Waiting]()))

    @Sendable func wait(_ time: Duration, _ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.waiting.append(Waiting(due: $0.now + time, action: action)) }
    }

    func advance(by time: Duration) {
        let due = state.withLock { state in
            state.now += time
            let due = state.waiting.filter { $0.due <= state.now }
            state.waiting.removeAll { $0.due <= state.now }
            return due
        }
        for waiting in due { waiting.action() }
    }
}
