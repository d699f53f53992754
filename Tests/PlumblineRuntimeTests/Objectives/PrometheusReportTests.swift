import PlumblineRuntime
import Synchronization
import Testing

/// The report says what a real Prometheus computes from the scrapes of the same time.
@Suite struct PrometheusReportTests {
    private let registry = Registry()
    private static let bounds = [1, 2.5, 5, 10, 25, 50]
    private static let target = 0.9

    /// Each scrape finds one more batch recorded and one more sample taken, so that both see the same; after the last
    /// batch it finds nothing, and what Prometheus has stays as it is.
    @Test(.enabled(if: Prometheus.isInstalled || Prometheus.isInCI, "install prometheus"), arguments: [1, 2, 3])
    func saysWhatPrometheusComputes(seed: UInt64) async throws {
        let load = try Load(registry, seed: seed)
        let report = SLOReport(Self.objectives, registry: registry, window: .seconds(600), interval: .milliseconds(10))
        let batches = Mutex(0)
        let registry = registry
        let server = try ScrapeServer { _ in
            let batch = batches.withLock { batches in
                batches += 1
                return batches
            }
            let headers = ["Content-Type": Exposition.contentType]
            guard batch <= 6 else { return .init(headers: headers, body: []) }
            // Prometheus' first scrape is where its increases begin, and finds zeros.
            if batch > 1 {
                load.record(batch)
                report.sample()
            }
            return .init(headers: headers, body: registry.exposition())
        }
        defer { server.stop() }
        try await Prometheus.scraping(["shop"], port: server.port) { prometheus in
            _ = try await eventually("all batches are recorded") { batches.withLock { $0 } > 6 ? true : nil }
            let ended = try await eventually("the series have ended") {
                try await prometheus.value("last_over_time(latency_ms_count[5m]) unless latency_ms_count")
            }
            try await compare(report.statuses, prometheus, events: ended)
        }
    }

    private func compare(_ statuses: [SLOStatus], _ prometheus: Prometheus, events: Double) async throws {
        try #require(statuses.count == 3)
        let (latency, operations, ratio) = (statuses[0], statuses[1], statuses[2])
        func value(_ query: String) async throws -> Double { try #require(await prometheus.value(query), "\(query)") }

        #expect(latency.events == events)
        let quantile = try await value(
            "histogram_quantile(\(Self.target), sum by (le) (increase(latency_ms_bucket[5m])))")
        let current = try #require(latency.current)
        let bucket = try #require(Self.bounds.firstIndex { current <= $0 })
        #expect(quantile <= Self.bounds[bucket] && quantile >= (bucket == 0 ? 0 : Self.bounds[bucket - 1]))
        let good = try await value(
            #"sum(increase(latency_ms_bucket{le=~"5|5\\.0"}[5m])) / sum(increase(latency_ms_count[5m]))"#)
        #expect(abs(try #require(latency.goodRatio) - good) < 1e-9)
        #expect(latency.isCompliant == (good >= Self.target))

        let share = try await value(
            #"sum(increase(operations_total{outcome="ok"}[5m])) / sum(increase(operations_total[5m]))"#)
        #expect(abs(try #require(operations.current) - 100 * share) < 1e-6)
        let left = 1 - (1 - share) / (1 - Self.target)
        #expect(abs(operations.budgetRemaining - left) < 1e-6)

        // The gauge is looked at after the first scrape only, which Prometheus sees too.
        let looks = try await value("count_over_time(hit_ratio[5m])")
        #expect(ratio.events == looks - 1)
        let lowest = try await value("min_over_time(hit_ratio[5m])")
        #expect(abs(try #require(ratio.current) - lowest * 100) < 1e-6, "9 of 10 is all of 5")
    }

    private static let objectives = [
        Objective(
            name: "speed", summary: "S.", indicator: .latency(.init("latency_ms"), within: 5, unit: .milliseconds),
            target: target, periodDays: 30),
        Objective(
            name: "availability", summary: "A.",
            indicator: .events(.init("operations_total"), good: [.label("outcome", in: ["ok"])]), target: target,
            periodDays: 30),
        Objective(
            name: "hits", summary: "H.", indicator: .value(.init("hit_ratio"), .init(.atLeast, 0.5, unit: .ratio)),
            target: target, periodDays: 30),
    ]
}

/// Recordings that look like a service's: latencies over three decades, some failures, a share that wanders.
private struct Load: Sendable {
    private let latency: Histogram
    private let operations: Family<Counter>
    private let ratio: Gauge
    private let seed: UInt64

    init(_ registry: Registry, seed: UInt64) throws {
        latency = try registry.histogram(
            "latency_ms", help: "L.", unit: .milliseconds, buckets: [1, 2.5, 5, 10, 25, 50]
        ).series()
        operations = try registry.counter(
            "operations_total", help: "O.", labels: [.closed("outcome", values: ["ok", "bad"])])
        ratio = try registry.gauge("hit_ratio", help: "H.", unit: .ratio).series()
        ratio.set(1)
        self.seed = seed
    }

    func record(_ batch: Int) {
        // Park and Miller's generator: the same load each time.
        var state = seed &* 48_271 &+ UInt64(batch)
        func next() -> Double {
            state = (state &* 48_271) % 2_147_483_647
            return Double(state) / 2_147_483_647
        }
        for _ in 0..<(200 * batch) {
            let draw = next()
            latency.observe(40 * draw * draw * draw * draw / Double(seed))
            operations.series(draw > 0.97 ? 1 : 0).increment()
        }
        ratio.set(0.4 + 0.6 * next())
    }
}
