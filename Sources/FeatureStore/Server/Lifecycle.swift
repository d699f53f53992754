import FeatureStoreMetrics
import Logging
import PlumblineRuntime
import ServiceLifecycle
import Synchronization

/// Where the service is in its life. What is read at every answer is one atomic load.
final class Lifecycle: Sendable {
    /// The stages, in order; none is gone back to.
    enum Phase: Int, Sendable, Comparable {
        case starting
        case serving
        /// Shutting down: no longer ready, and every answer ends its connection, so that clients go elsewhere before
        /// the listener closes.
        case draining

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    private let stage = Atomic<Int>(Phase.starting.rawValue)

    var phase: Phase { Phase(rawValue: stage.load(ordering: .relaxed)) ?? .draining }
    var isDraining: Bool { phase == .draining }

    /// Goes on to a later phase; an earlier one is ignored.
    func advance(to phase: Phase) { _ = stage.max(phase.rawValue, ordering: .relaxed) }
}

/// The first to hear of a shutdown, as the last in the group: lets the world know before the listener closes.
struct Drain: Service {
    let lifecycle: Lifecycle
    /// How long the service goes on taking requests after it said that it is going.
    let delay: Duration
    let logger: Logger

    /// Waits for the shutdown, says that the service is going, and gives those who ask whether it is ready `delay` to
    /// learn of it.
    func run() async throws {
        try? await gracefulShutdown()
        lifecycle.advance(to: .draining)
        logger.info("draining: not ready any more, the listener closes after \(delay)")
        try? await Task.sleep(for: delay)
    }
}

/// Waits for all listeners to be up, upon which the service serves.
final class Listening: Sendable {
    private let lifecycle: Lifecycle
    private let hasAdmin: Bool
    private let onListening: @Sendable (FeatureStoreServer.Ports) -> Void
    private let ports = Lock<[Listener: Int]>([:])

    init(
        lifecycle: Lifecycle, hasAdmin: Bool, onListening: @escaping @Sendable (FeatureStoreServer.Ports) -> Void
    ) {
        self.lifecycle = lifecycle
        self.hasAdmin = hasAdmin
        self.onListening = onListening
    }

    /// Takes note that a listener has its port.
    func isUp(_ listener: Listener, _ port: Int) {
        let ports = ports.withLock { ports in
            ports[listener] = port
            return ports
        }
        guard let main = ports[.main], !hasAdmin || ports[.admin] != nil else { return }
        lifecycle.advance(to: .serving)
        onListening(FeatureStoreServer.Ports(main: main, admin: ports[.admin]))
    }
}
