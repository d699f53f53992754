import Foundation

/// A moment in microseconds since 1970, as the stores keep it.
struct Timestamp: Sendable, Comparable, CustomStringConvertible {
    let microseconds: Int64

    static var now: Self {
        // A Double holds the microseconds of this century exactly.
        Self(microseconds: Int64((Date.now.timeIntervalSince1970 * 1e6).rounded(.down)))
    }

    static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

    /// RFC 3339 in UTC with microseconds, such as `2026-01-31T23:59:59.000001Z`.
    var description: String {
        var seconds = time_t(microseconds.floored(by: 1_000_000))
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let date = [(parts.tm_year + 1900, 4), (parts.tm_mon + 1, 2), (parts.tm_mday, 2)]
        let time = [(parts.tm_hour, 2), (parts.tm_min, 2), (parts.tm_sec, 2)]
        let fraction = Int(microseconds - Int64(seconds) * 1_000_000)
        return date.map { padded(Int($0), $1) }.joined(separator: "-") + "T"
            + time.map { padded(Int($0), $1) }.joined(separator: ":") + ".\(padded(fraction, 6))Z"
    }
}

extension Int64 {
    fileprivate func floored(by divisor: Int64) -> Int64 { (self - (self % divisor + divisor) % divisor) / divisor }
}
