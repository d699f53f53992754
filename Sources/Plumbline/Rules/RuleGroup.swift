/// Names the Prometheus rule group of all rules in the same struct, and says how they are evaluated.
///
/// ```swift
/// struct LatencyAlerts {
///     let group = RuleGroup("feature-store-latency", interval: .seconds(30), alertLabels: ["team": "storage"])
///     let insertLatencyHigh = Alert(…)
/// }
/// ```
public struct RuleGroup: Declaration {
    package let name: String
    package let interval: Quantity<Time>?
    package let queryOffset: Quantity<Time>?
    package let alertLabels: [String: String]
    /// Where it was declared.
    public let origin: Origin

    /// Declares a group.
    ///
    /// - Parameters:
    ///   - name: Unlike that of any other group.
    ///   - interval: How often its rules are evaluated; by default as often as Prometheus' global one says.
    ///   - queryOffset: How long its rules wait for samples that come late, as by remote write: `query_offset`, since
    ///     Prometheus 2.53, so the spec has to declare such a `target:`. vmalert refuses files with it.
    ///   - alertLabels: Labels of all its alerts, for routing; an alert's own win. They are written onto each alert, as
    ///     groups have labels only since Prometheus 3. Recorded series do not get them: queries of them would not know.
    public init(
        _ name: String, interval: Quantity<Time>? = nil, queryOffset: Quantity<Time>? = nil,
        alertLabels: [String: String] = [:],
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.name = name
        self.interval = interval
        self.queryOffset = queryOffset
        self.alertLabels = alertLabels
        origin = Origin(file, line, column)
    }
}
