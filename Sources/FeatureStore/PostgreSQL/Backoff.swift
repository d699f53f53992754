/// When to try again after failures: the pause doubles from `first` up to `longest`, and each is drawn at random from
/// its upper half, so that the instances of a service do not all come back in the same moment.
struct Backoff: Sendable {
    private let first: Duration
    private let longest: Duration
    private var failures = 0
    private var notBefore: ContinuousClock.Instant?

    init(first: Duration = .milliseconds(100), longest: Duration = .seconds(5)) {
        self.first = first
        self.longest = longest
    }

    /// How long to wait yet; nil when the next try may be made.
    func remaining(at now: ContinuousClock.Instant = .now) -> Duration? {
        guard let notBefore, notBefore > now else { return nil }
        return now.duration(to: notBefore)
    }

    /// Puts the next try off.
    mutating func fail(at now: ContinuousClock.Instant = .now) {
        let pause = min(longest, first * (1 << min(failures, 16)))
        notBefore = now + pause * Double.random(in: 0.5...1)
        failures += 1
    }

    /// Forgets the failures. Returns whether there were any.
    mutating func succeed() -> Bool {
        defer { self = Backoff(first: first, longest: longest) }
        return failures > 0
    }
}
