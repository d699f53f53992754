import Foundation
import PlumblineRuntime
import Testing

@Suite struct OpenMetricsTests {
    let registry = Registry()

    @Test func everyKindHasTheSameSampleNamesAsInText() throws {
        let requests = try registry.counter(
            "requests_total", help: "R \"q\" \\ \n.", labels: [.closed("code", values: ["200"])])
        requests.series(0).increment(by: 3)
        try registry.counter("events", help: "No suffix.").series().increment()
        try registry.gauge("pool_total", help: "A gauge.").series().set(2)
        let sizes = try registry.histogram(
            "size_bytes", help: "S.", unit: .bytes, buckets: [0.5, 1, 2500, 100_000, 1e6, 12_345_678, 1e10])
        sizes.series().observe(5)
        try registry.info("build_info", help: "B.", labels: [.open("version", limit: 1)]).series(0, "1").set()
        try registry.histogram("insert_ms", help: "I.", unit: .milliseconds, buckets: [1]).series().observe(1)
        let text = Scrape(registry, .openMetrics).text
        #expect(text.hasSuffix("\n# EOF\n"))
        let families = text.components(separatedBy: "# HELP ").filter { !$0.isEmpty && !$0.hasPrefix("plumbline_") }
        #expect(
            families == [
                "build B.\n# TYPE build info\nbuild_info{version=\"1\"} 1\n",
                "events No suffix.\n# TYPE events unknown\nevents 1\n",
                """
                insert_ms I.
                # TYPE insert_ms histogram
                # UNIT insert_ms ms
                insert_ms_bucket{le="1.0"} 1
                insert_ms_bucket{le="+Inf"} 1
                insert_ms_sum 1
                insert_ms_count 1

                """,
                "pool_total A gauge.\n# TYPE pool_total gauge\npool_total 2\n",
                #"requests R \"q\" \\ \n."# + "\n# TYPE requests counter\nrequests_total{code=\"200\"} 3\n",
                """
                size_bytes S.
                # TYPE size_bytes histogram
                # UNIT size_bytes bytes
                size_bytes_bucket{le="0.5"} 0
                size_bytes_bucket{le="1.0"} 0
                size_bytes_bucket{le="2500.0"} 1
                size_bytes_bucket{le="100000.0"} 1
                size_bytes_bucket{le="1e+06"} 1
                size_bytes_bucket{le="1.2345678e+07"} 1
                size_bytes_bucket{le="1e+10"} 1
                size_bytes_bucket{le="+Inf"} 1
                size_bytes_sum 5
                size_bytes_count 1

                # EOF

                """.replacing("\n\n# EOF", with: "\n# EOF"),
            ])
    }

    @Test func namesThatAreOneOpenMetricsFamilyAreRefused() throws {
        _ = try registry.counter("hits_total", help: "H.")
        let error = #expect(throws: RegistrationError.self) { try registry.gauge("hits", help: "H.") }
        #expect(
            error?.description
                == #"metric "hits": the name is taken by hits_total, which exports it too; rename one of the two"#)
        #expect(throws: RegistrationError.self) { try registry.gauge("hits_created", help: "H.") }
        _ = try registry.gauge("build", help: "B.")
        #expect(throws: RegistrationError.self) { try registry.info("build_info", help: "B.") }
    }

    @Test(.enabled(if: PythonClient.isInstalled, "install python3-prometheus-client"))
    func aStrictParserReadsAllKinds() throws {
        try everyKindHasTheSameSampleNamesAsInText()
        try registry.registerProcessMetrics()
        let latency = try registry.histogram("latency_seconds", help: "L.", unit: .seconds, buckets: [0.1, 1]).series()
        latency.observe(0.67, exemplar: Exemplar(traceID: (0x4bf9_2f35_77b3_4da6, 0xa3ce_929d), spanID: 7))
        let families = try PythonClient.parse(registry.exposition(.openMetrics), as: .openMetrics)
        #expect(families["requests"]?.type == "counter")
        #expect(families["build"]?.type == "info")
        #expect(families["latency_seconds"]?.unit == "seconds")
        let exemplar = families["latency_seconds"]?.samples.first { $0.labels["le"] == "1.0" }?.exemplar
        #expect(
            exemplar?.labels == [
                "trace_id": "4bf92f3577b34da600000000a3ce929d", "span_id": "0000000000000007",
            ])
        #expect(exemplar?.value == 0.67)
    }
}
