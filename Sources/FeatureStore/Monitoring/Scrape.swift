import FeatureStoreMetrics
import PlumblineGzip
import PlumblineRuntime

/// The metrics as Prometheus gets them. Figures that are a state and not an event are taken when it asks, so that they
/// are all from the same moment.
struct Scrape: Sendable {
    let metrics: FeatureStoreMetrics
    let pool: ConnectionPool
    let hitRatio: HitRatio

    /// All metrics in the format and encoding that the scrape asks for; plain text where it asks for nothing.
    func answer(accept: String? = nil, acceptEncoding: String? = nil) -> ScrapeAnswer {
        takeStates()
        return metrics.registry.scrape(accept: accept, acceptEncoding: acceptEncoding)
    }

    /// Brings the gauges up to date that are set when they are asked for.
    func takeStates() {
        let pool = pool.status
        metrics.poolConnectionsActive.set(Double(pool.active))
        metrics.poolConnectionsIdle.set(Double(pool.idle))
        metrics.poolConnectionsTotal.set(Double(pool.total))
        metrics.poolWaiters.set(Double(pool.waiting))
        metrics.hitRatio.set(hitRatio.value)
    }
}
