import CoreMetrics
import PlumblineRuntime
import PlumblineSwiftMetrics
import Testing

@Suite struct SwiftMetricsTests {
    let registry = Registry()
    let factory: RegistryMetricsFactory

    init() throws {
        factory = try RegistryMetricsFactory(
            registry: registry, timerBuckets: [0.1, 1], recorderBuckets: [10], metricLimit: 8, labelSetLimit: 2)
    }

    @Test func everyKindComesOutOfTheRegistry() {
        factory.makeCounter(label: "http.requests", dimensions: [("method", "GET")]).increment(by: 2 as Int64)
        factory.makeFloatingPointCounter(label: "bytes_total", dimensions: []).increment(by: 2.5)
        let meter = factory.makeMeter(label: "temperature", dimensions: [])
        meter.set(20 as Double)
        meter.decrement(by: 0.5)
        factory.makeRecorder(label: "sizes", dimensions: [], aggregate: true).record(7 as Int64)
        factory.makeRecorder(label: "last", dimensions: [], aggregate: false).record(7.5)
        factory.makeTimer(label: "http.server.request.duration", dimensions: []).recordNanoseconds(250_000_000)
        let scrape = Scrape(registry)
        #expect(scrape.value(#"http_requests_total{method="GET"}"#) == "2")
        #expect(scrape.value("bytes_total") == "2.5")
        #expect(scrape.value("temperature") == "19.5")
        #expect(scrape.value(#"sizes_bucket{le="10"}"#) == "1")
        #expect(scrape.value("last") == "7.5")
        #expect(scrape.value(#"http_server_request_duration_seconds_bucket{le="1"}"#) == "1")
        #expect(scrape.value("http_server_request_duration_seconds_sum") == "0.25")
    }

    @Test func theSameLabelsInAnyOrderAreOneSeries() {
        factory.makeCounter(label: "c", dimensions: [("a", "1"), ("b", "2")]).increment(by: 1 as Int64)
        factory.makeCounter(label: "c", dimensions: [("b", "2"), ("a", "1")]).increment(by: 1 as Int64)
        #expect(Scrape(registry).value(#"c_total{a="1",b="2"}"#) == "2")
    }

    @Test func namesThatBecomeTheSameStayApart() throws {
        for label in ["a.b", "a_b", "a-b"] {
            factory.makeCounter(label: label, dimensions: []).increment(by: 1 as Int64)
        }
        factory.makeMeter(label: "m", dimensions: [("x.y", "1"), ("x_y", "2")]).set(1 as Int64)
        let lines = Scrape(registry).lines.filter { !$0.hasPrefix("#") }
        #expect(lines.filter { $0.hasPrefix("a_b") && $0.hasSuffix(" 1") }.count == 3)
        let meter = try #require(lines.first { $0.hasPrefix("m{") })
        #expect(meter.hasPrefix(#"m{x_y="1",x_y_"#))
        #expect(meter.hasSuffix(#"="2"} 1"#))
    }

    @Test func aNameOfTheServiceIsLeftToIt() throws {
        try registry.counter("jobs_total", help: "Mine.").series().increment(by: 5)
        factory.makeCounter(label: "jobs", dimensions: []).increment(by: 1 as Int64)
        #expect(Scrape(registry).value("jobs_total") == "5")
        #expect(Scrape(registry).lines.contains { $0.hasPrefix("jobs_") && $0.hasSuffix("_total 1") })
    }

    @Test func labelSetsOverTheLimitAreOneSeries() {
        for number in 0..<5 {
            factory.makeCounter(label: "c", dimensions: [("n", "\(number)")]).increment(by: 1 as Int64)
        }
        #expect(
            Scrape(registry).family("c_total").dropFirst(2) == [
                #"c_total{n="0"} 1"#, #"c_total{n="1"} 1"#, #"c_total{overflow="true"} 3"#,
            ])
        #expect(overflow("c_total", "set", in: registry) == "3")
    }

    @Test func metricsOverTheLimitRecordNothingAndAreCounted() {
        for number in 0..<10 {
            factory.makeCounter(label: "c\(number)", dimensions: []).increment(by: 1 as Int64)
        }
        #expect(Scrape(registry).value("c7_total") == "1")
        #expect(Scrape(registry).value("c8_total") == nil)
        #expect(Scrape(registry).value("plumbline_refused_metrics_total") == "2")
    }

    @Test(
        .enabled(if: PythonClient.isInstalled, "install python3-prometheus-client"),
        arguments: [PythonClient.Format.text, .openMetrics])
    func hostileNamesAndDimensionsAreReadBack(_ format: PythonClient.Format) throws {
        let registry = Registry()
        let factory = try RegistryMetricsFactory(registry: registry)
        for text in hostile + ["le", "quantile", "__name__", "1st", "é", "overflow"] {
            factory.makeCounter(label: text, dimensions: [(text, text), ("le", text)]).increment(by: 1 as Int64)
            factory.makeTimer(label: text, dimensions: [(text, text)]).recordNanoseconds(1)
        }
        let families = try PythonClient.parse(
            registry.exposition(format == .text ? .text : .openMetrics), as: format)
        let counted = families.values.flatMap(\.samples).filter { $0.name.hasSuffix("_total") && $0.value == "1.0" }
        #expect(counted.count == hostile.count + 6)
        #expect(!families.keys.contains { $0.hasPrefix("forged") })
    }
}
