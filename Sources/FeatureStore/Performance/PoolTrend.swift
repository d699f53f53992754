/// The straight line that fits best to how many connections were lent, by least squares, as Prometheus'
/// `predict_linear` draws it.
struct PoolTrend: Sendable {
    /// How many connections were lent at one moment.
    struct Point: Sendable {
        let time: ContinuousClock.Instant
        let active: Double
    }

    /// Connections more each second; 0 with too few points.
    let slope: Double
    /// The line's value at the last point.
    let current: Double
    private let seconds: Double

    init(_ points: [Point]) {
        guard let last = points.last, let first = points.first, points.count > 2 else {
            (slope, current, seconds) = (0, points.last?.active ?? 0, 0)
            return
        }
        let times = points.map { last.time.duration(to: $0.time).seconds }
        let count = Double(points.count)
        let meanTime = times.reduce(0, +) / count
        let mean = points.reduce(0) { $0 + $1.active } / count
        var (covariance, variance) = (0.0, 0.0)
        for (time, point) in zip(times, points) {
            covariance += (time - meanTime) * (point.active - mean)
            variance += (time - meanTime) * (time - meanTime)
        }
        slope = variance > 0 ? covariance / variance : 0
        current = mean - slope * meanTime
        seconds = first.time.duration(to: last.time).seconds
    }

    /// How long until so many are lent if it goes on like this: 0 where they are, nil where they are not getting more.
    ///
    /// A line that rises by less than half a connection over all that was seen is noise, and no trend.
    func secondsUntil(_ total: Int) -> Double? {
        guard slope * seconds >= 0.5 else { return nil }
        return max(0, (Double(total) - current) / slope)
    }
}
