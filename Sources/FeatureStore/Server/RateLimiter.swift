import PlumblineRuntime

/// Token buckets by key, such as an address: a burst at once, then a steady rate.
///
/// The keys are bounded: the one that was longest not seen is forgotten, which gives it a full bucket again.
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var time: ContinuousClock.Instant
    }

    private static let keyLimit = 10_000

    private let burst: Double
    private let perSecond: Double
    private let now: @Sendable () -> ContinuousClock.Instant
    private let buckets = Lock(RecencyList<String, Bucket>())

    /// - Parameters:
    ///   - burst: how many may come at once.
    ///   - perSecond: how many more may come each second.
    init(burst: Int, perSecond: Double, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.burst = Double(burst)
        self.perSecond = perSecond
        self.now = now
    }

    /// Takes one from the key's bucket; where that is empty, says how long until there is one again.
    func wait(for key: String) -> Duration? {
        let time = now()
        return buckets.withLock { buckets in
            var bucket = buckets.use(key) ?? Bucket(tokens: burst, time: time)
            bucket.tokens = min(burst, bucket.tokens + bucket.time.duration(to: time).seconds * perSecond)
            bucket.time = time
            defer {
                buckets.insert(bucket, for: key)
                if buckets.count > Self.keyLimit { _ = buckets.removeOldest() }
            }
            guard bucket.tokens >= 1 else { return .seconds((1 - bucket.tokens) / perSecond) }
            bucket.tokens -= 1
            return nil
        }
    }
}

extension Duration {
    /// The length in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
