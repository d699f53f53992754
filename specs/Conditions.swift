import Plumbline

let conditions = Conditions()

/// Conditions that more than one alert waits for.
struct Conditions {
    let insertLatencyCritical =
        metrics.manifestInsertLatency.quantile(0.95, by: \.backend) > .milliseconds(25)
    let hitRatioLow = metrics.hitRatio < objectives.hitRatio.threshold
    let poolExhausted = metrics.poolConnectionsActive >= metrics.poolConnectionsTotal
    /// The database fails its health check, or the whole instance cannot be scraped.
    let postgresqlDown =
        (metrics.healthCheckStatus.where(\.component, .is(.postgresqlManifest)) == 0)
        .or((metrics.up.where(\.job, .is("feature-store")) == 0).matching(on: \.instance, \.job))
}
