extension Objective {
    /// What an objective counts, and when that is good.
    public enum Indicator: Sendable, Hashable {
        /// Events of a counter, or the observations of a histogram. Good are those with these labels among them.
        case events(Series, good: [Condition])
        /// Observations of a histogram. Good are those up to a bucket's bound.
        case latency(Series, within: Double, unit: MetricUnit)
        /// A gauge, looked at again and again. Good are the times at which it keeps to the bound.
        case value(Series, Bound)
        /// A quantile of a histogram over the last `seconds`, for each value of the labels, looked at again and again.
        /// Good are the times at which it keeps to the bound.
        case quantile(Double, of: Series, by: [String], seconds: Double, Bound)
        /// What only Prometheus can tell: a query over several metrics, or over those of other programs.
        case inPrometheus
    }

    /// Series of one of the service's own metrics: those that fit all conditions.
    public struct Series: Sendable, Hashable {
        /// The metric's name.
        public let metric: String
        /// What their labels have to be.
        public let conditions: [Condition]

        /// Made by the generated module.
        public init(_ metric: String, where conditions: [Condition] = []) {
            self.metric = metric
            self.conditions = conditions
        }
    }

    /// What a label has to be.
    public enum Condition: Sendable, Hashable {
        /// One of these values.
        case label(String, in: [String])
        /// Another value than this.
        case labelDiffers(String, from: String)
    }

    /// What a value is held at.
    public struct Bound: Sendable, Hashable {
        /// On which side of the bound a value is good.
        public let comparison: Comparison
        /// The bound itself, in `unit`.
        public let value: Double
        /// The metric's unit.
        public let unit: MetricUnit

        /// Made by the generated module.
        public init(_ comparison: Comparison, _ value: Double, unit: MetricUnit = .none) {
            self.comparison = comparison
            self.value = value
            self.unit = unit
        }
    }

    /// On which side of a bound a value is good.
    public enum Comparison: Sendable, Hashable {
        /// At the bound or over it.
        case atLeast
        /// At the bound or under it.
        case atMost

        var isCeiling: Bool { self == .atMost }

        func holds(_ value: Double, _ bound: Double) -> Bool {
            switch self {
            case .atLeast: value >= bound
            case .atMost: value <= bound
            }
        }
    }
}

extension [Objective.Condition] {
    /// Whether a series with these labels fits. A label that it does not have is empty, as in Prometheus.
    func fit(_ labels: [String: String]) -> Bool {
        allSatisfy { condition in
            switch condition {
            case .label(let name, let values):
                let value = LabelText(labels[name] ?? "")
                return values.contains { LabelText($0) == value }
            case .labelDiffers(let name, let value): return LabelText(labels[name] ?? "") != LabelText(value)
            }
        }
    }
}
