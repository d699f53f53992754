/// A decimal number without rounding: `significand × 10^exponent`.
///
/// Rules are read by people, so `0.001` must never come out as `0.0010000000000000009`. Literals arrive as `Double`;
/// their shortest round-trip text is what the author wrote, and from there on all arithmetic is exact.
public struct ExactDecimal: Sendable, Hashable {
    /// Never `Int.min`, so that it can be negated.
    package let significand: Int
    package let exponent: Int

    package init(_ significand: Int, exponent: Int = 0) {
        var (digits, power) = (significand, exponent)
        while digits != 0, digits % 10 == 0 {
            digits /= 10
            power += 1
        }
        self.significand = digits
        self.exponent = digits == 0 ? 0 : power
    }

    /// The number that the author wrote; nil for NaN, infinities, and magnitudes beyond 10^±30.
    package init?(literal: Double) {
        guard literal.isFinite, literal == 0 || (1e-30...1e30).contains(literal.magnitude) else { return nil }
        let parts = literal.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        guard let digits = Int(mantissa[0] + fraction), let power = Int(parts.count > 1 ? parts[1] : "0") else {
            return nil
        }
        self.init(digits, exponent: power - fraction.count)
    }

    package static let zero = ExactDecimal(0)
    package static let one = ExactDecimal(1)

    /// The exact product; nil when it has more digits than fit.
    package func times(_ other: ExactDecimal) -> ExactDecimal? {
        let (product, overflow) = significand.multipliedReportingOverflow(by: other.significand)
        return overflow || product == .min ? nil : ExactDecimal(product, exponent: exponent + other.exponent)
    }

    /// The exact sum; nil when it has more digits than fit.
    package func plus(_ other: ExactDecimal) -> ExactDecimal? {
        guard self != .zero, other != .zero else { return self == .zero ? other : self }
        let power = min(exponent, other.exponent)
        guard let a = scaled(to: power), let b = other.scaled(to: power) else { return nil }
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow || sum == .min ? nil : ExactDecimal(sum, exponent: power)
    }

    package var negated: ExactDecimal { ExactDecimal(-significand, exponent: exponent) }

    private func scaled(to power: Int) -> Int? {
        var result = significand
        for _ in power..<max(power, exponent) {
            let (next, overflow) = result.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            result = next
        }
        return result
    }

    /// The whole number of the value, where it is one and fits.
    package var integer: Int? {
        exponent >= 0 ? scaled(to: 0) : nil
    }

    /// The nearest binary value, for comparisons and JSON.
    package var double: Double {
        // Of two numbers that are exact, a quotient or product is rounded once, as reading the digits would be.
        guard significand.magnitude < 1 << 53, (-22...22).contains(exponent) else { return Double(description) ?? .nan }
        let power = Self.powersOfTen[abs(exponent)]
        return exponent < 0 ? Double(significand) / power : Double(significand) * power
    }

    /// Those that are exact as binary values.
    private static let powersOfTen = (0...22).reduce(into: [Double]()) { powers, index in
        powers.append(index == 0 ? 1 : powers[index - 1] * 10)
    }
}

extension ExactDecimal: Comparable {
    /// Compares values; exact wherever both fit, by nearest binary value beyond that.
    public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
        if a.exponent == b.exponent { return a.significand < b.significand }
        if let difference = a.plus(b.negated) { return difference.significand < 0 }
        return a.double < b.double
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// Plain digits, as PromQL and people read them: `0.05`, `25`, `14.4`.
    public var description: String {
        let digits = String(significand.magnitude)
        let sign = significand < 0 ? "-" : ""
        if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
        let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
        return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
    }
}

extension ExactDecimal {
    /// Every way in which clients and Prometheus write this number as the value of an `le` label, plain digits first.
    ///
    /// Numbers from 0.001 up to a million have no exponent anywhere: `5` as Go, JavaScript and OTLP write it, `5.0` as
    /// OpenMetrics, Prometheus 3, Python, Java and Rust do. Beyond them Go's `strconv` writes `1e+06` and `1e-05`, Java
    /// `1.0E6`, Rust and JavaScript `1e-5`, Erlang `1.0e6`, .NET `1E+15`, and Python's client `1e+010`.
    package var boundTexts: [String] {
        let plain = exponent >= 0 ? [description, "\(self).0"] : [description]
        let digits = String(significand.magnitude)
        let power = digits.count - 1 + exponent
        guard significand != 0, !(-3..<6).contains(power) else { return plain }
        let sign = significand < 0 ? "-" : ""
        let short = sign + digits.prefix(1) + (digits.count > 1 ? ".\(digits.dropFirst())" : "")
        let long = digits.count > 1 ? short : short + ".0"
        let padded = (power < 0 ? "-" : "+") + (power.magnitude < 10 ? "0" : "") + "\(power.magnitude)"
        var texts = plain + ["\(long)E\(power)"]
        if power < -4 || power >= 6 { texts += ["\(short)e\(padded)", "\(long)e\(power)"] }
        if power < -4 { texts += ["\(short)e\(power)", "\(short)E\(padded)", "\(long)e\(padded)"] }
        if power >= 10 { texts.append("\(short)e+0\(power)") }
        if power >= 15 { texts += ["\(short)e\(power)", "\(short)E\(padded)", "\(long)e\(padded)"] }
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
