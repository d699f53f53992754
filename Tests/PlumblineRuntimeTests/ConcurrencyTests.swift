import PlumblineRuntime
import Testing

@Suite struct ConcurrencyTests {
    private let tasks = 8
    private let recordings = 20_000
    private var total: Int { tasks * recordings }

    /// Records from many tasks while `watch` scrapes at least once, until all is recorded.
    private func record(_ body: @escaping @Sendable (Int) -> Void, watch: @escaping @Sendable () -> Void) async {
        await withTaskGroup { group in
            group.addTask {
                repeat {
                    watch()
                    await Task.yield()
                } while !Task.isCancelled
            }
            await withTaskGroup { recorders in
                for _ in 0..<tasks {
                    recorders.addTask {
                        for number in 0..<recordings {
                            body(number)
                            // Lets `watch` in between also where there are fewer threads than tasks.
                            if number % 100 == 0 { await Task.yield() }
                        }
                    }
                }
            }
            group.cancelAll()
        }
    }

    @Test func countersAndGaugesLoseNothing() async throws {
        let registry = Registry()
        let whole = try registry.counter("whole_total", help: "W.").series()
        let halves = try registry.counter("halves_total", help: "H.").series()
        let gauge = try registry.gauge("gauge", help: "G.").series()
        await record { _ in
            whole.increment()
            halves.increment(by: 0.5)
            gauge.track { gauge.add(2) }
        } watch: {
            _ = registry.exposition()
        }
        #expect(Scrape(registry).value("whole_total") == "\(total)")
        #expect(Scrape(registry).value("halves_total") == "\(total / 2)")
        #expect(Scrape(registry).value("gauge") == "\(2 * total)")
    }

    @Test func histogramsAreConsistentInEveryScrape() async throws {
        let registry = Registry()
        let latency = try registry.histogram("h", help: "H.", buckets: [0, 1, 2]).series()
        await record { number in
            latency.observe(Double(number % 4))
        } watch: {
            let scrape = Scrape(registry)
            let buckets = scrape.family("h").filter { $0.hasPrefix("h_bucket") }
                .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
            let sum = scrape.value("h_sum").flatMap { Double($0) } ?? .infinity
            #expect(buckets.count == 4)
            #expect(buckets == buckets.sorted())
            #expect(scrape.value("h_count") == buckets.last.map(String.init))
            // No observation is in the sum without being counted: what the buckets could hold at most covers it.
            let most = zip(buckets, [0] + buckets).enumerated().reduce(0) {
                $0 + $1.offset * ($1.element.0 - $1.element.1)
            }
            #expect(sum <= Double(most))
        }
        #expect(Scrape(registry).value("h_count") == "\(total)")
        #expect(Scrape(registry).value("h_sum") == "\(total / 4 * 6)")
    }

    @Test func openLabelsKeepTheirLimitAndLoseNothing() async throws {
        let registry = Registry()
        let reads = try registry.counter("reads_total", help: "R.", labels: [.open("symbol", limit: 10)])
        await record { number in
            reads.series(0, "s\(number % 20)").increment()
        } watch: {
            #expect(Scrape(registry).family("reads_total").count <= 2 + 10 + 1)
        }
        let counts = Scrape(registry).family("reads_total").dropFirst(2)
            .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
        #expect(counts.count == 11)
        #expect(counts.reduce(0, +) == total)
        #expect(
            overflow("reads_total", "symbol", in: registry) == Scrape(registry).value(#"reads_total{symbol="other"}"#))
    }

    @Test func oneOfManyRegistrationsOfANameSucceeds() async {
        let registry = Registry()
        let succeeded = await withTaskGroup { group in
            for _ in 0..<tasks {
                group.addTask { (try? registry.gauge("g", help: "G.")) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(succeeded == 1)
    }
}
