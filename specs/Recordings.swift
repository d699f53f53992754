import Plumbline

let recordings = Recordings()

/// Expressions that several alerts and panels read.
struct Recordings {
    let group = RuleGroup("feature-store-recordings", interval: .seconds(15))

    let insertP95 = RecordingRule(
        "backend:manifest_insert_latency_ms:p95_5m",
        metrics.manifestInsertLatency.quantile(0.95, by: \.backend, over: .minutes(5)))
    let readP95 = RecordingRule(
        "backend:manifest_read_latency_ms:p95_5m",
        metrics.manifestReadLatency.quantile(0.95, by: \.backend, over: .minutes(5)))
    let throughput = RecordingRule(
        "feature_store:operations:rate5m", metrics.operations.rate(over: .minutes(5)).sum())
    let cacheMissRatio = RecordingRule(
        "feature_store:cache_misses:ratio_rate5m",
        metrics.cacheMisses.rate(over: .minutes(5)).sum()
            / (metrics.cacheMisses.rate(over: .minutes(5)).sum() + metrics.cacheHits.rate(over: .minutes(5)).sum()))
}
