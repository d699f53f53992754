import Plumbline

/// The product of a metric's labels, times its series a label set, stays within the spec's budget.
@Sendable func checkSeriesBudget(_ declarations: Declarations) -> [Problem] {
    declarations.ownMetrics.map(\.value).compactMap { metric in
        let budget = declarations.spec.seriesBudget
        let counts = metric.labels.map(\.label.values.count) + [metric.kind.seriesPerLabelSet]
        let (series, overflow) = counts.reduce((1, false)) { product, count in
            let (result, overflow) = product.0.multipliedReportingOverflow(by: count)
            return (result, product.1 || overflow)
        }
        guard overflow || series > budget else { return nil }
        let factors =
            metric.labels.map { "\($0.label.name) \($0.label.values.count)" }
            + (metric.kind.seriesPerLabelSet > 1 ? ["series each \(metric.kind.seriesPerLabelSet)"] : [])
        return Problem(
            "\(metric.name) may have \(overflow ? "very many" : "\(series)") series, over the budget of \(budget): "
                + factors.joined(separator: " × "),
            at: metric.origin, mend: "lower a limit, drop a label or buckets, or raise the spec's seriesBudget")
    }
}

extension LabelDeclaration.Values {
    fileprivate var count: Int {
        switch self {
        case .closed(_, let cases): max(cases.count, 1)
        case .open(let limit): min(max(limit, 0), .max - 1) + 1
        case .external, .target: 1
        }
    }
}

extension MetricDeclaration.Kind {
    fileprivate var seriesPerLabelSet: Int {
        if case .histogram(let buckets) = self { buckets.count + 3 } else { 1 }
    }
}
