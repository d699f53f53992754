/// The value that a share of the observations stayed under, interpolated within its bucket as Prometheus'
/// `histogram_quantile` does it; nil without observations. Over the greatest bound it is that bound.
/// Source: https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
///
/// - Parameters:
///   - share: From 0 to 1.
///   - counts: Observations up to each bound, `+Inf` last.
///   - bounds: Ascending, without `+Inf`.
func histogramQuantile(_ share: Double, counts: [Double], bounds: [Double]) -> Double? {
    guard counts.count == bounds.count + 1, let total = counts.last, total > 0 else { return nil }
    // Divided, not multiplied, so that 19 of 20 is 0.95 and not a little less.
    guard let bucket = bounds.indices.first(where: { counts[$0] / total >= share }) else { return bounds.last }
    let upper = bounds[bucket]
    if bucket == 0, upper <= 0 { return upper }
    let (lower, below) = bucket == 0 ? (0, 0) : (bounds[bucket - 1], counts[bucket - 1])
    let inside = counts[bucket] - below
    return inside > 0 ? lower + (upper - lower) * ((share * total - below) / inside) : upper
}

/// The value that a share of the values kept to: no more of them are over it, where a ceiling is asked for, else under
/// it. It is one of the values; nil where there are none.
func keptTo(_ share: Double, _ values: [Double], isCeiling: Bool) -> Double? {
    let sorted = values.sorted { isCeiling ? $0 < $1 : $0 > $1 }
    let needed = sorted.indices.first { Double($0 + 1) / Double(sorted.count) >= share }
    return needed.map { sorted[$0] }
}
