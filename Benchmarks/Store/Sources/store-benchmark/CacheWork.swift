import FeatureStoreMetrics
import Foundation

@testable import FeatureStore

/// Zipf's law: the n-th most popular of some keys is asked for in proportion to 1/n^s.
struct Zipf {
    private let cumulative: [Double]

    init(count: Int, exponent: Double) {
        var sum = 0.0
        cumulative = (1...count).map { rank in
            sum += 1 / pow(Double(rank), exponent)
            return sum
        }
    }

    func next(_ generator: inout some RandomNumberGenerator) -> Int {
        let target = Double.random(in: 0..<(cumulative.last ?? 1), using: &generator)
        var (low, high) = (0, cumulative.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] <= target { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Look-ups in a cache of the declared default size.
struct CacheBench {
    private let cache = ReadCache(
        capacity: Settings.cacheRows.fallback, byteLimit: Settings.cacheMebibytes.fallback << 20,
        timeToLive: .seconds(Settings.cacheSeconds.fallback))
    private let keys: [ManifestKey]

    init(keys count: Int) throws {
        keys = try (0..<count).map { try ManifestKey(symbol: "SYMBOL\($0)", feature: "momentum_20d") }
    }

    /// The share of reads that the cache answers, once it is warm, where what it cannot answer is filled in.
    func hitRatio(exponent: Double, reads: Int) -> Double {
        let zipf = Zipf(count: keys.count, exponent: exponent)
        var generator = SystemRandomNumberGenerator()
        var hits = 0
        for turn in 0..<(2 * reads) {
            let isHit = read(zipf.next(&generator))
            if turn >= reads, isHit { hits += 1 }
        }
        return Double(hits) / Double(reads)
    }

    /// Nanoseconds of processor time of a hit, over keys in a random order.
    func hit(runs: Int, reads: Int) -> [Double] {
        for key in keys.indices { _ = read(key) }
        let order = (0..<reads).map { _ in Int.random(in: keys.indices) }
        return (0..<runs).map { _ in
            let start = clock()
            for key in order { if case .miss = cache.lookUp(keys[key]) { fatalError("a hot key was not there") } }
            return nanoseconds(since: start) / Double(reads)
        }
    }

    private func read(_ index: Int) -> Bool {
        guard case .miss(_, let ticket) = cache.lookUp(keys[index]) else { return true }
        let row = ManifestRow(
            symbol: keys[index].symbol, feature: keys[index].feature, version: 1, content: #"{"source":"bench"}"#,
            contentHash: String(repeating: "0", count: 64), createdAt: "2026-01-01T00:00:00.000000Z")
        cache.fill(keys[index], with: row, ticket: ticket)
        return false
    }
}

/// Of processor time, which other work on the machine lengthens less than that of the clock.
private func nanoseconds(since start: clock_t) -> Double {
    Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1e9
}

/// Nanoseconds of processor time of what an insert records: each measurement that its path takes, once.
func recording(runs: Int, turns: Int) throws -> [Double] {
    let metrics = try FeatureStoreMetrics()
    return (0..<runs).map { _ in
        let start = clock()
        for _ in 0..<turns {
            metrics.workersActive.increment()
            metrics.advisoryLockWait.observe(.microseconds(40), symbol: "SYMBOL")
            metrics.poolWait.observe(.microseconds(2))
            metrics.manifestInsertLatency.observe(.microseconds(900), backend: .postgresql, symbol: "SYMBOL")
            metrics.operations.increment(operation: .insert, outcome: .success)
            metrics.workersActive.decrement()
        }
        return nanoseconds(since: start) / Double(turns)
    }
}
