/// A metric with the matchers put on it so far.
public struct Selection: Sendable {
    package var metric: MetricDeclaration
    /// `_bucket`, `_sum` or `_count` of a histogram.
    package var suffix = ""
    /// The unit of the part that is read.
    package var unit: UnitInfo
    package var matchers: [Matcher] = []
    package var problems: [Problem] = []

    package init(_ metric: MetricDeclaration) {
        self.metric = metric
        unit = metric.unit
    }

    package var expression: Expression {
        .selector(Selector(metric: metric, suffix: suffix, matchers: matchers, offset: nil))
    }

    package var labels: SurvivingLabels {
        SurvivingLabels(names: Set(metric.labels.map(\.label.name)), target: true, opaque: false)
    }

    func matching<Value>(_ label: (any AnyLabel)?, _ match: Match<Value>, _ origin: Origin) -> Selection {
        var copy = self
        if let label {
            copy.matchers.append(
                Matcher(label: label.name, comparison: match.comparison, operand: match.operand, origin: origin))
        } else {
            copy.problems.append(.notALabel(of: metric.name, at: origin))
        }
        return copy
    }
}

extension Metric {
    /// Only the series whose closed label fits: `metric{backend="postgresql"}`.
    public func `where`<Value: LabelValue>(
        _ label: KeyPath<Labels, Label<Value>>, _ match: Match<Value>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Self {
        narrowed(Labels.label(label), match, Origin(file, line, column))
    }

    /// Only the series whose open label fits: `metric{symbol=~"A.*"}`.
    public func `where`(
        _ label: KeyPath<Labels, OpenLabel>, _ match: Match<String>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Self {
        narrowed(Labels.label(label), match, Origin(file, line, column))
    }

    /// Only the series whose external label fits: `metric{device="sda"}`.
    public func `where`(
        _ label: KeyPath<Labels, ExternalLabel>, _ match: Match<String>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Self {
        narrowed(Labels.label(label), match, Origin(file, line, column))
    }

    /// Only the series of fitting targets: `metric{job="feature-store"}`.
    public func `where`(
        _ label: KeyPath<Labels, TargetLabel>, _ match: Match<String>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Self {
        narrowed(Labels.label(label), match, Origin(file, line, column))
    }

    /// Sets a naming rule aside, with the reason that people will ask for.
    public func waiving(
        _ rule: NamingRule, because reason: String,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Self {
        var copy = self
        copy.selection.metric = metric.waiving(Waiver(rule: rule, reason: reason, origin: Origin(file, line, column)))
        return copy
    }

    private func narrowed<Value>(_ label: (any AnyLabel)?, _ match: Match<Value>, _ origin: Origin) -> Self {
        var copy = self
        copy.selection = selection.matching(label, match, origin)
        return copy
    }
}
