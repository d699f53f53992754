import Plumbline
import PlumblinePlan

// What an expression reads.
extension Evaluator {
    /// A synthetic series for each selector of an expression, in the order in which it reads them.
    func syntheticSeries(
        of expression: Expression, near bound: ExactDecimal?, _ labels: SeriesLabels
    ) throws(Underivable) -> [SyntheticSeries] {
        var found: [SyntheticSeries] = []
        let kept = kept(expression)
        let comparison = if case .binary(let op, _, _, _) = expression { op } else { Operator.less }
        for read in reads(expression) {
            let matchers = read.selector.matchers.filter { $0.label != "le" || !read.selector.metric.isHistogram }
            let series = SyntheticSeries(
                metric: read.selector.metric, matchers: matchers, kind: read.kind(near: bound, comparison),
                labels: try groups(read.selector.metric, matchers, kept, labels), suffixes: [read.selector.suffix],
                offsets: [read.offset])
            if let index = found.firstIndex(where: series.isSame) {
                found[index].merge(series)
            } else {
                found.append(series)
            }
        }
        return found
    }

    /// Labels that are kept differ between groups, all others between members.
    private func groups(
        _ metric: MetricDeclaration, _ matchers: [Matcher], _ kept: KeptLabels, _ labels: SeriesLabels
    ) throws(Underivable) -> [[LabelValues]] {
        var groups: [[LabelValues]] = []
        for group in 0..<2 {
            var members: [LabelValues] = []
            for member in 0..<2 {
                let made = try labels.fitting(metric, matchers) { kept.contains($0) ? group : member }
                if !members.contains(made) { members.append(made) }
            }
            if !groups.contains(members) { groups.append(members) }
        }
        return groups
    }

    /// Every selector, those of the recording rules that it reads in place of their names.
    private func reads(
        _ expression: Expression, _ quantile: Double? = nil, offset: Milliseconds = 0, through function: String? = nil
    ) -> [Read] {
        switch expression {
        case .selector(let selector):
            let offset = offset + (selector.offset?.milliseconds ?? 0)
            return recordings[selector.name]?.flatMap { reads($0.expression, quantile, offset: offset) } ?? [
                Read(selector: selector, function: function, quantile: quantile, offset: offset)
            ]
        case .range(let inner, _): return reads(inner, quantile, offset: offset, through: function)
        case .call("histogram_quantile", let arguments):
            return arguments.flatMap { reads($0, arguments.first?.constant, offset: offset) }
        case .call(let name, let arguments):
            return arguments.flatMap { reads($0, quantile, offset: offset, through: name) }
        default: return expression.children.flatMap { reads($0, quantile, offset: offset) }
        }
    }
}

extension Expression {
    /// The number that it is, where it is one.
    fileprivate var constant: Double? { if case .number(let number) = self { number.double } else { nil } }
}

/// A selector, the function that reads its range, and the quantile that is made of it.
private struct Read {
    let selector: Selector
    let function: String?
    let quantile: Double?
    let offset: Milliseconds

    /// What its metric is, as far as this expression can see.
    func kind(near bound: ExactDecimal?, _ comparison: Operator) -> SyntheticSeries.Kind {
        if case .histogram(let buckets) = selector.metric.kind, ["_bucket", "_sum"].contains(selector.suffix) {
            let bounds = buckets.compactMap { $0 }
            let named = selector.matchers.filter { $0.label == "le" }
            let index = bounds.firstIndex { each in
                named.isEmpty
                    ? bound.map { each >= $0 } ?? true
                    : named.allSatisfy { matcher in each.boundTexts.contains(where: matcher.fits) }
            }
            let lower = index ?? bounds.count - 1
            return .histogram(bounds: bounds, lower: isOver(bound, bounds, lower) ? lower - 1 : lower)
        }
        switch function {
        case "rate", "increase", "resets": return .counter
        case "delta", "deriv": return .slope
        case "predict_linear":
            // Towards the side on which the comparison holds, by as much as shows beside the bound.
            let growth = max(1, (bound?.double ?? 0).magnitude / 100)
            return .trend(growth: [.greater, .greaterOrEqual].contains(comparison) ? growth : -growth)
        default: return .gauge
        }
    }

    /// Whether the quantile, or the mean, is over the bound even while all observations are in the bucket that the bound
    /// is in: then it takes those of the bucket below as well.
    private func isOver(_ bound: ExactDecimal?, _ bounds: [ExactDecimal], _ bucket: Int) -> Bool {
        guard let bound, bucket > 0, bounds[bucket] > bound else { return false }
        guard let quantile else { return selector.suffix != "_bucket" }
        let (from, to) = (bounds[bucket - 1].double, bounds[bucket].double)
        return from + (to - from) * quantile >= bound.double
    }
}

extension MetricDeclaration {
    fileprivate var isHistogram: Bool { if case .histogram = kind { true } else { false } }
}
