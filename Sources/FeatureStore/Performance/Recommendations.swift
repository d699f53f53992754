import FeatureStoreMetrics
import PlumblineRuntime

/// What to look at, why, and what to do about it.
struct Recommendation: Sendable, Hashable, Encodable {
    enum Severity: String, Sendable, Encodable { case critical, warning, info }

    let severity: Severity
    /// What to do, in a sentence or two.
    let text: String
    /// The figures that led to it, by what they are.
    let figures: [String: Double]
    /// The alert that watches the same thing, whose runbook says more.
    let alert: String
    let runbook: String?
}

/// Reads a performance report as somebody on call would. Percentiles of a handful of events are no evidence.
struct Recommender: Sendable {
    private static let fewest = 20.0

    /// The runbook of an alert.
    let runbook: @Sendable (_ alert: String) -> String?
    private let thresholds = Dictionary(
        FeatureStoreMetrics.objectives.map { ($0.name, $0.threshold) }, uniquingKeysWith: { first, _ in first })

    /// What the report gives reason to, the most severe first.
    func recommendations(for report: PerformanceReport) -> [Recommendation] {
        let all = inserts(report) + reads(report) + locks(report) + pool(report) + cache(report) + errors(report)
        let order: [Recommendation.Severity] = [.critical, .warning, .info]
        return order.flatMap { severity in all.filter { $0.severity == severity } }
    }

    private func make(
        _ severity: Recommendation.Severity, _ alert: String, _ figures: [String: Double], _ text: String
    ) -> Recommendation {
        Recommendation(severity: severity, text: text, figures: figures, alert: alert, runbook: runbook(alert))
    }

    private func inserts(_ report: PerformanceReport) -> [Recommendation] {
        report.inserts.compactMap { latency in
            guard let threshold = thresholds["manifest-insert"], latency.count >= Self.fewest, let p95 = latency.p95Ms,
                p95 > threshold
            else { return nil }
            let (wait, pool) = (report.lockWait.p95Ms ?? 0, report.pool.waitP95Ms ?? 0)
            let cause =
                if wait >= p95 / 2 {
                    "most of it is waiting for advisory locks: spread the writers of the symbols under lock_contention"
                } else if pool >= p95 / 2 {
                    "most of it is waiting for a connection: raise --pool-size, or lower the load"
                } else {
                    "neither locks nor the pool explain it: look for slow statements, vacuum and checkpoints in the store"
                }
            let isCritical = p95 > 5 * threshold
            return make(
                isCritical ? .critical : .warning,
                "FeatureStoreManifestInsertLatency\(isCritical ? "Critical" : "High")",
                [
                    "insert_p95_ms": p95, "threshold_ms": threshold, "lock_wait_p95_ms": wait, "pool_wait_p95_ms": pool,
                ],
                "Inserts on \(latency.backend ?? "") are slower than promised, and \(cause).")
        }
    }

    private func reads(_ report: PerformanceReport) -> [Recommendation] {
        report.reads.compactMap { latency in
            guard let threshold = thresholds["manifest-read"], latency.count >= Self.fewest, let p95 = latency.p95Ms,
                p95 > threshold
            else { return nil }
            return make(
                .warning, "FeatureStoreManifestReadLatencyHigh",
                [
                    "read_p95_ms": p95, "threshold_ms": threshold,
                    "hit_ratio_percent": report.cache.hitRatioPercent ?? 100,
                    "pool_wait_p95_ms": report.pool.waitP95Ms ?? 0,
                ],
                """
                Look-ups on \(latency.backend ?? "") are slower than promised: see how many miss the cache, and whether \
                those wait for a connection.
                """)
        }
    }

    private func locks(_ report: PerformanceReport) -> [Recommendation] {
        guard let threshold = thresholds["advisory-lock-wait"], report.lockWait.count >= Self.fewest,
            let p95 = report.lockWait.p95Ms, p95 > threshold, let first = report.lockContention.first
        else { return [] }
        return [
            make(
                .warning, "FeatureStoreAdvisoryLockWaitHigh",
                ["lock_wait_p95_ms": p95, "threshold_ms": threshold, "share_percent": first.sharePercent],
                """
                Inserts queue for advisory locks, and \(Int(first.sharePercent)) % of the waiting is for the symbol \
                \(first.symbol): give it fewer writers at once, or larger batches.
                """)
        ]
    }

    private func pool(_ report: PerformanceReport) -> [Recommendation] {
        let pool = report.pool
        if pool.total > 0, pool.active >= pool.total, pool.waiting > 0 {
            return [
                make(
                    .critical, "PostgreSQLPoolExhausted",
                    ["active": Double(pool.active), "total": Double(pool.total), "waiting": Double(pool.waiting)],
                    "All connections are lent and requests wait: raise --pool-size, or find what holds them for long.")
            ]
        }
        // As far ahead as the dashboard's forecast.
        guard let full = pool.fullInSeconds, full < 4 * 3600 else { return [] }
        return [
            make(
                .info, "PostgreSQLPoolExhausted",
                ["active": Double(pool.active), "total": Double(pool.total), "full_in_seconds": full],
                """
                If it goes on like this, all connections will be lent in \(Int(full / 60)) min: see whether the load is \
                to stay, and raise --pool-size before that.
                """)
        ]
    }

    private func cache(_ report: PerformanceReport) -> [Recommendation] {
        let cache = report.cache
        // 80 %: where FeatureStoreCacheMissRateHigh begins.
        guard cache.hits + cache.misses >= Self.fewest, let ratio = cache.hitRatioPercent, ratio < 80,
            let (reason, misses) = cache.missesByReason.max(by: { $0.value < $1.value })
        else { return [] }
        let remedy =
            switch MissReason(rawValue: reason) {
            case .evicted: "the cache is too small for what is read: raise --cache-rows or --cache-mebibytes"
            case .expired: "rows grow too old between two reads: raise --cache-seconds"
            case .invalidated: "rows are forgotten after inserts of unknown outcome: see why those fail"
            case .cold, nil: "what is read is new to this instance: it was started lately, or the load has changed"
            }
        return [
            make(
                .warning, "FeatureStoreCacheMissRateHigh",
                ["hit_ratio_percent": ratio, "misses": cache.misses, "misses_\(reason)": misses],
                "The cache answers too few look-ups, most of the misses being \(reason): \(remedy).")
        ]
    }

    private func errors(_ report: PerformanceReport) -> [Recommendation] {
        guard let threshold = thresholds["availability"], report.operations >= Self.fewest else { return [] }
        let failed = 100 * report.errors / report.operations
        guard failed > 100 - threshold else { return [] }
        return [
            make(
                .critical, "FeatureStoreAvailabilityBudgetBurnsFast",
                ["errors": report.errors, "operations": report.operations, "error_percent": rounded(failed)],
                "More operations fail than the objective allows: see the components under /health and the log.")
        ]
    }
}
