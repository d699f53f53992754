import PlumblineRuntime
import Testing

/// Texts that try to break out of the place where they stand.
let hostile: [String] = [
    "", " ", "\"", "\\", "\n", "\r", "\r\n", "\0", "}", "{", "# HELP", "\\n", "\\\\n", "\\\"", "a\\", "\"}\\",
    "emoji 🦊👩‍👩‍👧‍👦", "\"\u{301}", "\\\u{301}", "\n\u{301}", "\u{2028}\u{85}\u{0B}\u{0C}", "\u{FEFF}bom",
    "x\"} 1\nforged_total 1\n", "x\",forged=\"1", "x\n# TYPE forged_total counter\nforged_total 1\n", "le=\"+Inf\"",
    String(repeating: "\"\\\n\0}🦊", count: 1000),
]

@Suite struct EscapingTests {
    @Test func helpAndLabelsAreEscapedAsTheFormatSays() throws {
        let registry = Registry()
        let family = try registry.gauge(
            "g", help: "a \"b\" \\ c\nd", labels: [.closed("l", values: ["a \"b\" \\ c\nd"])])
        family.series(0).set(1)
        #expect(
            Scrape(registry).family("g") == [
                #"# HELP g a "b" \\ c\nd"#,
                "# TYPE g gauge",
                #"g{l="a \"b\" \\ c\nd"} 1"#,
            ])
    }

    /// Every hostile text as help, as a closed value and as an open value.
    private func exposition() throws -> [UInt8] {
        let registry = Registry()
        for (number, text) in hostile.enumerated() {
            // In brackets, because the Python parser strips the ends.
            try registry.counter("help_\(number)_total", help: "<\(text)>").series().increment()
        }
        let closed = try registry.gauge("closed", help: "C.", labels: [.closed("text", values: hostile)])
        let open = try registry.histogram(
            "open", help: "O.", buckets: [1], labels: [.open("text", limit: 99), .open("again", limit: 99)])
        for (number, text) in hostile.enumerated() {
            closed.series(number).set(Double(number))
            open.series(0, text, text).observe(Double(number))
        }
        return registry.exposition()
    }

    @Test func isValidUTF8WithAsManyLinesAsSamples() throws {
        let bytes = try exposition()
        #expect(String(validating: bytes, as: UTF8.self) != nil)
        let count = hostile.count
        // HELP and TYPE of each family; a sample a counter and its drops; the gauges; four samples a histogram.
        let heads = 2 * (count + 4)
        #expect(bytes.count { $0 == UInt8(ascii: "\n") } == heads + count + (count + 2) + 2 + count + 4 * count)
    }

    @Test(.enabled(if: PythonClient.isInstalled, "install python3-prometheus-client"))
    func anotherParserReadsBackWhatWasRecorded() throws {
        let families = try PythonClient.parse(try exposition())
        #expect(
            Set(families.keys)
                == Set(hostile.indices.map { "help_\($0)" }).union(
                    ["closed", "open", "plumbline_dropped_recordings", "plumbline_label_overflow"]))
        for (number, text) in hostile.enumerated() {
            #expect(families["help_\(number)"]?.help == "<\(text)>", "\(text.prefix(40).debugDescription)")
        }
        #expect(
            families["closed"]?.samples
                == hostile.enumerated().map { number, text in
                    PythonClient.Sample(
                        name: "closed", labels: ["text": text], value: "\(Double(number))", exemplar: nil)
                })
        let sums = try #require(families["open"]).samples.filter { $0.name == "open_sum" }
        #expect(
            Set(sums)
                == Set(
                    hostile.enumerated().map { number, text in
                        PythonClient.Sample(
                            name: "open_sum", labels: ["text": text, "again": text], value: "\(Double(number))",
                            exemplar: nil)
                    }))
        #expect(families["open"]?.samples.count == 4 * hostile.count)
    }

    @Test(.enabled(if: Promtool.isInstalled, "install prometheus"))
    func prometheusReadsIt() throws {
        let report = try Promtool.check(try exposition())
        #expect(!report.contains("error while linting"), "\(report)")
    }

    @Test(.enabled(if: Promtool.isInstalled, "install prometheus"))
    func prometheusFindsNothingToMendInAWellNamedExposition() throws {
        let registry = Registry()
        try registry.counter("hits_total", help: "Hits.").series().increment()
        try registry.gauge("temperature_celsius", help: "Heat.").series().set(.nan)
        try registry.histogram("wait_seconds", help: "Waits.", unit: .seconds, buckets: [0.1, 1]).series().observe(0.5)
        let info = try registry.info("build_info", help: "Build.", labels: [.open("version", limit: 1)])
        info.series(0, "1\"\n").set()
        #expect(try Promtool.check(registry.exposition()) == "")
    }
}
