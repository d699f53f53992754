extension Cursor {
    /// As many bytes as a number takes at most.
    static let mostDigits = 25

    /// Appends a whole number in decimal digits.
    mutating func write(_ value: UInt64) {
        var count = 1
        var power: UInt64 = 10
        while value >= power, count < 20 {
            count += 1
            power = power &* 10
        }
        write(digits: count, of: value)
    }

    /// Appends 16 hexadecimal digits.
    mutating func write(hexadecimal value: UInt64) {
        for shift in stride(from: 60, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: value >> UInt64(shift) & 0xF)
            write(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
    }

    /// Appends the shortest text that reads back as the same number: `5`, `2.5`, `1e-05`, `+Inf`, `NaN`.
    mutating func write(_ value: Double) {
        if value.sign == .plus, value < 0x1p53 {
            let whole = UInt64(value)
            if Double(whole) == value { return write(whole) }
        }
        var text = decimal(value)
        text.withUTF8 { if let start = $0.baseAddress { copy(start, count: $0.count) } }
    }
}

/// The shortest text that reads back as the same number: `5`, `2.5`, `1e-05`, `+Inf`, `NaN`.
func decimal(_ value: Double) -> String {
    guard !value.isNaN else { return "NaN" }
    guard value.isFinite else { return value < 0 ? "-Inf" : "+Inf" }
    var text = value.description
    let end = text.utf8.suffix(2)
    if end.first == UInt8(ascii: "."), end.last == UInt8(ascii: "0") { text.removeLast(2) }
    return text
}

/// The value of an `le` label as OpenMetrics asks for it: `0.25`, `5.0`, `1e+06`, `1e-05`, `+Inf`. From six digits
/// before the point on it has an exponent, as Go writes floats with the fewest digits.
/// Source: https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md#considerations-canonical-numbers
func canonical(_ bound: Double) -> String {
    guard bound.magnitude >= 1e6, bound.isFinite else { return bound.isFinite ? bound.description : decimal(bound) }
    let parts = bound.magnitude.description.split(separator: "e")
    let places = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + places[0].count - 1
    var digits = Substring(places.joined())
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
    return "\(bound < 0 ? "-" : "")\(digits.prefix(1))\(fraction)e+\(exponent < 10 ? "0" : "")\(exponent)"
}
