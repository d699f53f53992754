import NIOCore

/// When a connection is to be closed; one scheduled task serves all the deadlines that follow each other, as a request a
/// tenth of a millisecond long should not pay for two.
struct Deadline {
    private final class State {
        var end: NIODeadline?
        var onEnd: () -> Void = {}
        var task: Scheduled<Void>?
        var taskTime: NIODeadline = .distantFuture
    }

    private let state = State()

    /// Closes the channel after `pause`, in place of any earlier deadline. To be called on the channel's event loop.
    func set(in pause: TimeAmount, on channel: any Channel, onEnd: @escaping () -> Void = {}) {
        let end = NIODeadline.now() + pause
        state.end = end
        state.onEnd = onEnd
        if state.task == nil || end < state.taskTime { schedule(at: end, on: channel) }
    }

    /// Takes the deadline back.
    func clear() {
        state.end = nil
        state.onEnd = {}
    }

    private func schedule(at time: NIODeadline, on channel: any Channel) {
        state.task?.cancel()
        state.taskTime = time
        state.task = channel.eventLoop.assumeIsolated().scheduleTask(deadline: time) {
            state.task = nil
            guard let end = state.end else { return }
            guard end <= .now() else { return schedule(at: end, on: channel) }
            state.onEnd()
            channel.close(promise: nil)
        }
    }
}
