/// An exact amount with a dimension: a threshold, a window, an objective.
///
/// ```swift
/// metrics.insertLatency.quantile(0.95) > .milliseconds(5)   // 5 against a milliseconds histogram, 0.005 against seconds
/// ```
public struct Quantity<D: Dimension>: Sendable, Hashable {
    /// In base units; nil when the number written was not finite or too large to be exact.
    package let base: ExactDecimal?
    /// As the author wrote it, for prose: `5 ms`.
    package let words: String

    package init(base: ExactDecimal?, words: String) {
        self.base = base
        self.words = words
    }

    package init(_ amount: Double, each: ExactDecimal, symbol: String) {
        let exact = ExactDecimal(literal: amount)
        self.init(base: exact?.times(each), words: (exact?.description ?? "\(amount)") + symbol)
    }

    /// The exact number in a unit of the same dimension: `.seconds(0.025)` in milliseconds is 25.
    package func value(in unit: UnitInfo) -> ExactDecimal? { base?.times(unit.perBase) }
}

extension Quantity: CustomStringConvertible {
    /// As the author wrote it: `5 ms`.
    public var description: String { words }
}

extension Quantity where D == Time {
    /// `amount` nanoseconds.
    public static func nanoseconds(_ amount: Double) -> Self {
        .init(amount, each: .init(1, exponent: -9), symbol: " ns")
    }
    /// `amount` microseconds.
    public static func microseconds(_ amount: Double) -> Self {
        .init(amount, each: .init(1, exponent: -6), symbol: " µs")
    }
    /// `amount` milliseconds.
    public static func milliseconds(_ amount: Double) -> Self {
        .init(amount, each: .init(1, exponent: -3), symbol: " ms")
    }
    /// `amount` seconds.
    public static func seconds(_ amount: Double) -> Self { .init(amount, each: .one, symbol: " s") }
    /// `amount` minutes.
    public static func minutes(_ amount: Double) -> Self { .init(amount, each: .init(60), symbol: " min") }
    /// `amount` hours.
    public static func hours(_ amount: Double) -> Self { .init(amount, each: .init(3600), symbol: " h") }
    /// `amount` days of 24 hours.
    public static func days(_ amount: Double) -> Self { .init(amount, each: .init(86400), symbol: " d") }
}

extension Quantity where D == Bytes {
    /// `amount` bytes.
    public static func bytes(_ amount: Double) -> Self { .init(amount, each: .one, symbol: " B") }
    /// `amount` × 1024 bytes.
    public static func kibibytes(_ amount: Double) -> Self { .init(amount, each: .init(1 << 10), symbol: " KiB") }
    /// `amount` × 1024² bytes.
    public static func mebibytes(_ amount: Double) -> Self { .init(amount, each: .init(1 << 20), symbol: " MiB") }
    /// `amount` × 1024³ bytes.
    public static func gibibytes(_ amount: Double) -> Self { .init(amount, each: .init(1 << 30), symbol: " GiB") }
}

extension Quantity where D == Ratio {
    /// `amount` hundredths: `.percent(95)` is 0.95.
    public static func percent(_ amount: Double) -> Self { .init(amount, each: .init(1, exponent: -2), symbol: " %") }
    /// A share from 0 to 1.
    public static func ratio(_ amount: Double) -> Self { .init(amount, each: .one, symbol: "") }
}

extension Quantity where D == Count {
    /// `amount` things.
    public static func count(_ amount: Double) -> Self { .init(amount, each: .one, symbol: "") }
}

extension Quantity where D == PerSecond<Count> {
    /// `amount` things each second.
    public static func perSecond(_ amount: Double) -> Self { .init(amount, each: .one, symbol: "/s") }
}

extension Quantity where D == PerSecond<Bytes> {
    /// `amount` bytes each second.
    public static func bytesPerSecond(_ amount: Double) -> Self { .init(amount, each: .one, symbol: " B/s") }
}

extension Quantity: ExpressibleByFloatLiteral where D: Dimensionless {
    /// A plain number of something dimensionless.
    public init(floatLiteral value: Double) { self.init(value, each: .one, symbol: "") }
}

extension Quantity: ExpressibleByIntegerLiteral where D: Dimensionless {
    /// A plain number of something dimensionless.
    public init(integerLiteral value: Int) {
        self.init(base: value == .min ? nil : ExactDecimal(value), words: "\(value)")
    }
}
