/// A metric that cannot be registered: which one, what is wrong with it, and how to mend it.
///
/// ```swift
/// try registry.gauge("queue-depth", help: "Jobs waiting.")
/// // metric "queue-depth": the name may hold only ASCII letters, digits and _, and not start with a digit; rename it
/// ```
public struct RegistrationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// The metric's name has other characters than ASCII letters, digits and `_`, or starts with a digit.
        case invalidMetricName
        /// A registered metric has the name, or exports a series or, in OpenMetrics, a family under it.
        case nameTaken
        /// A label's name has other characters than ASCII letters, digits and `_`, or starts with a digit.
        case invalidLabelName
        /// The label belongs to Prometheus: `le`, `quantile`, or a name that starts with `__`.
        case reservedLabel
        /// Two labels have the same name.
        case duplicateLabel
        /// A closed label has no values.
        case noLabelValues
        /// A closed label has the same value twice.
        case duplicateLabelValue
        /// The closed labels multiply to more series than one family may have at 0.
        case tooManyCombinations
        /// An open label's limit is under 1.
        case limitTooSmall
        /// A histogram has no buckets.
        case noBuckets
        /// A bucket's bound is infinite or not a number.
        case bucketNotFinite
        /// A bucket's bound is under the one before it.
        case bucketsUnsorted
        /// A bucket's bound is there twice.
        case duplicateBucket
    }

    /// What is wrong.
    public let kind: Kind
    /// The name of the metric, as it was given.
    public let metric: String
    /// What is wrong and how to mend it, in one sentence.
    public let message: String
    /// The metric and the message, in one line.
    public var description: String { "metric \(metric.debugDescription): \(message)" }

    init(_ kind: Kind, _ metric: String, _ message: String) {
        self.kind = kind
        self.metric = metric
        self.message = message
    }

    /// Says which of the names clashes, as it may be one that only some of a metric's lines have.
    static func nameTaken(_ name: String, by owner: String, wantedBy metric: String) -> RegistrationError {
        let what = name == metric ? "the name" : "\(name), which it exports too,"
        let whom = name == owner ? "a registered metric" : "\(owner), which exports it too"
        return RegistrationError(.nameTaken, metric, "\(what) is taken by \(whom); rename one of the two")
    }
}
