import PlumblineRuntime
import Testing

/// Look-ups without a lock while series are made, removed, expired and scraped: run under ThreadSanitizer too.
@Suite struct ConcurrencyRemovalTests {
    private let tasks = 4
    private let rounds = 5000

    @Test func lookUpsSurviveRemoval() async throws {
        let registry = Registry()
        let reads = try registry.counter("reads_total", help: "R.", labels: [.open("symbol", limit: 100_000)])
        await withTaskGroup { group in
            for task in 0..<tasks {
                group.addTask {
                    for round in 0..<rounds {
                        let symbol = "s\((round &* 31 &+ task) % 64)"
                        reads.withSeries(0, symbol) { $0.increment() }
                        reads.series(0, symbol).increment()
                        if round % 7 == task { reads.remove(0, symbol) }
                        // Grows the table under the readers.
                        if round % 11 == task { reads.series(0, "once-\(task)-\(round)").increment() }
                    }
                }
            }
            group.addTask {
                for _ in 0..<20 {
                    #expect(String(validating: registry.exposition(), as: UTF8.self) != nil)
                    await Task.yield()
                }
            }
        }
        let once = Scrape(registry).family("reads_total").filter { $0.contains("once-") }
        #expect(once.count == (0..<tasks).reduce(0) { $0 + (rounds - $1 + 10) / 11 })
        #expect(once.allSatisfy { $0.hasSuffix(" 1") })
    }

    @Test func lookUpsSurviveExpiry() async throws {
        let registry = Registry()
        let family = try registry.histogram(
            "h", help: "H.", buckets: [1], labels: [.open("symbol", limit: 64)], expiry: .zero)
        await withTaskGroup { group in
            for task in 0..<tasks {
                group.addTask {
                    for round in 0..<rounds {
                        family.withSeries(0, "s\((round &+ task) % 64)") { $0.observe(1) }
                        if round % 100 == 0 { await Task.yield() }
                    }
                }
            }
            group.addTask {
                for _ in 0..<100 {
                    _ = registry.exposition()
                    await Task.yield()
                }
            }
        }
        _ = registry.exposition()
        #expect(!Scrape(registry).text.contains("h_bucket"))
        family.series(0, "again").observe(1)
        #expect(Scrape(registry).value(#"h_count{symbol="again"}"#) == "1")
    }

    @Test func everyScrapeIsMonotonic() async throws {
        let registry = Registry()
        let counter = try registry.counter("c_total", help: "C.").series()
        let open = try registry.histogram("h", help: "H.", buckets: [1], labels: [.open("l", limit: 1)]).series(0, "x")
        await withTaskGroup { group in
            for _ in 0..<tasks {
                group.addTask {
                    for round in 0..<rounds {
                        counter.increment()
                        counter.increment(by: 0.5)
                        open.observe(Double(round % 3), exemplar: Exemplar(traceID: (1, 1), spanID: 1))
                    }
                }
            }
            group.addTask {
                var last: [Double] = [0, 0, 0, 0]
                for _ in 0..<50 {
                    let scrape = Scrape(registry, .openMetrics)
                    let now = [
                        #"c_total"#, #"h_bucket{l="x",le="1.0"}"#, #"h_count{l="x"}"#, #"h_sum{l="x"}"#,
                    ].map { Double(scrape.value($0)?.split(separator: " ").first ?? "") ?? .nan }
                    #expect(zip(last, now).allSatisfy { $0 <= $1 }, "\(last) \(now)")
                    last = now
                    await Task.yield()
                }
            }
        }
        #expect(Scrape(registry).value("c_total") == "\(tasks * rounds * 3 / 2)")
        #expect(Scrape(registry).value(#"h_count{l="x"}"#) == "\(tasks * rounds)")
    }
}
