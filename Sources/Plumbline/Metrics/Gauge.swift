/// A number that goes up and down. It is a vector itself: compare it, aggregate it, draw it.
///
/// ```swift
/// metrics.hitRatio < 0.95     // featurestore_hit_ratio < 0.95
/// ```
public struct Gauge<Labels: LabelSet, D: Dimension>: Metric, VectorExpression {
    /// Which of its series are read.
    public var selection: Selection

    /// Declares a gauge. Its name ends in its unit, where it has one.
    public init(
        _ name: String, _ help: String, unit: Unit<D> = Unit<Count>.count, labels: Labels.Type = NoLabels.self,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        selection = Selection(
            MetricDeclaration(
                name: name, help: help, kind: .gauge, unit: unit.info, labels: Labels.declared, isExternal: false,
                origin: Origin(file, line, column)))
    }

    /// Names a gauge that somebody else exports, such as Prometheus' own `up`.
    public init(
        external name: String, _ help: String, unit: Unit<D> = Unit<Count>.count, labels: Labels.Type = NoLabels.self,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        selection = Selection(
            MetricDeclaration(
                name: name, help: help, kind: .gauge, unit: unit.info, labels: Labels.declared, isExternal: true,
                origin: Origin(file, line, column)))
    }

    /// Its instant vector: `name{…}`.
    public var query: Query<Labels, D> {
        Query(
            selection.expression, unit: metric.unit, labels: selection.labels, problems: selection.problems,
            origin: selection.matchers.last?.origin ?? origin)
    }

    /// By how much it changed: `delta(name[window])`.
    public func delta(
        over window: Window = .automatic, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> {
        selection.ranged("delta", window, unit: metric.unit, Origin(file, line, column))
    }

    /// How fast it changes, by linear regression: `deriv(name[window])`.
    public func deriv(
        over window: Window = .automatic, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, PerSecond<D>> {
        selection.ranged("deriv", window, unit: metric.unit.perSecond, Origin(file, line, column))
    }

    /// What it will be if the trend goes on: `predict_linear(name[window], seconds)`.
    public func predictLinear(
        in time: Quantity<Time>, over window: Window = .automatic,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> {
        let origin = Origin(file, line, column)
        var query: Query<Labels, D> = selection.ranged(
            "predict_linear", window, parameters: [.number(time.base ?? .zero)], unit: metric.unit, origin)
        if time.base == nil { query.problems.append(.notANumber(time.words, at: origin)) }
        return query
    }

    /// 1 when no series fits: `absent(name)`.
    public func absent(
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, Count> {
        selection.absent(Origin(file, line, column))
    }
}
