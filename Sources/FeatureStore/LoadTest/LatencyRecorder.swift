/// Latencies in buckets that are less than 1 % wide, so that a test of any length takes the same memory.
///
/// A bucket holds 1/128 of an octave, in units of 100 ns; the linear ones below 12.8 µs hold a unit each. It is the layout
/// of HdrHistogram. Source: https://hdrhistogram.github.io/HdrHistogram/
struct LatencyRecorder: Sendable {
    private static let perOctave: UInt64 = 128
    /// 2³³ units are 14 minutes; no operation takes so long.
    private static let longest: UInt64 = 1 << 33
    private static let bucketCount = index(of: longest) + 1

    private var buckets: [UInt32] = []
    private(set) var count = 0
    /// The longest one, in milliseconds; exact.
    private(set) var longest = 0.0

    mutating func record(_ latency: Duration) {
        let nanoseconds = max(
            0, latency.components.seconds * 1_000_000_000 + latency.components.attoseconds / 1_000_000_000)
        if buckets.isEmpty { buckets = Array(repeating: 0, count: Self.bucketCount) }
        buckets[Self.index(of: min(Self.longest, UInt64(nanoseconds) / 100))] += 1
        count += 1
        longest = max(longest, Double(nanoseconds) / 1_000_000)
    }

    mutating func merge(_ other: LatencyRecorder) {
        count += other.count
        longest = max(longest, other.longest)
        if buckets.isEmpty {
            buckets = other.buckets
        } else {
            for (index, count) in other.buckets.enumerated() { buckets[index] += count }
        }
    }

    /// What no more than the rest of them took longer than, in milliseconds, up to 1 % too long; nil without any.
    func quantile(_ share: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = max(1, Int((share * Double(count)).rounded(.up)))
        var seen = 0
        for (index, count) in buckets.enumerated() {
            seen += Int(count)
            if seen >= rank { return min(longest, Double(Self.upperBound(of: index)) / 10_000) }
        }
        return longest
    }

    private static func index(of units: UInt64) -> Int {
        guard units >= perOctave else { return Int(units) }
        let octave = UInt64(63 - units.leadingZeroBitCount) - 7
        return Int(perOctave * octave + units >> octave)
    }

    private static func upperBound(of index: Int) -> UInt64 {
        let index = UInt64(index)
        guard index >= perOctave else { return index + 1 }
        let octave = index / perOctave - 1
        return (index - octave * perOctave + 1) << octave
    }
}
