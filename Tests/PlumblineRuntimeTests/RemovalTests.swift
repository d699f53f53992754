import PlumblineRuntime
import Testing

@Suite struct RemovalTests {
    let registry = Registry()

    @Test func aRemovedSeriesStartsAnewAndMakesRoom() throws {
        let reads = try registry.counter("reads_total", help: "R.", labels: [.open("symbol", limit: 1)])
        let old = reads.series(0, "A")
        old.increment()
        #expect(reads.remove(0, "A"))
        #expect(!reads.remove(0, "A"))
        old.increment()
        reads.series(0, "B").increment(by: 2)
        reads.series(0, "A").increment()
        #expect(
            Scrape(registry).family("reads_total").dropFirst(2) == [
                #"reads_total{symbol="B"} 2"#, #"reads_total{symbol="other"} 1"#,
            ])
    }

    @Test func aValueKeepsItsPlaceWhileAnotherSeriesHasIt() throws {
        let reads = try registry.gauge("r", help: "R.", labels: [.open("a", limit: 1), .open("b", limit: 9)])
        reads.series(0, "x", "1").set(1)
        reads.series(0, "x", "2").set(1)
        reads.remove(0, "x", "1")
        reads.series(0, "y", "1").set(3)
        #expect(Scrape(registry).value(#"r{a="other",b="1"}"#) == "3")
        reads.remove(0, "x", "2")
        reads.series(0, "y", "1").set(4)
        #expect(Scrape(registry).value(#"r{a="y",b="1"}"#) == "4")
    }

    @Test func whatWasNeverThereCannotBeRemoved() throws {
        let closed = try registry.gauge("c", help: "C.", labels: [.closed("l", values: ["x"])])
        let open = try registry.gauge("o", help: "O.", labels: [.open("l", limit: 9)])
        open.series(0, "x").set(1)
        #expect(!closed.remove(0))
        #expect(!closed.remove(7, "x"))
        #expect(!open.remove(0, "y"))
        #expect(!open.remove(-1, "x"))
        #expect(!open.remove(0, "x", "x"))
        #expect(!open.remove(0))
        #expect(Scrape(registry).value(#"o{l="x"}"#) == "1")
    }

    @Test func manyComeAndGo() throws {
        let reads = try registry.counter("reads_total", help: "R.", labels: [.open("symbol", limit: 10)])
        for number in 0..<5000 {
            reads.series(0, "s\(number)").increment()
            if number >= 5 { #expect(reads.remove(0, "s\(number - 5)")) }
        }
        #expect(
            Scrape(registry).family("reads_total").dropFirst(2)
                == (4995..<5000).map { "reads_total{symbol=\"s\($0)\"} 1" }[...])
    }

    @Test func idleSeriesExpireAndRecordedOnesStay() throws {
        let labels: [LabelSchema] = [.open("l", limit: 9)]
        let counter = try registry.counter("c_total", help: "C.", labels: labels, expiry: .zero)
        let gauge = try registry.gauge("g", help: "G.", labels: labels, expiry: .zero)
        let histogram = try registry.histogram("h", help: "H.", buckets: [1], labels: labels, expiry: .zero)
        let patient = try registry.counter("p_total", help: "P.", labels: labels, expiry: .seconds(3600))
        for value in ["idle", "busy"] {
            counter.series(0, value).increment()
            gauge.series(0, value).set(1)
            histogram.series(0, value).observe(1)
            patient.series(0, value).increment()
        }
        func there(_ value: String) -> [Bool] {
            let scrape = Scrape(registry)
            return ["c_total", "g", "h_count", "p_total"].map { scrape.value("\($0){l=\"\(value)\"}") != nil }
        }
        #expect(there("idle") == [true, true, true, true])
        counter.series(0, "busy").increment()
        gauge.series(0, "busy").set(1)
        histogram.series(0, "busy").observe(1)
        let scrape = Scrape(registry)
        #expect(scrape.value(#"c_total{l="idle"}"#) == nil)
        #expect(scrape.value(#"g{l="idle"}"#) == nil)
        #expect(scrape.value(#"h_count{l="idle"}"#) == nil)
        #expect(scrape.value(#"p_total{l="idle"}"#) == "1")
        #expect(scrape.value(#"c_total{l="busy"}"#) == "2")
        #expect(scrape.value(#"g{l="busy"}"#) == "1")
        #expect(scrape.value(#"h_count{l="busy"}"#) == "2")
    }
}
