import PlumblineRuntime
import Testing

@Suite struct HistogramTests {
    struct Refused: Error, Equatable {}

    let registry = Registry()

    @Test func exposition() throws {
        let latency = try registry.histogram(
            "latency_ms", help: "One insert.", unit: .milliseconds, buckets: [1, 2.5, 5]
        ).series()
        for value in [0.5, 2.5, 2.6, 7] { latency.observe(value) }
        #expect(
            Scrape(registry).family("latency_ms") == [
                "# HELP latency_ms One insert.",
                "# TYPE latency_ms histogram",
                #"latency_ms_bucket{le="1"} 1"#,
                #"latency_ms_bucket{le="2.5"} 2"#,
                #"latency_ms_bucket{le="5"} 3"#,
                #"latency_ms_bucket{le="+Inf"} 4"#,
                "latency_ms_sum 12.6",
                "latency_ms_count 4",
            ])
    }

    @Test func leComesAfterTheOtherLabels() throws {
        let latency = try registry.histogram(
            "latency_ms", help: "One insert.", unit: .milliseconds, buckets: [5],
            labels: [.closed("backend", values: ["postgresql", "duckdb"]), .open("symbol", limit: 500)])
        latency.series(1, "AAPL").observe(2.1)
        #expect(
            Scrape(registry).family("latency_ms").dropFirst(2) == [
                #"latency_ms_bucket{backend="duckdb",symbol="AAPL",le="5"} 1"#,
                #"latency_ms_bucket{backend="duckdb",symbol="AAPL",le="+Inf"} 1"#,
                #"latency_ms_sum{backend="duckdb",symbol="AAPL"} 2.1"#,
                #"latency_ms_count{backend="duckdb",symbol="AAPL"} 1"#,
            ])
    }

    @Test func everyValueFallsInTheFirstBucketThatHoldsIt() throws {
        let bounds: [Double] = [-10, -0.5, 0, 0.0001, 0.25, 1, 5, 1000, 1e9]
        for value in bounds.flatMap({ [$0.nextDown, $0, $0.nextUp] }) {
            let registry = Registry()
            try registry.histogram("x", help: "X.", buckets: bounds).series().observe(value)
            let counts = Scrape(registry).family("x").filter { $0.hasPrefix("x_bucket") }.map { $0.hasSuffix(" 1") }
            #expect(counts == bounds.map { value <= $0 } + [true], "\(value)")
        }
    }

    @Test(arguments: [.infinity, -.infinity, .nan, .signalingNaN] as [Double])
    func valuesThatAreNotFiniteAreDropped(_ value: Double) throws {
        let sizes = try registry.histogram("size_bytes", help: "Size.", unit: .bytes, buckets: [1]).series()
        sizes.observe(2)
        sizes.observe(value)
        #expect(Scrape(registry).value("size_bytes_sum") == "2")
        #expect(Scrape(registry).value("size_bytes_count") == "1")
        #expect(dropped("size_bytes", in: registry) == "1")
    }

    @Test(arguments: [
        (MetricUnit.seconds, 0.005, "0.005"), (.milliseconds, 5, "5"), (.microseconds, 5000, "5000"),
        (.nanoseconds, 5_000_000, "5000000"),
    ])
    func durationsAreConvertedToTheUnitExactly(_ unit: MetricUnit, _ bound: Double, _ sum: String) throws {
        let latency = try registry.histogram("latency", help: "L.", unit: unit, buckets: [bound]).series()
        latency.observe(.milliseconds(5))
        #expect(Scrape(registry).value(#"latency_bucket{le="\#(sum)"}"#) == "1", "on the bound, so in the bucket")
        #expect(Scrape(registry).value("latency_sum") == sum)
    }

    @Test(arguments: [
        (Duration.zero, "0"), (.nanoseconds(1), "1e-06"), (.microseconds(1500), "1.5"), (.seconds(90), "90000"),
        (.milliseconds(-250), "-250"),
        (Duration(secondsComponent: 3, attosecondsComponent: 500_000_000_000_000), "3000.5"),
        (.seconds(Int64.max), "9.223372036854776e+21"),
    ])
    func durationsOfEverySizeAreConverted(_ duration: Duration, _ milliseconds: String) throws {
        let latency = try registry.histogram("latency_ms", help: "L.", unit: .milliseconds, buckets: [1]).series()
        latency.observe(duration)
        #expect(Scrape(registry).value("latency_ms_sum") == milliseconds)
    }

    @Test(arguments: [MetricUnit.none, .bytes, .ratio, .percent])
    func durationsAreDroppedWhereTheUnitIsNotOneOfTime(_ unit: MetricUnit) throws {
        let sizes = try registry.histogram("size", help: "Size.", unit: unit, buckets: [1]).series()
        sizes.observe(.seconds(1))
        #expect(Scrape(registry).value("size_count") == "0")
        #expect(dropped("size", in: registry) == "1")
    }

    @Test func timesCallsThatReturnAndThrow() throws {
        let latency = try registry.histogram("latency_seconds", help: "L.", unit: .seconds, buckets: [3600]).series()
        #expect(latency.time { 42 } == 42)
        #expect(throws: Refused()) { try latency.time { throw Refused() } }
        #expect(Scrape(registry).value(#"latency_seconds_bucket{le="3600"}"#) == "2")
        let sum = try #require(Scrape(registry).value("latency_seconds_sum").flatMap(Double.init))
        #expect(sum > 0)
    }

    @Test func timesAsynchronousCallsThatReturnAndThrow() async throws {
        let latency = try registry.histogram("latency_seconds", help: "L.", unit: .seconds, buckets: [3600]).series()
        let answer = await latency.time {
            await Task.yield()
            return 42
        }
        #expect(answer == 42)
        await #expect(throws: Refused()) {
            try await latency.time {
                await Task.yield()
                throw Refused()
            }
        }
        #expect(Scrape(registry).value("latency_seconds_count") == "2")
    }
}
