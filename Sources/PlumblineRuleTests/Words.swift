import Plumbline
import PlumblinePlan

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// `%.4g`, alike in C and in Go.
func fourDigits(_ value: Double) -> String { formatted(value, "%.4g") }

/// What a unit without a form of its own is shown with: four digits, or a whole number from a thousand on.
func plainDigits(_ value: Double) -> String { formatted(value, value.magnitude < 1000 ? "%.4g" : "%.0f") }

private func formatted(_ value: Double, _ format: String) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    // The largest number has 309 digits.
    var buffer = [CChar](repeating: 0, count: 320)
    _ = withVaList([value]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

/// Prometheus' `humanizePercentage`.
func humanizedPercentage(_ value: Double) -> String { fourDigits(value * 100) + "%" }

/// Prometheus' `humanizeDuration`: `1d 2h 3m 4s`, or `1.5ms` under a second.
package func humanizedDuration(_ value: Double) -> String {
    guard value.isFinite else { return fourDigits(value) }
    guard value != 0 else { return "0s" }
    guard value.magnitude >= 1 else {
        var (value, prefix) = (value, "")
        for each in ["m", "u", "n", "p", "f", "a", "z", "y"] {
            guard value.magnitude < 1 else { break }
            prefix = each
            value *= 1000
        }
        return "\(fourDigits(value))\(prefix)s"
    }
    let sign = value < 0 ? "-" : ""
    let magnitude = value.magnitude
    guard magnitude < 9e18 else { return fourDigits(value) }
    let whole = Int(magnitude)
    let (seconds, minutes, hours, days) = (whole % 60, whole / 60 % 60, whole / 3600 % 24, whole / 86400)
    if days != 0 { return "\(sign)\(days)d \(hours)h \(minutes)m \(seconds)s" }
    if hours != 0 { return "\(sign)\(hours)h \(minutes)m \(seconds)s" }
    if minutes != 0 { return "\(sign)\(minutes)m \(seconds)s" }
    return "\(sign)\(fourDigits(magnitude))s"
}

/// Prometheus' `humanize1024`.
func humanized1024(_ value: Double) -> String {
    guard value.magnitude > 1, value.isFinite else { return fourDigits(value) }
    var (value, prefix) = (value, "")
    for each in ["ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"] {
        guard value.magnitude >= 1024 else { break }
        prefix = each
        value /= 1024
    }
    return fourDigits(value) + prefix
}

extension [TextSegment] {
    /// What Prometheus makes of the text for an alert; a label that the alert has not is empty.
    func rendered(_ value: Double, _ labels: LabelValues) -> String {
        map { segment in
            switch segment {
            case .literal(let text): text
            case .label(let name, _): name.flatMap { labels[$0] } ?? ""
            case .value(let unit, _): unit.rendered(value)
            }
        }.joined()
    }
}

extension UnitInfo {
    /// What `template` of the unit becomes.
    fileprivate func rendered(_ value: Double) -> String {
        switch name {
        case "seconds": humanizedDuration(value)
        case "ratio": humanizedPercentage(value)
        case "bytes": humanized1024(value) + "B"
        case "bytes per second": humanized1024(value) + "B/s"
        default: plainDigits(value) + symbol
        }
    }
}
