/// A gauge that is always 1 and carries facts in its labels: a build, a contract.
///
/// ```swift
/// let build = Info("feature_store_build_info", "The build that runs.", labels: BuildLabels.self)
/// ```
public struct Info<Labels: LabelSet>: Metric, VectorExpression {
    /// Info metrics count themselves.
    public typealias D = Count
    /// Which of its series are read.
    public var selection: Selection

    /// Declares an info metric. Its name ends in `_info`.
    public init(
        _ name: String, _ help: String, labels: Labels.Type,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        selection = Selection(
            MetricDeclaration(
                name: name, help: help, kind: .info, unit: .count, labels: Labels.declared,
                isExternal: false, origin: Origin(file, line, column)))
    }

    /// Names an info metric that somebody else exports.
    public init(
        external name: String, _ help: String, labels: Labels.Type,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        selection = Selection(
            MetricDeclaration(
                name: name, help: help, kind: .info, unit: .count, labels: Labels.declared,
                isExternal: true, origin: Origin(file, line, column)))
    }

    /// Its instant vector: `name{…}`.
    public var query: Query<Labels, Count> {
        Query(
            selection.expression, unit: .count, labels: selection.labels,
            problems: selection.problems, origin: origin)
    }
}
