import PlumblineRuntime
import Testing

@Suite struct ExemplarTests {
    let registry = Registry()
    let trace = Exemplar(traceID: (1, 2), spanID: 3)

    /// The exemplar of a line, without its time.
    private func exemplar(_ line: String) -> Substring? {
        line.firstRange(of: " # ").map {
            line[$0.upperBound...].split(separator: " ").prefix(2).joined(separator: " ")[...]
        }
    }

    @Test func goesToTheBucketOfItsValueInOpenMetricsOnly() throws {
        let latency = try registry.histogram("latency_ms", help: "L.", unit: .milliseconds, buckets: [1, 5]).series()
        latency.observe(0.5)
        latency.observe(.milliseconds(4), exemplar: trace)
        let lines = Scrape(registry, .openMetrics).family("latency_ms").filter { $0.contains("_bucket") }
        let labels = #"{trace_id="00000000000000010000000000000002",span_id="0000000000000003"}"#
        #expect(lines.map(exemplar) == [nil, "\(labels) 4", nil])
        #expect(!Scrape(registry).text.contains("trace_id"))
    }

    @Test func aCounterKeepsTheLast() throws {
        let hits = try registry.counter("hits_total", help: "H.").series()
        hits.increment(exemplar: Exemplar(traceID: (9, 9), spanID: 9))
        hits.increment(by: 2.5, exemplar: trace)
        hits.increment(by: -1, exemplar: Exemplar(traceID: (8, 8), spanID: 8))
        let line = try #require(Scrape(registry, .openMetrics).family("hits").last)
        #expect(line.hasPrefix("hits_total 3.5 # "))
        #expect(exemplar(line)?.hasSuffix(#"2",span_id="0000000000000003"} 2.5"#) == true)
    }

    @Test func theTimeIsNow() throws {
        let hits = try registry.counter("hits_total", help: "H.").series()
        hits.increment(exemplar: trace)
        let time = try #require(
            Scrape(registry, .openMetrics).family("hits").last?.split(separator: " ").last.flatMap { Double($0) })
        #expect(time > 1.7e9)
    }

    @Test(
        arguments: [
            ("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true),
            ("4BF92F3577B34DA6A3CE929D0E0E4736", "00F067AA0BA902B7", true),
            ("4bf92f3577b34da6a3ce929d0e0e473", "00f067aa0ba902b7", false),
            ("+bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", false),
            ("4bf92f3577b34da6a3ce929d0e0e4736", "\"} 1\nforged 1\n###", false), ("", "", false),
        ])
    func identifiersAreHexadecimalDigits(_ trace: String, _ span: String, _ isValid: Bool) {
        #expect((Exemplar(traceID: trace, spanID: span) != nil) == isValid)
    }

    @Test func readsWhatATraceparentHas() {
        #expect(
            Exemplar(traceID: "4bf92f3577b34da6a3ce929d0e0e4736", spanID: "00f067aa0ba902b7")
                == Exemplar(traceID: (0x4bf9_2f35_77b3_4da6, 0xa3ce_929d_0e0e_4736), spanID: 0xf067_aa0b_a902_b7))
    }
}
