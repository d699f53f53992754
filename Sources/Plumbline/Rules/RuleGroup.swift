/// Names the Prometheus rule group of all rules in the same struct, and how often they are evaluated.
///
/// ```swift
/// struct LatencyAlerts {
///     let group = RuleGroup("feature-store-latency", interval: .seconds(30))
///     let insertLatencyHigh = Alert(…)
/// }
/// ```
public struct RuleGroup: Declaration {
    package let name: String
    package let interval: Quantity<Time>?
    /// Where it was declared.
    public let origin: Origin

    /// Declares a group; without an `interval`, Prometheus' global one holds.
    public init(
        _ name: String, interval: Quantity<Time>? = nil,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.name = name
        self.interval = interval
        origin = Origin(file, line, column)
    }
}
