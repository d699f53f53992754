import PlumblineRuntime
import Testing

@Suite struct OrderTests {
    /// Registers and records in the order of the numbers, which must not show.
    private func exposition(in order: [Int]) throws -> [UInt8] {
        let registry = Registry()
        for number in order {
            let family = try registry.counter(
                "family_\(number)_total", help: "F.", labels: [.open("a", limit: 99), .open("b", limit: 99)])
            for value in order { family.series(0, "v\(value)", "w\(value % 7)").increment(by: number * 100 + value) }
        }
        return registry.exposition()
    }

    @Test func doesNotDependOnArrivalOrHashing() throws {
        let ascending = try exposition(in: Array(0..<40))
        for _ in 0..<3 { #expect(try exposition(in: Array(0..<40).shuffled()) == ascending) }
    }

    @Test func anAnswerStaysAsItWasWhenTheNextOneIsMade() throws {
        let registry = Registry()
        let gauge = try registry.gauge("g", help: "G.").series()
        let first = registry.exposition()
        let copy = Array(first.map { $0 })
        gauge.set(7)
        #expect(registry.exposition(.openMetrics) != first)
        #expect(first == copy)
    }

    @Test func familiesComeByName() throws {
        let registry = Registry()
        for name in ["zebra", "Zebra", "alpha_2", "alpha", "_x", "qux"] {
            try registry.gauge(name, help: "H.").series().set(1)
        }
        let names = Scrape(registry).lines.filter { $0.hasPrefix("# TYPE") }.map { String($0.split(separator: " ")[2]) }
        #expect(
            names == ["Zebra", "_x", "alpha", "alpha_2", "plumbline_dropped_recordings_total", "qux", "zebra"])
    }

    @Test func seriesComeByCombinationThenByBytesOfTheOpenValues() throws {
        let registry = Registry()
        let family = try registry.gauge(
            "g", help: "G.", labels: [.open("symbol", limit: 99), .closed("side", values: ["sell", "buy"])])
        for symbol in ["b", "a", "é", "z", "B", "", "aa", "🦊"] {
            for side in [1, 0] { family.series(side, symbol).set(1) }
        }
        let sorted = ["", "B", "a", "aa", "b", "z", "é", "🦊"]
        #expect(
            Scrape(registry).family("g").dropFirst(2)
                == sorted.map { #"g{symbol="\#($0)",side="sell"} 1"# }[...]
                + sorted.map { #"g{symbol="\#($0)",side="buy"} 1"# })
    }
}
