import FeatureStoreMetrics
import PlumblineRuntime

/// What the service had counted of its own work at one moment.
struct PerformanceSample: Sendable {
    /// Whose latency: a symbol on a backend. Of lock waits the backend is PostgreSQL's.
    struct Key: Sendable, Hashable {
        let backend: String
        let symbol: String
    }

    let time: ContinuousClock.Instant
    var inserts: [Key: HistogramCounts] = [:]
    var reads: [Key: HistogramCounts] = [:]
    var lockWaits: [Key: HistogramCounts] = [:]
    var poolWait = HistogramCounts()
    var hits = 0.0
    var misses: [String: Double] = [:]
    var operations = 0.0
    var errors = 0.0

    /// Nothing counted yet.
    init(time: ContinuousClock.Instant) { self.time = time }

    /// Reads the metrics as they are now.
    init(of registry: Registry, at time: ContinuousClock.Instant) {
        self.time = time
        inserts = Self.latencies("manifest_insert_latency_ms", in: registry)
        reads = Self.latencies("manifest_read_latency_ms", in: registry)
        lockWaits = Self.latencies("advisory_lock_wait_time_ms", in: registry)
        poolWait = registry.histograms(of: "feature_store_pool_wait_seconds").first?.counts ?? HistogramCounts()
        hits = registry.values(of: "feature_store_cache_hits_total").first?.value ?? 0
        for (labels, value) in registry.values(of: "feature_store_cache_misses_total") {
            misses[labels["reason"] ?? ""] = value
        }
        for (labels, value) in registry.values(of: "feature_store_operations_total") {
            operations += value
            if labels["outcome"] != Outcome.success.rawValue { errors += value }
        }
    }

    /// What was counted since an earlier sample, as one of this one's time. What did not happen is left out.
    func growth(since earlier: PerformanceSample) -> PerformanceSample {
        var growth = PerformanceSample(time: time)
        growth.inserts = Self.growth(inserts, earlier.inserts)
        growth.reads = Self.growth(reads, earlier.reads)
        growth.lockWaits = Self.growth(lockWaits, earlier.lockWaits)
        growth.poolWait = poolWait.growth(since: earlier.poolWait)
        growth.hits = hits - earlier.hits
        growth.misses = misses.reduce(into: [:]) { $0[$1.key] = $1.value - (earlier.misses[$1.key] ?? 0) }
        growth.operations = operations - earlier.operations
        growth.errors = errors - earlier.errors
        return growth
    }

    private static func latencies(_ metric: String, in registry: Registry) -> [Key: HistogramCounts] {
        registry.histograms(of: metric).reduce(into: [:]) { latencies, series in
            let backend = series.labels["backend"] ?? Backend.postgresql.rawValue
            latencies[Key(backend: backend, symbol: series.labels["symbol"] ?? "")] = series.counts
        }
    }

    private static func growth(
        _ now: [Key: HistogramCounts], _ before: [Key: HistogramCounts]
    ) -> [Key: HistogramCounts] {
        now.reduce(into: [:]) { growth, entry in
            let counted = entry.value.growth(since: before[entry.key])
            if counted.count > 0 { growth[entry.key] = counted }
        }
    }
}

extension [PerformanceSample.Key: HistogramCounts] {
    /// Added up over all series with the same value of one part of the key.
    func summed<Part: Hashable>(by part: KeyPath<PerformanceSample.Key, Part>) -> [Part: HistogramCounts] {
        reduce(into: [:]) { sums, entry in
            sums[entry.key[keyPath: part], default: HistogramCounts(bounds: entry.value.bounds)].add(entry.value)
        }
    }

    /// Added up over all series.
    var summed: HistogramCounts { values.reduce(into: HistogramCounts()) { $0.add($1) } }
}
