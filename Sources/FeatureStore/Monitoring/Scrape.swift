import FeatureStoreMetrics
import PlumblineGzip
import PlumblineRuntime

/// The metrics as Prometheus gets them. Figures that are a state and not an event are taken when it asks, so that they
/// are all from the same moment.
struct Scrape: Sendable {
    let metrics: FeatureStoreMetrics
    /// Nil where no PostgreSQL is configured.
    let pool: ConnectionPool?
    let hitRatio: HitRatio

    /// All metrics in the format and encoding that the scrape asks for; plain text where it asks for nothing.
    func answer(accept: String? = nil, acceptEncoding: String? = nil) -> ScrapeAnswer {
        takeStates()
        return metrics.registry.scrape(accept: accept, acceptEncoding: acceptEncoding)
    }

    /// Brings the gauges up to date that are set when they are asked for.
    func takeStates() {
        let pool = pool?.status
        // Without a pool there is no number: 0 of 0 connections in use would look like a pool that is exhausted.
        metrics.poolConnectionsActive.set(pool.map { Double($0.active) } ?? .nan)
        metrics.poolConnectionsIdle.set(pool.map { Double($0.idle) } ?? .nan)
        metrics.poolConnectionsTotal.set(pool.map { Double($0.total) } ?? .nan)
        metrics.poolWaiters.set(Double(pool?.waiting ?? 0))
        metrics.hitRatio.set(hitRatio.value)
    }
}
