import PlumblineRuntime
import Testing

@Suite struct SnapshotTests {
    @Test func seriesAreReadWithTheirLabels() throws {
        let registry = Registry()
        let latency = try registry.histogram(
            "latency_ms", help: "H.", unit: .milliseconds, buckets: [1, 5],
            labels: [.closed("backend", values: ["a", "b"]), .open("symbol", limit: 10)])
        latency.series(1, "S").observe(0.5)
        latency.series(1, "S").observe(3)
        latency.series(1, "S").observe(100)
        let read = registry.histograms(of: "latency_ms")
        let series = try #require(read.first)
        #expect(read.count == 1)
        #expect(series.labels == ["backend": "b", "symbol": "S"])
        #expect(series.counts.bounds == [1, 5] && series.counts.counts == [1, 2, 3] && series.counts.sum == 103.5)
        #expect(series.counts.quantile(1.0 / 3) == 1)

        let misses = try registry.counter(
            "misses_total", help: "H.", labels: [.closed("reason", values: ["cold", "old"])])
        misses.series(1).increment(by: 2.5)
        #expect(registry.values(of: "misses_total").map(\.value) == [0, 2.5])
        #expect(registry.values(of: "misses_total").last?.labels == ["reason": "old"])
        // Each to its kind, and nothing of what is not there.
        #expect(registry.histograms(of: "misses_total").isEmpty && registry.values(of: "latency_ms").isEmpty)
        #expect(registry.histograms(of: "nothing").isEmpty && registry.values(of: "nothing").isEmpty)
    }

    @Test func whatWasCountedBetweenTwoReadings() throws {
        let registry = Registry()
        let latency = try registry.histogram("latency", help: "H.", buckets: [1, 5]).series()
        func read() throws -> HistogramCounts { try #require(registry.histograms(of: "latency").first).counts }
        latency.observe(0.5)
        let first = try read()
        latency.observe(3)
        latency.observe(7)
        let growth = try read().growth(since: first)
        #expect(growth.counts == [0, 1, 2] && growth.sum == 10 && growth.count == 2)
        #expect(try read().growth(since: nil) == read())
        // A series that began anew has fewer than before: all of it is new.
        #expect(first.growth(since: try read()) == first)

        var sum = HistogramCounts()
        #expect(sum.quantile(0.5) == nil && sum.count == 0)
        sum.add(growth)
        sum.add(growth)
        #expect(sum.counts == [0, 2, 4] && sum.sum == 20)
        sum.add(HistogramCounts(bounds: [2]))
        #expect(sum.counts == [0, 2, 4])
    }
}
