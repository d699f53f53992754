import Plumbline
import TestSupport
import Testing

/// Units are converted exactly, in both directions.
@Suite struct QuantityTests {
    /// By unit, how much of the base unit one of them is, as the International System and IEC 80000-13 have it.
    @Test func agreesWithPython() throws {
        var generator = SeededGenerator(seed: 11)
        var oracle = PythonOracle()
        for _ in 0..<500 {
            let digits = Double(Int.random(in: -1_000_000...1_000_000, using: &generator))
            let amount = digits / (Bool.random(using: &generator) ? 1000 : 1)
            for (time, each) in [
                (Quantity<Time>.nanoseconds(amount), "0.000000001"), (.microseconds(amount), "0.000001"),
                (.milliseconds(amount), "0.001"), (.seconds(amount), "1"), (.minutes(amount), "60"),
                (.hours(amount), "3600"), (.days(amount), "86400"),
            ] {
                oracle.amount(amount, each: each, time.base)
            }
            for (size, each) in [
                (Quantity<Bytes>.bytes(amount), "1"), (.kibibytes(amount), "1024"), (.mebibytes(amount), "1048576"),
                (.gibibytes(amount), "1073741824"),
            ] {
                oracle.amount(amount, each: each, size.base)
            }
            oracle.amount(amount, each: "0.01", Quantity<Ratio>.percent(amount).base)
            oracle.amount(amount, each: "1", Quantity<Count>.count(amount).base)
        }
        #expect(try oracle.disagreements() == [])
    }

    @Test func backAndForthIsTheSame() {
        var generator = SeededGenerator(seed: 12)
        let amounts = (0..<2000).map { _ in Double(Int.random(in: 0...10_000_000, using: &generator)) / 1000 }
        let changed = amounts.filter { amount in
            let values = [
                Quantity<Time>.milliseconds(amount).value(in: .milliseconds),
                Quantity<Time>.seconds(amount).value(in: .seconds),
                Quantity<Time>.microseconds(amount).value(in: .microseconds),
                Quantity<Time>.nanoseconds(amount).value(in: .nanoseconds),
                Quantity<Ratio>.percent(amount).value(in: .percent),
                Quantity<Bytes>.bytes(amount).value(in: .bytes),
            ]
            return values.contains { $0 != ExactDecimal(literal: amount) }
        }
        #expect(changed == [])
    }

    @Test func durationsParseBack() throws {
        var generator = SeededGenerator(seed: 13)
        var oracle = PythonOracle()
        for bits in 1...40 {
            for _ in 0..<50 {
                let milliseconds = Int.random(in: 1...(1 << bits), using: &generator)
                let text = try #require(Quantity<Time>.milliseconds(Double(milliseconds)).promQL)
                oracle.duration(text, milliseconds)
            }
        }
        #expect(try oracle.disagreements() == [])
    }

    @Test(arguments: [
        (Quantity<Time>.minutes(5), "5m"), (.seconds(90), "1m30s"), (.hours(24), "1d"), (.hours(1.5), "1h30m"),
        (.milliseconds(1), "1ms"), (.days(30), "30d"), (.seconds(0.25), "250ms"),
    ])
    func durationsAreWrittenAsPrometheusDoes(_ time: Quantity<Time>, _ text: String) {
        #expect(time.promQL == text)
    }

    @Test(arguments: [
        Quantity<Time>.seconds(0), .seconds(-1), .microseconds(1), .milliseconds(0.5), .seconds(.infinity),
    ])
    func otherTimesAreNoDurations(_ time: Quantity<Time>) {
        #expect(time.promQL == nil)
    }

    @Test func wordsAreTheAuthors() {
        #expect(Quantity<Time>.milliseconds(5).description == "5 ms")
        #expect(Quantity<Time>.microseconds(2.5).description == "2.5 µs")
        #expect(Quantity<Ratio>.percent(99.9).description == "99.9 %")
        #expect(Quantity<Bytes>.mebibytes(1).description == "1 MiB")
        #expect(Quantity<PerSecond<Count>>.perSecond(10).description == "10/s")
        #expect(Quantity<Time>.seconds(.nan).description == "nan s")
    }

    @Test func literalsOfWhatHasNoDimension() {
        let (ratio, count): (Quantity<Ratio>, Quantity<Count>) = (0.95, 9_007_199_254_740_993)
        #expect(ratio.base?.description == "0.95")
        #expect(count.base?.description == "9007199254740993")
        #expect(Quantity<Count>(integerLiteral: .min).base == nil)
    }

    @Test func ratesOfUnits() {
        #expect(UnitInfo.count.perSecond.grafana == "ops")
        #expect(UnitInfo.bytes.perSecond.grafana == "Bps")
        #expect(Unit<PerSecond<Bytes>>.bytesPerSecond.info == UnitInfo.bytes.perSecond)
        #expect(Unit<PerSecond<Count>>.perSecond.info == UnitInfo.count.perSecond)
    }

    @Test func dimensionsHaveNouns() {
        #expect([Time.noun, Bytes.noun, Ratio.noun, Count.noun] == ["time", "bytes", "ratio", "count"])
        #expect(PerSecond<Bytes>.noun == "bytes per second")
    }
}
