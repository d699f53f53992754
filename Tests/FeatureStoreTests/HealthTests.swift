import Dispatch
import FeatureStoreMetrics
import Foundation
import NIOPosix
import PlumblineRuntime
import ServiceLifecycle
import Testing

@testable import FeatureStore

@Suite struct HealthTests {
    @Test func aComponentThatHangsIsUnhealthyUntilItAnswers() async throws {
        let metrics = try FeatureStoreMetrics()
        let answer = DispatchSemaphore(value: 0)
        let hanging = HealthMonitor.Check(component: .postgresqlManifest) {
            answer.wait()
            return .fine
        }
        let steady = HealthMonitor.Check(component: .metrics) { .fine }
        // The pause never ends, so that each check runs once.
        try await running([hanging, steady], metrics, interval: .seconds(3600), deadline: .milliseconds(20)) {
            monitor in
            let series = #"featurestore_health_check_status{component="postgresql_manifest"}"#
            try await eventually("the deadline passes") {
                monitor.results[.postgresqlManifest]?.health.status == .unhealthy
            }
            #expect(monitor.results[.postgresqlManifest]?.health.details.contains("no answer") == true)
            #expect(metrics.sample(series) == 0)
            try await eventually("the other one was checked") { monitor.results[.metrics] != nil }

            answer.signal()
            try await eventually("it answers") { monitor.results[.postgresqlManifest]?.health.status == .degraded }
            #expect(monitor.results[.postgresqlManifest]?.health.details.contains("slow") == true)
            #expect(metrics.sample(series) == 0.5)
        }
    }

    @Test func aComponentRecoversInTwoSteps() async throws {
        let metrics = try FeatureStoreMetrics()
        // The value that each run finds is what came of the run before.
        let seen = Lock<[Double?]>([])
        let check = HealthMonitor.Check(component: .duckdbFallback) {
            let value = metrics.sample(#"featurestore_health_check_status{component="duckdb_fallback"}"#)
            let run = seen.withLock {
                $0.append(value)
                return $0.count
            }
            if run == 1 { throw DuckDBError("gone") }
            return .fine
        }
        try await running([check], metrics) { _ in
            try await eventually("it ran four times") { seen.withLock { $0.count } >= 4 }
            #expect(seen.withLock { Array($0.prefix(4)) } == [0, 0, 0.5, 1])
        }
    }

    @Test func aComponentThatFailsSaysWhy() async throws {
        let failing = HealthMonitor.Check(component: .duckdbFallback) { throw DuckDBError("no library") }
        try await running([failing], FeatureStoreMetrics()) { monitor in
            try await eventually("the check ran") { monitor.results[.duckdbFallback] != nil }
            #expect(
                monitor.results[.duckdbFallback]?.health == ComponentHealth(status: .unhealthy, details: "no library"))
        }
    }

    @Test func postgreSQLIsAskedOverAConnectionThatIsMadeAnew() async throws {
        try await withStore { fixture in
            #expect(try await fixture.check() == .healthy)
            try await fixture.endOtherSessions()
            #expect(try await fixture.check() == .healthy)
            #expect(fixture.pool.status.active == 0)
        }
    }

    private func running(
        _ checks: [HealthMonitor.Check], _ metrics: FeatureStoreMetrics,
        interval: Duration = .milliseconds(5), deadline: Duration = .seconds(20),
        _ body: (HealthMonitor) async throws -> Void
    ) async throws {
        let monitor = HealthMonitor(
            checks: checks, interval: interval, deadline: deadline, metrics: metrics,
            logger: quietLogger)
        let group = ServiceGroup(configuration: .init(services: [monitor], logger: quietLogger))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            try await body(monitor)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}

extension Fixture {
    /// What the monitor's check of PostgreSQL finds, on a thread that it may block.
    fileprivate func check(deadline: Duration = .seconds(20)) async throws -> HealthStatus {
        let check = PostgreSQLCheck(pool: pool, deadline: deadline)
        return try await NIOThreadPool.singleton.runIfActive { try check.run().status }
    }
}

extension ComponentHealth {
    fileprivate static let fine = ComponentHealth(status: .healthy, details: "fine")
}
