/// An expression that Prometheus evaluates ahead of time and stores under a name of its own. It is a vector itself.
///
/// ```swift
/// let insertP95 = RecordingRule("backend:manifest_insert_latency_ms:p95", metrics.insertLatency.quantile(0.95, by: \.backend))
/// ```
public struct RecordingRule<Labels: LabelSet, D: Dimension>: Declaration, VectorExpression {
    package let recording: Recording
    /// The stored series: the rule's name as a selector.
    public let query: Query<Labels, D>

    /// Declares a recorded series. `name` is `level:metric:operations`, by Prometheus' naming practice.
    public init(
        _ name: String, _ source: some VectorExpression<Labels, D>, labels: [String: String] = [:],
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        let origin = Origin(file, line, column)
        let query = source.query
        let kept = query.labels.names.sorted()
        let series = MetricDeclaration(
            name: name, help: "", kind: .gauge, unit: query.unit,
            labels: Labels.declared.filter { kept.contains($0.label.name) }, isExternal: true, origin: origin)
        recording = Recording(
            series: series, expression: query.expression, problems: query.problems, labels: labels, origin: origin)
        var survivors = query.labels
        survivors.names.formUnion(labels.keys)
        self.query = Query(
            Selection(series).expression, unit: query.unit, labels: survivors, problems: [], origin: origin)
    }

    /// Where it was declared.
    public var origin: Origin { recording.origin }
}

/// A recording rule as the plan sees it.
package struct Recording: Sendable {
    package let series: MetricDeclaration
    package let expression: Expression
    package let problems: [Problem]
    package let labels: [String: String]
    package let origin: Origin

    package var name: String { series.name }

    /// The same rule with another expression.
    package func with(_ expression: Expression) -> Recording {
        Recording(series: series, expression: expression, problems: problems, labels: labels, origin: origin)
    }
}

/// What the plan reads a recording rule by, whatever its types.
package protocol AnyRecordingRule: Declaration {
    var recording: Recording { get }
}

extension RecordingRule: AnyRecordingRule {}
