/// The unit in which a metric is recorded. Prometheus wants base units (seconds, bytes, ratio); others need a waiver.
public struct Unit<D: Dimension>: Sendable, Hashable {
    package let info: UnitInfo
}

/// What the printer, the linter and Grafana need to know of a unit, without its dimension's type.
package struct UnitInfo: Sendable, Hashable {
    /// The word in messages and in the metric's name: `milliseconds`.
    package let name: String
    /// The suffix that Prometheus' naming rules ask for; nil where none is due.
    package let suffix: String?
    /// How many of this unit make one base unit: 1000 for milliseconds.
    package let perBase: ExactDecimal
    /// Grafana's unit id (`ms`, `percentunit`, `ops`), see its published unit list.
    package let grafana: String
    /// What stands behind a number in prose: ` ms`, `%`, nothing.
    package let symbol: String
    package var isBase: Bool { perBase == .one }

    package init(_ name: String, suffix: String?, perBase: ExactDecimal, grafana: String, symbol: String) {
        self.name = name
        self.suffix = suffix
        self.perBase = perBase
        self.grafana = grafana
        self.symbol = symbol
    }

    /// The unit of a counter's rate.
    package var perSecond: UnitInfo {
        let rates = ["short": "ops", "bytes": "Bps", "s": "percentunit", "ms": "short"]
        return UnitInfo(
            "\(name) per second", suffix: nil, perBase: perBase, grafana: rates[grafana] ?? "short",
            symbol: symbol.isEmpty ? "/s" : symbol + "/s")
    }
}

extension UnitInfo {
    package static let seconds = UnitInfo("seconds", suffix: "seconds", perBase: .one, grafana: "s", symbol: " s")
    package static let milliseconds = UnitInfo(
        "milliseconds", suffix: "milliseconds", perBase: ExactDecimal(1000), grafana: "ms", symbol: " ms")
    package static let microseconds = UnitInfo(
        "microseconds", suffix: "microseconds", perBase: ExactDecimal(1_000_000), grafana: "µs", symbol: " µs")
    package static let nanoseconds = UnitInfo(
        "nanoseconds", suffix: "nanoseconds", perBase: ExactDecimal(1_000_000_000), grafana: "ns", symbol: " ns")
    package static let bytes = UnitInfo("bytes", suffix: "bytes", perBase: .one, grafana: "bytes", symbol: " B")
    package static let ratio = UnitInfo(
        "ratio", suffix: "ratio", perBase: .one, grafana: "percentunit", symbol: "")
    package static let percent = UnitInfo(
        "percent", suffix: "percent", perBase: ExactDecimal(100), grafana: "percent", symbol: " %")
    package static let count = UnitInfo("count", suffix: nil, perBase: .one, grafana: "short", symbol: "")
}

extension Unit where D == Time {
    /// Seconds, Prometheus' base unit of time.
    public static var seconds: Unit { Unit(info: .seconds) }
    /// Milliseconds; not a base unit.
    public static var milliseconds: Unit { Unit(info: .milliseconds) }
    /// Microseconds; not a base unit.
    public static var microseconds: Unit { Unit(info: .microseconds) }
    /// Nanoseconds; not a base unit.
    public static var nanoseconds: Unit { Unit(info: .nanoseconds) }
}

extension Unit where D == Bytes {
    /// Bytes, Prometheus' base unit of size.
    public static var bytes: Unit { Unit(info: .bytes) }
}

extension Unit where D == Ratio {
    /// A share from 0 to 1, Prometheus' base unit.
    public static var ratio: Unit { Unit(info: .ratio) }
    /// A share from 0 to 100; not a base unit.
    public static var percent: Unit { Unit(info: .percent) }
}

extension Unit where D == Count {
    /// Things counted: no unit, no suffix.
    public static var count: Unit { Unit(info: .count) }
}

extension Unit where D == PerSecond<Count> {
    /// Things each second.
    public static var perSecond: Unit { Unit(info: UnitInfo.count.perSecond) }
}

extension Unit where D == PerSecond<Bytes> {
    /// Bytes each second.
    public static var bytesPerSecond: Unit { Unit(info: UnitInfo.bytes.perSecond) }
}
