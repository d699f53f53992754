import Dispatch
import Synchronization

/// Says what a run is at when it takes longer than a person at a terminal waits without wondering.
final class Progress: Sendable {
    private let step = Mutex<String?>(nil)
    private let terminal: Terminal

    /// Each step is told once it has taken `patience`.
    init(_ terminal: Terminal) { self.terminal = terminal }

    /// Begins a step; the one before has ended.
    func begin(_ name: String, patience: DispatchTimeInterval = .seconds(1)) {
        guard terminal.isWatched else { return }
        step.withLock { $0 = name }
        // A queue of its own: the others are busy with the step itself.
        DispatchQueue(label: "progress").asyncAfter(deadline: .now() + patience) { [self] in
            step.withLock { current in
                guard current == name else { return }
                terminal.say("\(name) …\n", isError: true)
            }
        }
    }

    /// Ends the last step.
    func end() { step.withLock { $0 = nil } }
}
