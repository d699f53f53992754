import Dispatch
import Synchronization

/// Says what a run is at when it takes longer than a person at a terminal waits without wondering.
final class Progress: Sendable {
    /// Does something after a time.
    typealias Timer = @Sendable (_ time: Duration, _ action: @escaping @Sendable () -> Void) -> Void

    /// A step that takes longer is told.
    static let patience = Duration.seconds(1)

    private let step = Mutex<String?>(nil)
    private let terminal: Terminal
    private let timer: Timer

    init(_ terminal: Terminal, timer: @escaping Timer = afterwards) {
        self.terminal = terminal
        self.timer = timer
    }

    /// Begins a step; the one before has ended.
    func begin(_ name: String) {
        guard terminal.isWatched else { return }
        step.withLock { $0 = name }
        timer(Self.patience) { [self] in
            step.withLock { current in
                guard current == name else { return }
                terminal.say("\(name) …\n", isError: true)
            }
        }
    }

    /// Ends the last step.
    func end() { step.withLock { $0 = nil } }
}

/// On a queue of its own: the others are busy with the step itself.
@Sendable private func afterwards(_ time: Duration, _ action: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "progress").asyncAfter(deadline: .now() + time / .seconds(1), execute: action)
}
