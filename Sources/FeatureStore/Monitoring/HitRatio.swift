import PlumblineRuntime

/// The share of look-ups that the cache answered over the last five minutes, counted in steps of ten seconds.
///
/// Without look-ups it is 1: nothing was missed, and a quiet night is no incident.
final class HitRatio: Sendable {
    private struct Step {
        var number: Int64 = -1
        var hits = 0
        var lookUps = 0
    }

    private static let stepLength: Int64 = 10
    private static let stepCount = 30

    private let steps = Lock([Step](repeating: Step(), count: stepCount))
    private let start: ContinuousClock.Instant
    private let now: @Sendable () -> ContinuousClock.Instant

    init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        start = now()
        self.now = now
    }

    /// Counts one look-up.
    func record(hit: Bool) {
        let number = currentStep
        steps.withLock { steps in
            let place = Int(number) % steps.count
            if steps[place].number != number { steps[place] = Step(number: number) }
            steps[place].lookUps += 1
            if hit { steps[place].hits += 1 }
        }
    }

    /// The share from 0 to 1.
    var value: Double {
        let oldest = currentStep - Int64(Self.stepCount) + 1
        let (hits, lookUps) = steps.withLock { steps in
            steps.filter { $0.number >= oldest }.reduce((0, 0)) { ($0.0 + $1.hits, $0.1 + $1.lookUps) }
        }
        return lookUps == 0 ? 1 : Double(hits) / Double(lookUps)
    }

    private var currentStep: Int64 { start.duration(to: now()).components.seconds / Self.stepLength }
}
