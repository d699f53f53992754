import Dispatch
import PlumblineRuntime

/// Runs actions soon after their deadlines. They are gathered by ticks of 5 ms, a timer each, because nearly all of them
/// are for something that was done long before.
final class Deadlines: Sendable {
    static let shared = Deadlines()
    private static let tick: UInt64 = 5_000_000

    private let actions = Lock<[UInt64: [@Sendable () -> Void]]>([:])

    func schedule(at deadline: ContinuousClock.Instant, _ action: @escaping @Sendable () -> Void) {
        let pause = max(.zero, ContinuousClock.now.duration(to: deadline)) / .nanoseconds(1)
        let time = DispatchTime.now().uptimeNanoseconds + UInt64(min(pause, 1e18))
        let tick = time / Self.tick + 1
        let isFirst = actions.withLock { actions in
            actions[tick, default: []].append(action)
            return actions[tick]?.count == 1
        }
        guard isFirst else { return }
        DispatchQueue.global().asyncAfter(deadline: DispatchTime(uptimeNanoseconds: tick * Self.tick)) { [self] in
            for action in actions.withLock({ $0.removeValue(forKey: tick) }) ?? [] { action() }
        }
    }
}
