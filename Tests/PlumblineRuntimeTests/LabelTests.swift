import PlumblineRuntime
import Testing

@Suite struct LabelTests {
    let registry = Registry()

    @Test func anOpenLabelKeepsToItsLimit() throws {
        let reads = try registry.counter("reads_total", help: "Reads.", labels: [.open("symbol", limit: 2)])
        #expect(overflow("reads_total", "symbol", in: registry) == "0", "there before the first overflow")
        for symbol in ["A", "B", "C", "A", "D", "B"] { reads.series(0, symbol).increment() }
        #expect(
            Scrape(registry).family("reads_total").dropFirst(2) == [
                #"reads_total{symbol="A"} 2"#,
                #"reads_total{symbol="B"} 2"#,
                #"reads_total{symbol="other"} 2"#,
            ])
        #expect(overflow("reads_total", "symbol", in: registry) == "2")
    }

    @Test func theLimitIsOfTheFamilyNotOfEachCombination() throws {
        let reads = try registry.counter(
            "reads_total", help: "Reads.", labels: [.closed("backend", values: ["p", "d"]), .open("symbol", limit: 1)])
        reads.series(0, "A").increment()
        reads.series(1, "B").increment()
        reads.series(1, "A").increment()
        #expect(
            Scrape(registry).family("reads_total").dropFirst(2) == [
                #"reads_total{backend="p",symbol="A"} 1"#,
                #"reads_total{backend="d",symbol="A"} 1"#,
                #"reads_total{backend="d",symbol="other"} 1"#,
            ])
    }

    @Test func limitsAreKeptForEachLabelAlone() throws {
        let reads = try registry.counter(
            "reads_total", help: "Reads.", labels: [.open("symbol", limit: 1), .open("feature", limit: 2)])
        reads.series(0, "A", "x").increment()
        reads.series(0, "B", "y").increment()
        reads.series(0, "A", "z").increment()
        reads.series(0, "C", "z").increment()
        #expect(
            Scrape(registry).family("reads_total").dropFirst(2) == [
                #"reads_total{symbol="A",feature="other"} 1"#,
                #"reads_total{symbol="A",feature="x"} 1"#,
                #"reads_total{symbol="other",feature="other"} 1"#,
                #"reads_total{symbol="other",feature="y"} 1"#,
            ])
        #expect(overflow("reads_total", "symbol", in: registry) == "2")
        #expect(overflow("reads_total", "feature", in: registry) == "2")
    }

    @Test func otherItselfTakesNoPlaceAndIsNoOverflow() throws {
        let reads = try registry.counter("reads_total", help: "Reads.", labels: [.open("symbol", limit: 1)])
        reads.series(0, "other").increment()
        reads.series(0, "A").increment()
        #expect(
            Scrape(registry).family("reads_total").dropFirst(2) == [
                #"reads_total{symbol="A"} 1"#, #"reads_total{symbol="other"} 1"#,
            ])
        #expect(overflow("reads_total", "symbol", in: registry) == "0")
    }

    @Test func theSameLabelsAreTheSameHandle() throws {
        let closed = try registry.gauge("a", help: "A.", labels: [.closed("l", values: ["x", "y"])])
        let open = try registry.gauge("b", help: "B.", labels: [.open("l", limit: 9)])
        let many = try registry.gauge("c", help: "C.", labels: [.open("l", limit: 9), .open("m", limit: 9)])
        #expect(closed.series(1) === closed.series(1))
        #expect(closed.series(0) !== closed.series(1))
        #expect(open.series(0, "x") === open.series(0, ["x"]))
        #expect(many.series(0, "x", "y") === many.series(0, ["x", "y"]))
        #expect(many.series(0, "x", "y") !== many.series(0, "y", "x"))
        #expect(many.series(0, "ab", "c") !== many.series(0, "a", "bc"))
    }

    @Test func valuesThatDifferInBytesAreDifferentSeries() throws {
        let reads = try registry.counter("reads_total", help: "Reads.", labels: [.open("symbol", limit: 9)])
        reads.series(0, "caf\u{E9}").increment(by: 1)
        reads.series(0, "cafe\u{301}").increment(by: 2)
        #expect(
            Array(registry.exposition().split(separator: UInt8(ascii: "\n")).suffix(2))
                .map { Array($0) } == [
                    Array("reads_total{symbol=\"cafe\u{301}\"} 2".utf8),
                    Array("reads_total{symbol=\"caf\u{E9}\"} 1".utf8),
                ])
    }

    @Test(arguments: [-1, 2, Int.max, Int.min])
    func aClosedIndexOutOfRangeGoesToOther(_ index: Int) throws {
        let misses = try registry.counter("m_total", help: "M.", labels: [.closed("reason", values: ["cold", "old"])])
        #expect(overflow("m_total", "reason", in: registry) == nil)
        misses.series(index).increment()
        #expect(
            Scrape(registry).family("m_total").dropFirst(2) == [
                #"m_total{reason="cold"} 0"#, #"m_total{reason="old"} 0"#, #"m_total{reason="other"} 1"#,
            ])
        #expect(overflow("m_total", "reason", in: registry) == "1")
    }

    @Test func aClosedIndexOutOfRangeGoesToTheDeclaredOtherWhereThereIsOne() throws {
        let misses = try registry.counter(
            "m_total", help: "M.",
            labels: [.closed("reason", values: ["cold", "other"]), .closed("tier", values: ["other", "ram"])])
        misses.series(4).increment()
        #expect(Scrape(registry).family("m_total").count == 6)
        #expect(Scrape(registry).value(#"m_total{reason="other",tier="other"}"#) == "1")
    }

    @Test(arguments: [-1, 2, Int.max, Int.min])
    func aClosedIndexOutOfRangeBesideAnOpenLabelGoesToOther(_ index: Int) throws {
        let reads = try registry.gauge(
            "r", help: "R.", labels: [.closed("backend", values: ["p", "d"]), .open("symbol", limit: 9)])
        reads.series(index, "A").set(1)
        #expect(Scrape(registry).value(#"r{backend="other",symbol="A"}"#) == "1")
        #expect(overflow("r", "backend", in: registry) == "1")
        #expect(overflow("r", "symbol", in: registry) == "0")
    }

    @Test(arguments: [[], ["A"], ["A", "B", "C"], ["A", "B", "C", "D"]])
    func aWrongNumberOfOpenValuesGoesToOther(_ values: [String]) throws {
        let reads = try registry.gauge(
            "r", help: "R.",
            labels: [.closed("backend", values: ["p", "d"]), .open("symbol", limit: 9), .open("feature", limit: 9)])
        reads.series(1, values).set(1)
        #expect(
            Scrape(registry).family("r").dropFirst(2) == [#"r{backend="d",symbol="other",feature="other"} 1"#])
        #expect(overflow("r", "symbol", in: registry) == "1")
        #expect(overflow("r", "feature", in: registry) == "1")
    }

    @Test func aFamilyWithoutLabelsHasOneSeriesWhateverIsAsked() throws {
        let family = try registry.gauge("g", help: "G.")
        #expect(family.series(7) === family.series())
        #expect(family.series(-1, "A") === family.series())
        #expect(family.series(0, "A", "B") === family.series())
    }
}
