/// What a histogram has counted: of one series, of several added up, or of a time between two readings.
public struct HistogramCounts: Sendable, Hashable {
    /// The upper bounds of the buckets, ascending, without `+Inf`.
    public let bounds: [Double]
    /// Observations up to each bound, `+Inf` last.
    public private(set) var counts: [Double]
    /// The sum of all observations, in the metric's unit.
    public private(set) var sum: Double

    /// Of a histogram with these bounds that has counted nothing.
    public init(bounds: [Double] = []) {
        self.init(bounds: bounds, counts: Array(repeating: 0, count: bounds.count + 1), sum: 0)
    }

    init(bounds: [Double], counts: [Double], sum: Double) {
        self.bounds = bounds
        self.counts = counts
        self.sum = sum
    }

    /// How many observations there were.
    public var count: Double { counts.last ?? 0 }

    /// The value that a share from 0 to 1 of the observations stayed under, interpolated as Prometheus'
    /// `histogram_quantile` does it; nil without observations.
    public func quantile(_ share: Double) -> Double? { histogramQuantile(share, counts: counts, bounds: bounds) }

    /// Adds what a histogram with the same bounds has counted; one with other bounds only where this one is empty.
    public mutating func add(_ other: HistogramCounts) {
        guard bounds == other.bounds else {
            if count == 0 { self = other }
            return
        }
        for index in counts.indices { counts[index] += other.counts[index] }
        sum += other.sum
    }

    /// What was counted since an earlier reading of the same series; all of it where that one is of another series, or
    /// of one that has begun anew since.
    public func growth(since earlier: HistogramCounts?) -> HistogramCounts {
        guard let earlier, earlier.bounds == bounds, earlier.count <= count else { return self }
        let counts = zip(counts, earlier.counts).map { max(0, $0 - $1) }
        return HistogramCounts(bounds: bounds, counts: counts, sum: max(0, sum - earlier.sum))
    }
}

extension Registry {
    /// What each series of a histogram has counted so far, with its labels; nothing where there is no such histogram.
    public func histograms(of metric: String) -> [(labels: [String: String], counts: HistogramCounts)] {
        read(metric) { labels, handle in
            guard let histogram = handle as? Histogram else { return nil }
            let sum = histogram.sum
            return (labels, HistogramCounts(bounds: histogram.bounds, counts: histogram.counts, sum: sum))
        }
    }

    /// The value of each series of a counter or gauge, with its labels; nothing where there is no such metric.
    public func values(of metric: String) -> [(labels: [String: String], value: Double)] {
        read(metric) { labels, handle in
            guard !(handle is Histogram), let value = handle.counts.first else { return nil }
            return (labels, value)
        }
    }

    private func read<Reading>(
        _ metric: String, _ reading: ([String: String], any ExposedSeries) -> Reading?
    ) -> [Reading] {
        guard let table = table(of: metric) else { return [] }
        return table.all.compactMap { reading(table.labels(of: $0), $0.handle) }
    }
}
