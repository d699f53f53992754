import PlumblineRuntime
import Testing

@Suite struct CounterTests {
    let registry = Registry()

    @Test func exposition() throws {
        let hits = try registry.counter("cache_hits_total", help: "Look-ups answered from the cache.").series()
        hits.increment()
        hits.increment(by: 2)
        #expect(
            Scrape(registry).text == """
                # HELP cache_hits_total Look-ups answered from the cache.
                # TYPE cache_hits_total counter
                cache_hits_total 3
                # HELP plumbline_dropped_recordings_total Recordings dropped: not finite, negative for a counter, \
                a duration where the unit is not time.
                # TYPE plumbline_dropped_recordings_total counter
                plumbline_dropped_recordings_total{metric="cache_hits_total"} 0

                """)
    }

    @Test func closedCombinationsExistFromTheStartWithTheLastLabelFastest() throws {
        let operations = try registry.counter(
            "operations_total", help: "Operations.",
            labels: [
                .closed("operation", values: ["insert", "read"]),
                .closed("outcome", values: ["success", "error", "timeout"]),
            ])
        operations.series(1).increment()
        operations.series(3).increment(by: 4)
        #expect(
            Scrape(registry).family("operations_total").dropFirst(2) == [
                #"operations_total{operation="insert",outcome="success"} 0"#,
                #"operations_total{operation="insert",outcome="error"} 1"#,
                #"operations_total{operation="insert",outcome="timeout"} 0"#,
                #"operations_total{operation="read",outcome="success"} 4"#,
                #"operations_total{operation="read",outcome="error"} 0"#,
                #"operations_total{operation="read",outcome="timeout"} 0"#,
            ])
    }

    @Test func labelsKeepTheirDeclaredOrderWhereOpenOnesStandBetween() throws {
        let family = try registry.counter(
            "mixed_total", help: "Mixed.",
            labels: [
                .open("first", limit: 5), .closed("second", values: ["a", "b"]), .open("third", limit: 5),
                .closed("fourth", values: ["c", "d"]), .open("fifth", limit: 5),
            ])
        family.series(2, ["x", "y", "z"]).increment()
        #expect(
            Scrape(registry).value(#"mixed_total{first="x",second="b",third="y",fourth="c",fifth="z"}"#) == "1")
    }

    @Test func fractionsAndWholeAmountsAddUp() throws {
        let seconds = try registry.counter("busy_seconds_total", help: "Time spent.", unit: .seconds).series()
        seconds.increment(by: 0.25)
        seconds.increment(by: 2.0)
        seconds.increment(by: 0.5)
        seconds.increment(by: UInt64(7))
        #expect(Scrape(registry).value("busy_seconds_total") == "9.75")
    }

    @Test(arguments: [-1, -0.001, -.infinity, .infinity, .nan] as [Double])
    func amountsThatCannotBeCountedAreDropped(_ amount: Double) throws {
        let bytes = try registry.counter("sent_bytes_total", help: "Bytes sent.", unit: .bytes).series()
        bytes.increment(by: 1)
        bytes.increment(by: amount)
        #expect(Scrape(registry).value("sent_bytes_total") == "1")
        #expect(dropped("sent_bytes_total", in: registry) == "1")
    }

    @Test func negativeWholeAmountsAreDropped() throws {
        let bytes = try registry.counter("sent_bytes_total", help: "Bytes sent.", unit: .bytes).series()
        bytes.increment(by: -1)
        bytes.increment(by: Int.min)
        bytes.increment(by: 0)
        #expect(Scrape(registry).value("sent_bytes_total") == "0")
        #expect(dropped("sent_bytes_total", in: registry) == "2")
    }

    @Test func wrapsInsteadOfTrapping() throws {
        let events = try registry.counter("events_total", help: "Events.").series()
        events.increment(by: UInt64.max)
        #expect(Scrape(registry).value("events_total") == "1.8446744073709552e+19")
        events.increment(by: 3)
        #expect(Scrape(registry).value("events_total") == "2")
    }
}
