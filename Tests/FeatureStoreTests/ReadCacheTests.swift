import FeatureStoreMetrics
import PlumblineRuntime
import Testing

@testable import FeatureStore

@Suite struct ReadCacheTests {
    private let clock = ManualClock()

    private func cache(capacity: Int = 10, byteLimit: Int = 1 << 20) -> ReadCache {
        ReadCache(capacity: capacity, byteLimit: byteLimit, timeToLive: .seconds(60), now: clock.now)
    }

    @Test func aRowThatWasReadIsServed() throws {
        let cache = cache()
        #expect(try cache.read("A") == .miss(.cold))
        #expect(try cache.read("A") == .hit(1))
    }

    @Test func aRowExpires() throws {
        let cache = cache()
        _ = try cache.read("A")
        clock.advance(by: .seconds(59))
        #expect(try cache.read("A") == .hit(1))
        clock.advance(by: .seconds(1))
        #expect(try cache.read("A") == .miss(.expired))
        #expect(try cache.read("A") == .hit(1))
    }

    @Test func theRowUsedLongestAgoIsEvicted() throws {
        let cache = cache(capacity: 2)
        _ = try cache.read("A")
        _ = try cache.read("B")
        _ = try cache.read("A")
        _ = try cache.read("C")
        #expect(try cache.read("A") == .hit(1))
        #expect(try cache.read("C") == .hit(1))
        #expect(try cache.read("B") == .miss(.evicted))
    }

    @Test func bytesAreBoundedToo() throws {
        let cache = cache(byteLimit: 1000)
        _ = try cache.read("A", content: String(repeating: "a", count: 600))
        _ = try cache.read("B", content: String(repeating: "b", count: 600))
        #expect(try cache.read("A", content: "") == .miss(.evicted))
        // A row that is larger than the whole cache is not kept.
        _ = try cache.read("C", content: String(repeating: "c", count: 1001))
        #expect(try cache.read("C", content: "") == .miss(.evicted))
    }

    @Test func anInsertReplacesTheRow() throws {
        let cache = cache()
        _ = try cache.read("A")
        cache.inserted(row("A", version: 2), for: try key("A"))
        #expect(try cache.read("A") == .hit(2))
        // Two inserts may report in the other order than they were committed.
        cache.inserted(row("A", version: 1), for: try key("A"))
        #expect(try cache.read("A") == .hit(2))
    }

    @Test func anInsertAloneIsNotKept() throws {
        let cache = cache()
        cache.inserted(row("A", version: 1), for: try key("A"))
        #expect(try cache.read("A") == .miss(.cold))
    }

    @Test func anInsertOfUnknownOutcomeInvalidates() throws {
        let cache = cache()
        _ = try cache.read("A")
        cache.invalidate(try key("A"))
        #expect(try cache.read("A") == .miss(.invalidated))
    }

    @Test func aReadingThatAnInsertOvertookIsNotKept() throws {
        let cache = cache()
        let key = try key("A")
        guard case .miss(_, let ticket) = cache.lookUp(key) else {
            Issue.record("an empty cache had a row")
            return
        }
        cache.inserted(row("A", version: 2), for: key)
        cache.fill(key, with: row("A", version: 1), ticket: ticket)
        #expect(try cache.read("A", version: 2) == .miss(.cold))
        #expect(try cache.read("A") == .hit(2))
    }

    @Test func readsThroughTheServiceAreCounted() async throws {
        try await withStore { fixture in
            let key = try key("A")
            #expect(try await fixture.manifests.read(key) == nil)
            _ = try await fixture.manifests.insert(NewManifest("A", "a"))
            #expect(try await fixture.manifests.read(key)?.version == 1)
            #expect(try await fixture.manifests.read(key)?.version == 1)
            _ = try await fixture.manifests.insert(NewManifest("A", "b"))
            #expect(try await fixture.manifests.read(key)?.version == 2)

            #expect(fixture.sample("feature_store_cache_hits_total") == 2)
            #expect(fixture.sample(#"feature_store_cache_misses_total{reason="cold"}"#) == 2)
            #expect(fixture.manifests.hitRatio.value == 0.5)
            #expect(fixture.sample(#"feature_store_operations_total{operation="read",outcome="success"}"#) == 4)
            #expect(fixture.sample(#"manifest_read_latency_ms_count{backend="postgresql",symbol="A"}"#) == 3)
            // A symbol that is not stored does not become a label value.
            #expect(fixture.sample(#"manifest_read_latency_ms_count{backend="postgresql",symbol="other"}"#) == 1)
        }
    }

    @Test func theHitRatioCoversFiveMinutes() {
        let ratio = HitRatio(now: clock.now)
        #expect(ratio.value == 1)
        ratio.record(hit: false)
        #expect(ratio.value == 0)
        clock.advance(by: .seconds(200))
        for _ in 0..<3 { ratio.record(hit: true) }
        #expect(ratio.value == 0.75)
        clock.advance(by: .seconds(100))
        #expect(ratio.value == 1)
        clock.advance(by: .seconds(1000))
        #expect(ratio.value == 1)
        ratio.record(hit: false)
        #expect(ratio.value == 0)
    }
}

private func key(_ symbol: String) throws -> ManifestKey { try ManifestKey(symbol: symbol, feature: "f") }

private func row(_ symbol: String, version: Int64, content: String = "") -> ManifestRow {
    ManifestRow(symbol: symbol, feature: "f", version: version, content: content, contentHash: "", createdAt: "")
}

extension ReadCache {
    fileprivate enum Outcome: Equatable {
        case hit(Int64?)
        case miss(MissReason)
    }

    /// Looks up, and after a miss fills in what a store with this version would have answered.
    fileprivate func read(_ symbol: String, version: Int64 = 1, content: String = "") throws -> Outcome {
        let key = try ManifestKey(symbol: symbol, feature: "f")
        switch lookUp(key) {
        case .hit(let row): return .hit(row.version)
        case .miss(let reason, let ticket):
            fill(key, with: row(symbol, version: version, content: content), ticket: ticket)
            return .miss(reason)
        }
    }
}

/// A clock that stands until it is advanced.
final class ManualClock: Sendable {
    private let instant = Lock(ContinuousClock.now)

    var now: @Sendable () -> ContinuousClock.Instant { { self.instant.withLock { $0 } } }

    func advance(by duration: Duration) { instant.withLock { $0 += duration } }
}
