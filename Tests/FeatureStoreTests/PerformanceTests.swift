import FeatureStoreMetrics
import Foundation
import PlumblineRuntime
import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct PerformanceTests {
    private static let runbooks = BuiltRules().runbooks
    private let recommender = Recommender(runbook: { Self.runbooks[$0] })
    private let start = ContinuousClock.now

    @Test func aWindowHoldsWhatHappenedInIt() throws {
        let metrics = try FeatureStoreMetrics()
        metrics.manifestInsertLatency.observe(900, backend: .postgresql, symbol: "BEFORE")
        let history = PerformanceHistory(registry: metrics.registry, pool: { .init(total: 4) })
        for _ in 0..<90 { metrics.manifestInsertLatency.observe(1, backend: .postgresql, symbol: "A") }
        for _ in 0..<10 { metrics.manifestInsertLatency.observe(40, backend: .postgresql, symbol: "B") }
        for _ in 0..<5 { metrics.manifestReadLatency.observe(0.04, backend: .duckdb, symbol: "A") }
        metrics.advisoryLockWait.observe(30, symbol: "B")
        metrics.advisoryLockWait.observe(10, symbol: "A")
        metrics.cacheHits.increment(by: 3)
        metrics.cacheMisses.increment(reason: .evicted)

        let report = history.report(over: .seconds(60), top: 1, at: start + .seconds(100))
        let inserts = try #require(report.inserts.first)
        #expect(report.inserts.count == 1 && inserts.backend == "postgresql" && inserts.count == 100)
        #expect(inserts.p50Ms == 0.777778)
        #expect(inserts.p95Ms == 37.5)
        #expect(report.reads.map(\.backend) == ["duckdb"])
        #expect(report.hottestSymbols.map(\.symbol) == ["A"])
        #expect(report.lockContention.map(\.symbol) == ["B"])
        #expect(report.lockContention.first?.sharePercent == 75)
        #expect(report.cache.hitRatioPercent == 75)
        #expect(report.cache.missesByReason["evicted"] == 1)

        // A minute later nothing has happened any more, and what was before is not told again.
        for second in stride(from: 100, through: 400, by: 10) { history.sample(at: start + .seconds(second)) }
        let later = history.report(over: .seconds(60), top: 1, at: start + .seconds(401))
        #expect(later.inserts.isEmpty && later.hottestSymbols.isEmpty && later.cache.hitRatioPercent == nil)
        #expect(later.windowSeconds >= 60 && later.windowSeconds < 100)
    }

    @Test func eachMomentIsAPointOfTheHistory() throws {
        let metrics = try FeatureStoreMetrics()
        let history = PerformanceHistory(registry: metrics.registry, pool: { .init(total: 4) })
        history.sample(at: start + .seconds(10))
        for _ in 0..<50 { metrics.manifestReadLatency.observe(1.5, backend: .postgresql, symbol: "A") }
        for _ in 0..<50 { metrics.operations.increment(operation: .read, outcome: .success) }
        metrics.cacheHits.increment()
        history.sample(at: start + .seconds(20))
        // Not before its time.
        history.sample(at: start + .seconds(21))
        history.sample(at: start + .seconds(30))
        let points = history.report(over: .seconds(25), top: 1, at: start + .seconds(40)).history
        #expect(points.map(\.secondsAgo) == [20, 10])
        #expect(points.map(\.operationsPerSecond) == [5, 0])
        #expect(points.map(\.readP95Ms) == [1.95, nil])
        #expect(points.map(\.hitRatioPercent) == [100, nil])
        #expect(points.allSatisfy { $0.insertP95Ms == nil })
    }

    @Test func theHistoryIsBounded() throws {
        let metrics = try FeatureStoreMetrics()
        let history = PerformanceHistory(registry: metrics.registry, pool: { .init(total: 4) })
        for second in stride(from: 0, to: 5000, by: 10) { history.sample(at: start + .seconds(second)) }
        let report = history.report(over: .seconds(900), top: 1, at: start + .seconds(5000))
        #expect(report.windowSeconds >= 900 && report.windowSeconds < 935)
        // Of more there is nothing: a longer window begins no earlier than what is kept.
        let longer = history.report(over: .seconds(4000), top: 1, at: start + .seconds(5000))
        #expect(longer.windowSeconds < 1000)
        #expect(longer.history.count == 180)
    }

    @Test func aRisingPoolSaysWhenItWillBeFull() throws {
        func trend(_ active: [Double]) -> PoolTrend {
            PoolTrend(active.enumerated().map { .init(time: start + .seconds($0.offset), active: $0.element) })
        }
        let rising = trend((0..<100).map { 0.1 * Double($0) })
        #expect(try #require(rising.secondsUntil(16)).rounded() == 61)
        #expect(trend([5, 5, 5, 5]).secondsUntil(16) == nil)
        #expect(trend([9, 7, 5, 3]).secondsUntil(16) == nil)
        #expect(trend([]).secondsUntil(16) == nil)
        // Up and down by one is noise.
        #expect(trend((0..<100).map { Double($0 % 2) }).secondsUntil(16) == nil)
        #expect(trend([14, 15, 16, 17]).secondsUntil(16) == 0)
    }

    /// What a service does that gives reason to a recommendation, and which.
    private static let causes: [(String, String, String, @Sendable (FeatureStoreMetrics) -> Void)] = [
        (
            "FeatureStoreManifestInsertLatencyHigh", "insert_p95_ms", "statements",
            { for _ in 0..<50 { $0.manifestInsertLatency.observe(9, backend: .postgresql, symbol: "S") } }
        ),
        (
            "FeatureStoreManifestInsertLatencyCritical", "lock_wait_p95_ms", "advisory locks",
            { metrics in
                for _ in 0..<50 {
                    metrics.manifestInsertLatency.observe(60, backend: .postgresql, symbol: "S")
                    metrics.advisoryLockWait.observe(60, symbol: "S")
                }
            }
        ),
        (
            "FeatureStoreAdvisoryLockWaitHigh", "share_percent", "symbol HOT",
            { for _ in 0..<50 { $0.advisoryLockWait.observe(20, symbol: "HOT") } }
        ),
        (
            "FeatureStoreManifestReadLatencyHigh", "read_p95_ms", "duckdb",
            { for _ in 0..<50 { $0.manifestReadLatency.observe(8, backend: .duckdb, symbol: "S") } }
        ),
        (
            "FeatureStoreCacheMissRateHigh", "misses_evicted", "--cache-rows",
            { metrics in for _ in 0..<50 { metrics.cacheMisses.increment(reason: .evicted) } }
        ),
        (
            "FeatureStoreAvailabilityBudgetBurnsFast", "error_percent", "fail",
            { metrics in for _ in 0..<50 { metrics.operations.increment(operation: .read, outcome: .error) } }
        ),
    ]

    @Test(arguments: 0..<6) func aRecommendationNamesItsFiguresAndItsRunbook(index: Int) throws {
        let (alert, figure, words, cause) = Self.causes[index]
        let metrics = try FeatureStoreMetrics()
        let history = PerformanceHistory(registry: metrics.registry, pool: { .init(total: 4) })
        #expect(recommender.recommendations(for: history.report(over: .seconds(60), top: 5)).isEmpty)
        cause(metrics)
        let found = recommender.recommendations(for: history.report(over: .seconds(60), top: 5))
        let recommendation = try #require(found.first { $0.alert == alert })
        #expect(recommendation.figures[figure] ?? 0 > 0)
        #expect(recommendation.text.contains(words))
        #expect(recommendation.runbook?.hasSuffix("/\(alert).md") == true)
        #expect(found.map(\.severity.rank) == found.map(\.severity.rank).sorted())
    }

    @Test func aFullPoolAndOneThatWillBeAreTold() throws {
        let metrics = try FeatureStoreMetrics()
        let full = PerformanceHistory(
            registry: metrics.registry, pool: { .init(active: 4, total: 4, waiting: 2) })
        let exhausted = recommender.recommendations(for: full.report(over: .seconds(60), top: 5))
        #expect(exhausted.map(\.alert) == ["PostgreSQLPoolExhausted"])
        #expect(exhausted.first?.severity == .critical)
        #expect(exhausted.first?.figures == ["active": 4, "total": 4, "waiting": 2])
        #expect(exhausted.first?.runbook != nil)
    }

    @Test func everyAlertOfTheRulesHasItsRunbook() {
        let alerts = FeatureStoreMetrics.alertRules.split(separator: "\n")
            .compactMap { $0.firstMatch(of: /- alert: (\S+)/)?.1 }.map(String.init)
        #expect(alerts.count > 20 && Set(alerts) == Set(Self.runbooks.keys))
        #expect(Self.runbooks.allSatisfy { $0.value.hasPrefix("https://") && $0.value.hasSuffix("/\($0.key).md") })
    }

    @Test func theReportIsServed() async throws {
        try await withServer { client in
            for version in 0..<30 {
                #expect(try await client.insert(symbol: "HOT", feature: "f", content: "\(version)").status == 201)
            }
            let answer = try await client.send("GET", "/api/v1/monitoring/performance?window=60&top=3")
            #expect(answer.status == 200)
            let body = try answer.json()
            let latencies = try #require(body["latencies"] as? [String: Any])
            let inserts = try #require(latencies["insert"] as? [[String: Any]])
            #expect(inserts.first?["backend"] as? String == "postgresql")
            #expect(inserts.first?["count"] as? Int == 30)
            #expect(inserts.first?["p95_ms"] is Double)
            let hottest = try #require(body["hottest_symbols"] as? [[String: Any]])
            #expect(hottest.first?["symbol"] as? String == "HOT")
            let contention = try #require(body["lock_contention"] as? [[String: Any]])
            #expect(contention.first?["waits"] as? Int == 30)
            #expect((body["pool"] as? [String: Any])?["total"] as? Int == 16)
            #expect(body["recommendations"] is [Any])
        }
    }

    @Test(arguments: ["window=29", "window=901", "window=x", "window=", "top=0", "top=101", "top=1.5"])
    func whatIsNotInRangeIsRefused(query: String) async throws {
        try await withServer { client in
            let name = query.prefix { $0 != "=" }
            try await client.send("GET", "/api/v1/monitoring/performance?\(query)")
                .expectProblem(400, "\(name) is not a whole number from")
        }
    }

    @Test func whoeverAsksTooOftenIsSlowedDown() async throws {
        try await withServer { client in
            var answer = try await client.send("GET", "/api/v1/monitoring/performance")
            for _ in 0..<2000 where answer.status == 200 {
                answer = try await client.send("GET", "/api/v1/monitoring/performance")
            }
            try answer.expectProblem(429, "too many requests")
            #expect(answer.headers["retry-after"] == "1")
            #expect(try await client.refusals(.rateLimit) == 1)
            #expect(try await client.send("GET", "/api/v1/monitoring/health/live").status == 200)
        }
    }
}

extension Recommendation.Severity {
    fileprivate var rank: Int {
        switch self {
        case .critical: 0
        case .warning: 1
        case .info: 2
        }
    }
}
