import Plumbline

let metrics = Metrics()

/// What the FeatureStore measures. Each property is a handle of the generated module.
struct Metrics {
    // Latencies. Their names are in people's runbooks, so the unit they were born with stays.
    let manifestInsertLatency = Histogram(
        "manifest_insert_latency_ms", "One manifest insert, end to end.", unit: .milliseconds,
        buckets: [0.25, 0.5, 1, 2, 2.5, 5, 10, 25, 50, 100, 250, 1000, 5000], labels: ManifestLabels.self
    ).waiving(.unitSuffix, because: inRunbooks)
    let manifestReadLatency = Histogram(
        "manifest_read_latency_ms", "One manifest look-up, from the cache or the backend.", unit: .milliseconds,
        buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 100, 1000], labels: ManifestLabels.self
    ).waiving(.unitSuffix, because: inRunbooks)
    let advisoryLockWait = Histogram(
        "advisory_lock_wait_time_ms", "Time spent waiting for a symbol's advisory lock.", unit: .milliseconds,
        buckets: [0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1000, 5000], labels: SymbolLabels.self
    ).waiving(.unitSuffix, because: inRunbooks)

    // The read cache.
    let hitRatio = Gauge(
        "featurestore_hit_ratio", "Share of look-ups answered from the cache over the last 5 minutes.", unit: .ratio)
    let cacheHits = Counter("feature_store_cache_hits_total", "Look-ups answered from the cache.")
    let cacheMisses = Counter(
        "feature_store_cache_misses_total", "Look-ups that the cache could not answer, by reason.",
        labels: MissLabels.self)

    // The connection pool.
    let poolConnectionsActive = Gauge("pg_manifest_pool_connections_active", "PostgreSQL connections in use.")
    let poolConnectionsIdle = Gauge("pg_manifest_pool_connections_idle", "PostgreSQL connections open and not in use.")
    let poolConnectionsTotal = Gauge("pg_manifest_pool_connections_total", "PostgreSQL connections the pool may open.")
        .waiving(.totalSuffix, because: inRunbooks)
    let poolWait = Histogram(
        "feature_store_pool_wait_seconds", "Time spent waiting for a pooled connection.", unit: .seconds,
        buckets: [0.0001, 0.001, 0.005, 0.025, 0.1, 0.5, 1, 5])
    let poolWaiters = Gauge("feature_store_pool_waiters", "Requests waiting for a pooled connection.")

    // The service as a whole.
    let healthCheckStatus = Gauge(
        "featurestore_health_check_status", "Health of a component: 1 healthy, 0.5 degraded, 0 unhealthy.",
        labels: ComponentLabels.self)
    let workersActive = Gauge("feature_store_workers_active", "Requests being worked on.")
    let operations = Counter(
        "feature_store_operations_total", "Operations finished, by kind and outcome.", labels: OperationLabels.self)
    let buildInfo = Info("feature_store_build_info", "The build that runs.", labels: BuildLabels.self)

    /// Prometheus' own: whether the last scrape of a target succeeded.
    let up = Gauge(external: "up", "1 when the last scrape of the target succeeded, else 0.")
}

private let inRunbooks = "the name is a contract: dashboards and runbooks outside this repository use it"
