import PlumblineGzip
import PlumblineRuntime
import Testing

/// What is recorded is what a real Prometheus holds after a scrape, digit for digit, in both formats.
@Suite struct PrometheusTests {
    let registry = Registry()
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736"

    @Test(.enabled(if: Prometheus.isInstalled || Prometheus.isInCI, "install prometheus"))
    func holdsWhatWasRecorded() async throws {
        let recorded = try recordScalars() + recordLabels()
        try recordHistogram()
        let registry = registry
        let server = try ScrapeServer { request in
            // Prometheus asks for OpenMetrics first, and for gzip.
            let accept = request.path == "/openmetrics" ? request.headers["accept"] : nil
            let answer = registry.scrape(accept: accept, acceptEncoding: request.headers["accept-encoding"])
            var headers = ["Content-Type": answer.contentType]
            headers["Content-Encoding"] = answer.contentEncoding
            return ScrapeServer.Response(headers: headers, body: answer.body)
        }
        defer { server.stop() }
        try await Prometheus.scraping(["text", "openmetrics"], port: server.port) { prometheus in
            for (job, bounds) in [("text", Self.plainBounds), ("openmetrics", Self.canonicalBounds)] {
                let expected = recorded + histogram(bounds)
                let stored = try await eventually("\(job) is scraped") {
                    let samples = try await prometheus.samples(of: job).filter { !$0.key.name.hasPrefix("plumbline_") }
                    return samples.isEmpty ? nil : samples
                }
                #expect(stored.count == expected.count, "\(job)")
                for (series, value) in expected {
                    #expect(digits(stored[series]) == digits(value), "\(job): \(series.name) \(series.labels)")
                }
            }
            let exemplars = try await eventually("the exemplar is there") {
                let exemplars = try await prometheus.exemplars("latency_seconds_bucket")
                return exemplars.isEmpty ? nil : exemplars
            }
            #expect(exemplars.map(\.labels) == [["trace_id": trace, "span_id": "00f067aa0ba902b7"]])
            #expect(exemplars.map(\.value) == ["0.7"])
        }
    }

    /// All 64 bits, but for NaN: the text has one, and Prometheus its own bits for it.
    private func digits(_ value: Double?) -> String? {
        value.map { $0.isNaN ? "NaN" : String($0.bitPattern, radix: 16) }
    }

    private func recordScalars() throws -> [(Prometheus.Series, Double)] {
        let values = [
            0.1 + 0.2, -0.0, 1e-300, .leastNonzeroMagnitude, -.leastNormalMagnitude, .greatestFiniteMagnitude,
            123_456_789.123_456_79,
            .infinity, -.infinity, .nan,
        ]
        let gauges = try registry.gauge("gauge", help: "G.", labels: [.open("case", limit: 100)])
        for (place, value) in values.enumerated() { gauges.series(0, "\(place)").set(value) }

        let whole: [UInt64] = [1 << 53 - 1, 1 << 53 + 3, 1 << 63 - 1]
        let counts = try registry.counter("whole_total", help: "W.", labels: [.open("case", limit: 100)])
        for (place, value) in whole.enumerated() { counts.series(0, "\(place)").increment(by: value) }

        let seconds = try registry.counter("busy_seconds_total", help: "B.", unit: .seconds).series()
        for _ in 0..<3 { seconds.increment(by: 0.1) }

        return values.enumerated().map { (.init("gauge", ["case": "\($0)"]), $1) }
            + whole.enumerated().map { (.init("whole_total", ["case": "\($0)"]), Double($1)) }
            + [(.init("busy_seconds_total"), 0.1 + 0.1 + 0.1)]
    }

    private func recordLabels() throws -> [(Prometheus.Series, Double)] {
        let texts = [
            #"""#, #"\"#, #"\n"#, #"\\""#, "\n", "\r\n", "\t\u{1}\u{7f}", #"",le="1"} 7"#, "# EOF", "\n# EOF\n", " ",
            "{}=,#",
            "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿", "é", "e\u{301}", "\u{2028}\u{feff}", String(repeating: "\\\"\n€", count: 1_700),
        ]
        let gauges = try registry.gauge("hostile", help: "H \\ \" \n # EOF.", labels: [.open("text", limit: 100)])
        for (place, text) in texts.enumerated() { gauges.series(0, text).set(Double(place)) }
        try registry.info("build_info", help: "B.", labels: [.open("version", limit: 1)]).series(0, "1.0").set()
        return texts.enumerated().map { (.init("hostile", ["text": $1]), Double($0)) }
            + [(.init("build_info", ["version": "1.0"]), 1)]
    }

    private func recordHistogram() throws {
        let latency = try registry.histogram(
            "latency_seconds", help: "L.", unit: .seconds, buckets: [0.1, 1, 2500, 1e6]
        ).series()
        for value in [0.05, 0.1, 3, 1e7] { latency.observe(value) }
        latency.observe(0.7, exemplar: try #require(Exemplar(traceID: trace, spanID: "00f067aa0ba902b7")))
    }

    private static let canonicalBounds = ["0.1", "1.0", "2500.0", "1e+06", "+Inf"]
    private static let plainBounds =
        Prometheus.keepsBounds ? ["0.1", "1", "2500", "1000000", "+Inf"] : canonicalBounds

    private func histogram(_ bounds: [String]) -> [(Prometheus.Series, Double)] {
        zip(bounds, [2, 3, 4, 4, 5]).map { (.init("latency_seconds_bucket", ["le": $0]), $1) }
            + [
                (.init("latency_seconds_sum"), 0.05 + 0.1 + 3 + 1e7 + 0.7), (.init("latency_seconds_count"), 5),
            ]
    }
}
