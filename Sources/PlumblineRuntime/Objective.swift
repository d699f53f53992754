/// A service level objective as the spec declares it, carried by the generated module for the service itself.
public struct Objective: Sendable, Hashable {
    /// The objective's name: `manifest-insert`.
    public let name: String
    /// The promise in words.
    public let summary: String
    /// The metric it is measured by.
    public let metric: String
    /// The bound of that metric, in `unit`.
    public let threshold: Double
    /// The metric's unit: `milliseconds`.
    public let unit: String
    /// Whether values above the threshold are the bad ones.
    public let isCeiling: Bool
    /// The share that must be good, between 0 and 1.
    public let target: Double
    /// The period over which it must be, in days.
    public let periodDays: Int

    /// Made by the generated module.
    public init(
        name: String, summary: String, metric: String, threshold: Double, unit: String, isCeiling: Bool,
        target: Double, periodDays: Int
    ) {
        self.name = name
        self.summary = summary
        self.metric = metric
        self.threshold = threshold
        self.unit = unit
        self.isCeiling = isCeiling
        self.target = target
        self.periodDays = periodDays
    }
}
