/// What `Registry.exposition(_:)` answers in.
public enum Exposition {
    /// The `Content-Type` of Prometheus' text format 0.0.4.
    public static let contentType = Format.text.contentType

    /// A format that Prometheus scrapes. Metrics have the same names in both, so that the same rules fit.
    public enum Format: Sendable, Hashable, CaseIterable {
        /// Prometheus' text format 0.0.4.
        /// Source: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
        case text
        /// OpenMetrics 1.0: also units, exemplars, and an end by which a cut answer is told from a whole one.
        /// Source: https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md
        case openMetrics

        /// What the answer's `Content-Type` is.
        public var contentType: String {
            switch self {
            case .text: "text/plain; version=0.0.4; charset=utf-8"
            case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
            }
        }

        /// What follows the last family.
        var end: [UInt8] { self == .openMetrics ? Array("# EOF\n".utf8) : [] }
    }
}

/// A series that can say its samples.
protocol ExposedSeries: AnyObject, Sendable {
    /// Whether it was recorded since the last call with this mark.
    func isActive(since mark: inout UInt64) -> Bool
    /// What it counts: of a histogram the observations up to each bound, `+Inf` last; of others the value alone, where
    /// there is one.
    var counts: [Double] { get }
    /// Appends its lines, of which each is as long as `FamilyText.mostBytes` allows. Called by one scrape at a time.
    func write(_ text: SeriesText, to cursor: inout Cursor)
}
