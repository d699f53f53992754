/// A choice at the top of a dashboard. It appears on every board whose queries select by it.
///
/// ```swift
/// let symbol = Variable("symbol", label: "Symbol", valuesOf: \.symbol, in: metrics.insertLatency)
/// metrics.insertLatency.where(\.symbol, .isSelected(in: variables.symbol))      // symbol=~"$symbol"
/// ```
public struct Variable: Declaration {
    package let declaration: VariableDeclaration
    /// Where it was declared.
    public var origin: Origin { declaration.origin }

    /// The values that a label has in a metric: `label_values(metric, label)`.
    ///
    /// - Parameters:
    ///   - multi: Whether several may be picked.
    ///   - includeAll: Whether All may be picked.
    public init<M: Metric>(
        _ name: String, label title: String, valuesOf label: PartialKeyPath<M.Labels>, in metric: M,
        multi: Bool = true, includeAll: Bool = true,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        let part = if case .histogram = metric.metric.kind { "_count" } else { "" }
        declaration = VariableDeclaration(
            name: name, title: title, metric: metric.metric.name, suffix: part,
            label: M.Labels.label(label)?.name, multi: multi, includeAll: includeAll,
            origin: Origin(file, line, column))
    }
}

/// A variable as the plan sees it.
package struct VariableDeclaration: Sendable, Hashable {
    package let name: String
    package let title: String
    package let metric: String
    package let suffix: String
    package let label: String?
    package let multi: Bool
    package let includeAll: Bool
    package let origin: Origin
}
