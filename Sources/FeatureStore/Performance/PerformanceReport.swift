import FeatureStoreMetrics
import PlumblineRuntime

/// How the service did over a window, from its own metrics: where the time went, and whose.
struct PerformanceReport: Sendable {
    /// Percentiles of one kind of latency, in milliseconds; nil without observations.
    struct Latency: Sendable, Encodable {
        let backend: String?
        let count: Double
        let ratePerSecond: Double
        let p50Ms: Double?
        let p95Ms: Double?
        let p99Ms: Double?
    }

    /// One symbol's share of the work.
    struct Symbol: Sendable, Encodable {
        let symbol: String
        let operationsPerSecond: Double
        let insertsPerSecond: Double
        let readsPerSecond: Double
        let insertP95Ms: Double?
        let readP95Ms: Double?
        let lockWaitP95Ms: Double?
    }

    /// How much inserts for one symbol waited for each other.
    struct Contention: Sendable, Encodable {
        let symbol: String
        let waits: Double
        let waitedMsPerSecond: Double
        let p95Ms: Double?
        let sharePercent: Double
    }

    /// The connection pool, and where it is heading.
    struct Pool: Sendable, Encodable {
        let active: Int
        let idle: Int
        let total: Int
        let waiting: Int
        let utilisationPercent: Double
        let trendPerHour: Double
        /// Nil where it does not get fuller.
        let fullInSeconds: Double?
        let waitP95Ms: Double?
    }

    /// Look-ups and the cache.
    struct Cache: Sendable, Encodable {
        let hits: Double
        let misses: Double
        let hitRatioPercent: Double?
        let missesByReason: [String: Double]
    }

    /// How it was at one time in the window.
    struct Moment: Sendable, Encodable {
        let secondsAgo: Double
        let insertP95Ms: Double?
        let readP95Ms: Double?
        let hitRatioPercent: Double?
        let operationsPerSecond: Double
    }

    let windowSeconds: Double
    let inserts: [Latency]
    let reads: [Latency]
    let lockWait: Latency
    let hottestSymbols: [Symbol]
    let lockContention: [Contention]
    let pool: Pool
    let cache: Cache
    let operations: Double
    let errors: Double
    /// Oldest first.
    let history: [Moment]

    /// - Parameters:
    ///   - growth: what was counted in the window.
    ///   - seconds: the window's length.
    ///   - top: how many symbols to name.
    init(
        growth: PerformanceSample, seconds: Double, pool: ConnectionPool.Status, trend: PoolTrend,
        points: [PerformancePoint], top: Int
    ) {
        let seconds = max(seconds, 0.001)
        windowSeconds = rounded(seconds)
        inserts = Self.byBackend(growth.inserts, seconds)
        reads = Self.byBackend(growth.reads, seconds)
        lockWait = Latency(nil, growth.lockWaits.summed, seconds)
        hottestSymbols = Self.hottest(growth, seconds, top)
        lockContention = Self.contention(growth.lockWaits.summed(by: \.symbol), seconds, top)
        self.pool = Pool(
            active: pool.active, idle: pool.idle, total: pool.total, waiting: pool.waiting,
            utilisationPercent: rounded(pool.total > 0 ? 100 * Double(pool.active) / Double(pool.total) : 0),
            trendPerHour: rounded(trend.slope * 3600), fullInSeconds: trend.secondsUntil(pool.total).map(rounded),
            waitP95Ms: growth.poolWait.quantile(0.95).map { rounded($0 * 1000) })
        let misses = growth.misses.values.reduce(0, +)
        let lookUps = growth.hits + misses
        cache = Cache(
            hits: growth.hits, misses: misses,
            hitRatioPercent: lookUps > 0 ? rounded(100 * growth.hits / lookUps) : nil,
            missesByReason: growth.misses)
        operations = growth.operations
        errors = growth.errors
        history = points.map { point in
            Moment(
                secondsAgo: rounded(point.time.duration(to: growth.time).seconds), insertP95Ms: point.insertP95,
                readP95Ms: point.readP95, hitRatioPercent: point.hitRatioPercent,
                operationsPerSecond: point.operationsPerSecond)
        }
    }

    private static func byBackend(_ latencies: [PerformanceSample.Key: HistogramCounts], _ seconds: Double) -> [Latency]
    {
        latencies.summed(by: \.backend).sorted { $0.key < $1.key }.map { Latency($0.key, $0.value, seconds) }
    }

    private static func hottest(_ growth: PerformanceSample, _ seconds: Double, _ top: Int) -> [Symbol] {
        let inserts = growth.inserts.summed(by: \.symbol)
        let reads = growth.reads.summed(by: \.symbol)
        let waits = growth.lockWaits.summed(by: \.symbol)
        func operations(_ symbol: String) -> Double { (inserts[symbol]?.count ?? 0) + (reads[symbol]?.count ?? 0) }
        // By name where they are equal, so that a page does not jump.
        return Set(inserts.keys).union(reads.keys)
            .sorted { (operations($1), $0) < (operations($0), $1) }.prefix(top).map { symbol in
                Symbol(
                    symbol: symbol, operationsPerSecond: rounded(operations(symbol) / seconds),
                    insertsPerSecond: rounded((inserts[symbol]?.count ?? 0) / seconds),
                    readsPerSecond: rounded((reads[symbol]?.count ?? 0) / seconds),
                    insertP95Ms: inserts[symbol]?.quantile(0.95).map(rounded),
                    readP95Ms: reads[symbol]?.quantile(0.95).map(rounded),
                    lockWaitP95Ms: waits[symbol]?.quantile(0.95).map(rounded))
            }
    }

    private static func contention(_ waits: [String: HistogramCounts], _ seconds: Double, _ top: Int) -> [Contention] {
        let all = waits.values.reduce(0) { $0 + $1.sum }
        return waits.sorted { ($1.value.sum, $0.key) < ($0.value.sum, $1.key) }.prefix(top).map { symbol, counts in
            Contention(
                symbol: symbol, waits: counts.count, waitedMsPerSecond: rounded(counts.sum / seconds),
                p95Ms: counts.quantile(0.95).map(rounded),
                sharePercent: rounded(all > 0 ? 100 * counts.sum / all : 0))
        }
    }
}

extension PerformanceReport.Latency {
    fileprivate init(_ backend: String?, _ counts: HistogramCounts, _ seconds: Double) {
        self.backend = backend
        count = counts.count
        ratePerSecond = rounded(counts.count / seconds)
        p50Ms = counts.quantile(0.5).map(rounded)
        p95Ms = counts.quantile(0.95).map(rounded)
        p99Ms = counts.quantile(0.99).map(rounded)
    }
}

/// To a millionth: more digits are noise, and floats show theirs.
func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
