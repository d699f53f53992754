import FeatureStoreMetrics
import PlumblineRuntime

/// The metrics as Prometheus gets them. Figures that are a state and not an event are taken when it asks, so that they
/// are all from the same moment.
struct Scrape: Sendable {
    let metrics: FeatureStoreMetrics
    let pool: ConnectionPool
    let hitRatio: HitRatio

    /// The text of all metrics.
    func render() -> [UInt8] {
        let pool = pool.status
        metrics.poolConnectionsActive.set(Double(pool.active))
        metrics.poolConnectionsIdle.set(Double(pool.idle))
        metrics.poolConnectionsTotal.set(Double(pool.total))
        metrics.poolWaiters.set(Double(pool.waiting))
        metrics.hitRatio.set(hitRatio.value)
        return metrics.registry.exposition()
    }
}
