import PlumblineRuntime
import Testing

@testable import FeatureStore

@Suite struct RateLimiterTests {
    @Test func aBurstPassesAndThenARate() {
        let time = Lock(ContinuousClock.now)
        let limiter = RateLimiter(burst: 2, perSecond: 4) { time.withLock { $0 } }
        #expect(limiter.wait(for: "a") == nil)
        #expect(limiter.wait(for: "a") == nil)
        #expect(limiter.wait(for: "a") == .milliseconds(250))
        #expect(limiter.wait(for: "b") == nil)
        time.withLock { $0 += .milliseconds(250) }
        #expect(limiter.wait(for: "a") == nil)
        #expect(limiter.wait(for: "a") != nil)
        time.withLock { $0 += .seconds(3600) }
        #expect(limiter.wait(for: "a") == nil)
        #expect(limiter.wait(for: "a") == nil)
        #expect(limiter.wait(for: "a") != nil)
    }

    @Test func keysAreForgottenWhereThereAreTooMany() {
        let time = ContinuousClock.now
        let limiter = RateLimiter(burst: 1, perSecond: 1) { time }
        #expect(limiter.wait(for: "first") == nil)
        #expect(limiter.wait(for: "first") != nil)
        for key in 0..<10_000 { _ = limiter.wait(for: "\(key)") }
        #expect(limiter.wait(for: "first") == nil)
    }
}
