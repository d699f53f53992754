/// One query of a panel, with the name its series get in the legend or the table's head.
///
/// ```swift
/// Series("P95 \(label: \.backend)", metrics.insertLatency.quantile(0.95, by: \.backend))     // legend: P95 {{backend}}
/// ```
public struct Series: Sendable {
    package let legend: [TextSegment]
    package let expression: Expression
    package let unit: UnitInfo
    package let labels: SurvivingLabels
    package let problems: [Problem]
    package let origin: Origin

    /// Draws a query under a name.
    public init<L, D>(
        _ legend: Text<L, D>, _ vector: some VectorExpression<L, D>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        let query = vector.query
        self.legend = legend.segments
        expression = query.expression
        unit = query.unit
        labels = query.labels
        problems = query.problems
        origin = Origin(file, line, column)
    }

    /// What other declarations draw of themselves.
    init<D>(
        legend: [TextSegment], _ expression: Expression, _ unit: Unit<D>, labels: SurvivingLabels, _ origin: Origin
    ) {
        self.legend = legend
        self.expression = expression
        self.unit = unit.info
        self.labels = labels
        problems = []
        self.origin = origin
    }
}

extension [TextSegment] {
    /// The legend as Grafana reads it: labels are `{{backend}}`.
    package var legend: String {
        map { segment in
            switch segment {
            case .literal(let text): text
            case .label(let name, _): "{{\(name ?? "")}}"
            case .value(let unit, _): unit.name
            }
        }.joined()
    }
}
