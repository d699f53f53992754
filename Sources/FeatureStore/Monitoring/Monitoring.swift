import FeatureStoreMetrics
import Logging
import PlumblineRuntime

/// What the service tells of itself.
struct Monitoring: Sendable {
    let health: HealthReport
    let scrape: Scrape
    let slo: SLOHandlers
    let performance: PerformanceHandlers
    let alerts: AlertHandlers
    let files = BuiltFiles()

    /// - Parameter prometheus: where the values of all instances are asked for; nil where only this one is known.
    init(
        health: HealthReport, scrape: Scrape, slo: SLOReport, history: PerformanceHistory, prometheus: Prometheus?,
        logger: Logger
    ) {
        self.health = health
        self.scrape = scrape
        let runbooks = BuiltRules().runbooks
        performance = PerformanceHandlers(history: history, recommender: Recommender(runbook: { runbooks[$0] }))
        self.slo = SLOHandlers(
            report: slo,
            fleet: prometheus.map { prometheus in
                Refreshed { try await FleetObjectives(FeatureStoreMetrics.objectives, from: prometheus) }
            }, logger: logger)
        alerts = AlertHandlers(
            alerts: prometheus.map { prometheus in Refreshed { try await prometheus.alerts() } }, logger: logger)
    }
}
