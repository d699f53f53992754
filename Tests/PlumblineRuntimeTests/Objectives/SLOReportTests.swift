import PlumblineRuntime
import Testing

/// What a report says of objectives, step by step, on a clock of its own.
@Suite struct SLOReportTests {
    let registry = Registry()
    let start = ContinuousClock.now

    private func report(_ indicator: Objective.Indicator, target: Double = 0.95, by labels: [String] = []) -> SLOReport
    {
        SLOReport(
            [
                Objective(
                    name: "shop", summary: "S.", indicator: indicator, target: target, periodDays: 30, groupedBy: labels
                )
            ],
            registry: registry, window: .seconds(60), interval: .seconds(15), start: start)
    }

    private func at(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

    private let latency = Objective.Indicator.latency(.init("latency_ms"), within: 5, unit: .milliseconds)

    private func makeLatency() throws -> Histogram {
        try registry.histogram("latency_ms", help: "L.", unit: .milliseconds, buckets: [1, 5, 25]).series()
    }

    @Test func latencyIsToldAsItsQuantile() throws {
        let histogram = try makeLatency()
        let report = report(latency)
        for _ in 0..<19 { histogram.observe(3) }
        histogram.observe(9)
        report.sample(at: at(15))
        let status = try #require(report.statuses.first)
        #expect(status.current == 5, "19 of 20 are up to 5 ms")
        #expect(status.threshold == 5)
        #expect(status.goodRatio == 0.95)
        #expect(status.isCompliant, "exactly at the objective is kept")
        #expect(abs(status.budgetRemaining) < 1e-12)
        #expect(status.events == 20)
        #expect(status.objective.fieldName == "shop_p95_ms")
        histogram.observe(9)
        report.sample(at: at(30))
        let later = try #require(report.statuses.first)
        #expect(!later.isCompliant)
        #expect(try #require(later.current) > 5)
        #expect(later.budgetRemaining < 0)
    }

    @Test func withoutTrafficItIsCompliant() throws {
        _ = try makeLatency()
        let report = report(latency)
        for second in [15, 30] {
            report.sample(at: at(second))
            let status = try #require(report.statuses.first)
            #expect(status.current == nil)
            #expect(status.goodRatio == nil)
            #expect(status.events == 0)
            #expect(status.isCompliant)
            #expect(status.budgetRemaining == 1)
        }
    }

    @Test func theWindowSlidesAndTheBudgetRemembers() throws {
        let histogram = try makeLatency()
        let report = report(latency)
        histogram.observe(9)
        report.sample(at: at(15))
        #expect(report.statuses.first?.isCompliant == false)
        for second in stride(from: 30, through: 90, by: 15) {
            histogram.observe(2)
            report.sample(at: at(second))
        }
        let status = try #require(report.statuses.first)
        #expect(status.events == 4, "one each 15 s in the last minute")
        #expect(status.isCompliant)
        #expect(status.window == .seconds(60))
        #expect(status.observed == .seconds(90))
        // 1 of 6 failed where 1 of 20 may.
        #expect(abs(status.budgetRemaining - (1 - (1.0 / 6) / 0.05)) < 1e-9)
    }

    @Test func thePeriodForgets() throws {
        let histogram = try makeLatency()
        let report = report(latency)
        histogram.observe(9)
        report.sample(at: at(15))
        histogram.observe(2)
        report.sample(at: at(29 * 86_400))
        #expect(try #require(report.statuses.first).budgetRemaining < 0)
        histogram.observe(2)
        report.sample(at: at(31 * 86_400))
        let status = try #require(report.statuses.first)
        #expect(status.budgetRemaining == 1)
        #expect(status.observed == .seconds(30 * 86_400))
    }

    @Test func whatWasCountedBeforeIsLeftOut() throws {
        let histogram = try makeLatency()
        for _ in 0..<10 { histogram.observe(100) }
        let report = report(latency)
        histogram.observe(2)
        report.sample(at: at(15))
        #expect(report.statuses.first?.events == 1)
        #expect(report.statuses.first?.goodRatio == 1)
    }

    @Test func goodEventsAreThoseWithFurtherLabels() throws {
        let operations = try registry.counter(
            "operations_total", help: "O.",
            labels: [.closed("outcome", values: ["ok", "bad"]), .open("kind", limit: 9)])
        let report = report(
            .events(
                .init("operations_total", where: [.labelDiffers("kind", from: "test")]),
                good: [.label("outcome", in: ["ok"])]), target: 0.999)
        // Series that come later begin at 0, whatever they have been counting by then.
        operations.series(0, "read").increment(by: 999)
        operations.series(1, "read").increment()
        operations.series(1, "test").increment(by: 1000)
        report.sample(at: at(15))
        let status = try #require(report.statuses.first)
        #expect(status.current == 99.9)
        #expect(status.threshold == 99.9)
        #expect(status.isCompliant)
        #expect(status.objective.fieldName == "shop_percent")
    }

    @Test func eachGroupIsHeldByItself() throws {
        let operations = try registry.counter(
            "operations_total", help: "O.",
            labels: [.closed("backend", values: ["duckdb", "postgresql"]), .closed("outcome", values: ["ok", "bad"])])
        let report = report(
            .events(.init("operations_total"), good: [.label("outcome", in: ["ok"])]), by: ["backend"])
        operations.series(0).increment()
        operations.series(3).increment()
        report.sample(at: at(15))
        #expect(report.statuses.map(\.labels) == [["backend": "duckdb"], ["backend": "postgresql"]])
        #expect(report.statuses.map(\.isCompliant) == [true, false])
    }

    @Test func aRemovedSeriesTakesNothingBack() throws {
        let operations = try registry.counter("operations_total", help: "O.", labels: [.open("kind", limit: 9)])
        let report = report(.events(.init("operations_total"), good: [.labelDiffers("kind", from: "bad")]))
        operations.series(0, "good").increment(by: 10)
        operations.series(0, "bad").increment(by: 10)
        report.sample(at: at(15))
        operations.remove(0, "bad")
        operations.series(0, "good").increment(by: 10)
        report.sample(at: at(30))
        operations.series(0, "bad").increment(by: 2)
        report.sample(at: at(45))
        #expect(report.statuses.first?.events == 32)
        #expect(report.statuses.first?.goodRatio == 20.0 / 32)
    }

    @Test func aValueIsToldAsWhatItKeptTo() throws {
        let gauge = try registry.gauge("hit_ratio", help: "H.", unit: .ratio).series()
        let report = report(.value(.init("hit_ratio"), .init(.atLeast, 0.95, unit: .ratio)), target: 0.75)
        for (place, value) in [0.99, .nan, 0.9, 0.96, 0.97].enumerated() {
            gauge.set(value)
            report.sample(at: at(15 * (place + 1)))
        }
        let status = try #require(report.statuses.first)
        #expect(status.events == 3, "the last minute, but for the time without a value")
        #expect(status.current == 90)
        #expect(status.threshold == 95)
        #expect(!status.isCompliant)
        #expect(status.objective.fieldName == "shop_percent")
    }

    @Test func aQuantileOfItsOwnWindowIsHeld() throws {
        let histogram = try makeLatency()
        let report = report(
            .quantile(0.5, of: .init("latency_ms"), by: [], seconds: 30, .init(.atMost, 5, unit: .milliseconds)),
            target: 0.5)
        for (place, value) in [3.0, 20, 20, 3].enumerated() {
            for _ in 0..<(place + 1) { histogram.observe(value) }
            report.sample(at: at(15 * (place + 1)))
        }
        let status = try #require(report.statuses.first)
        // The medians over 30 s: of 1 fast; 1 fast, 2 slow; 5 slow; 3 slow, 4 fast.
        #expect(status.events == 4)
        #expect(status.goodRatio == 0.5)
        #expect(status.isCompliant)
        #expect(try #require(status.current) <= 5)
        #expect(status.objective.fieldName == "shop_p50_ms")
    }

    @Test func samplesBetweenMakeItCurrentAndNotLarger() throws {
        let histogram = try makeLatency()
        let report = report(latency)
        for second in 1...600 {
            histogram.observe(second <= 540 ? 9 : 2)
            report.sample(at: at(second))
        }
        let status = try #require(report.statuses.first)
        #expect((45...60).contains(status.events))
        #expect(status.isCompliant)
        #expect(status.window <= .seconds(60))
    }

    @Test func whatOnlyPrometheusKnowsIsNotGuessed() throws {
        let report = report(.inPrometheus)
        report.sample(at: at(15))
        #expect(report.statuses.first?.current == nil)
        #expect(report.statuses.first?.events == 0)
    }

    @Test func gaugesAreBroughtUpToDateFirst() throws {
        let gauge = try registry.gauge("up_to_date", help: "U.").series()
        let report = SLOReport(
            [
                Objective(
                    name: "up", summary: "U.", indicator: .value(.init("up_to_date"), .init(.atLeast, 1)), target: 0.5,
                    periodDays: 1)
            ], registry: registry, start: start, refresh: { gauge.set(1) })
        report.sample(at: at(15))
        #expect(report.statuses.first?.current == 1)
    }

    @Test func runSamplesUntilCancelled() async throws {
        let counter = try registry.counter("refreshed_total", help: "R.").series()
        let report = SLOReport([], registry: registry, interval: .milliseconds(1), refresh: { counter.increment() })
        let running = Task { await report.run() }
        let registry = registry
        _ = try await eventually("two samples") {
            (Scrape(registry).value("refreshed_total").flatMap { Int($0) } ?? 0) >= 2 ? true : nil
        }
        running.cancel()
        await running.value
    }
}
