/// A service level indicator: which events are good, or when a value is.
///
/// Good events of one metric are a refinement of all events, so they cannot outnumber them.
public struct SLI<Labels: LabelSet, D: Dimension>: Sendable {
    package var kind: SLIKind
    package let threshold: Quantity<D>
    package let unit: UnitInfo
    /// What an objective can be grouped by.
    package let labels: SurvivingLabels
    /// The objectives that it is made of, where it is.
    package var parts: [RecordedObjective] = []
    /// Of these, and of those that these are made of, the ones that count for themselves.
    package var leaves: [RecordedObjective] = []
    package var problems: [Problem]
    package let origin: Origin

    init(latencyOf histogram: Histogram<Labels, D>, threshold: Quantity<D>, _ origin: Origin) {
        let metric = histogram.metric
        let bound = threshold.value(in: metric.unit)
        kind = .events(
            good: histogram.upTo(bound ?? .zero, origin).selection, total: histogram.observations.selection)
        self.threshold = threshold
        unit = metric.unit
        labels = histogram.selection.labels
        problems = histogram.selection.problems
        self.origin = origin
        guard case .histogram(let buckets) = metric.kind, !buckets.contains(bound) else { return }
        problems.append(
            Problem(
                "\(bound?.description ?? threshold.words) is not a bucket of \(metric.name)", at: origin,
                mend: "choose one of \(buckets.compactMap { $0?.description }.joined(separator: ", ")), or add it",
                notes: [Problem.Note("buckets declared here", metric.origin)]))
    }

    init(good: Selection, total: Selection, threshold: Quantity<D>, _ origin: Origin) {
        kind = .events(good: good, total: total)
        self.threshold = threshold
        unit = total.unit
        labels = total.labels
        problems = good.problems
        self.origin = origin
    }

    init(_ kind: SLIKind, unit: UnitInfo, labels: SurvivingLabels, _ origin: Origin) {
        self.kind = kind
        threshold = Quantity(base: .zero, words: "")
        self.unit = unit
        self.labels = labels
        problems = []
        self.origin = origin
    }

    init(_ query: Query<Labels, D>, _ op: Operator, _ threshold: Quantity<D>, _ origin: Origin) {
        kind = .bound(query.expression, op, threshold.value(in: query.unit) ?? .zero)
        self.threshold = threshold
        unit = query.unit
        labels = query.labels
        problems = query.problems
        self.origin = origin
        if threshold.base == nil { problems.append(.notANumber(threshold.words, at: origin)) }
    }
}

extension SLI where Labels == NoLabels, D == Count {
    init(allOf parts: [RecordedObjective], leaves: [RecordedObjective], _ origin: Origin) {
        let burns = RecordedSeries.currentBurn.selector(of: parts, origin)
        kind = .bound(.aggregate(.max, parameter: nil, nil, burns), .lessOrEqual, .one)
        threshold = Quantity(base: .one, words: "the budget")
        unit = .count
        labels = .none
        self.parts = parts
        self.leaves = leaves
        problems = []
        self.origin = origin
    }

    init(weighted parts: [WeightedObjective], _ origin: Origin) {
        kind = .weighted(parts)
        threshold = Quantity(base: .zero, words: "")
        unit = .count
        labels = .none
        self.parts = parts.map(\.objective)
        leaves = parts.flatMap(\.leaves)
        problems = parts.filter { $0.weight < 1 }.map { part in
            Problem(
                "objective '\(part.name)' has the weight \(part.weight)", at: origin,
                mend: "use whole numbers from 1 on")
        }
        self.origin = origin
    }
}

extension Gauge {
    /// Good while the value is at least the bound: a share of time. Availability is a gauge of 1 and 0 at least 1.
    ///
    /// ```swift
    /// metrics.hitRatio.atLeast(.percent(95))
    /// metrics.up.where(\.job, .is("checkout")).atLeast(1)        // the share of time in which it can be scraped
    /// ```
    public func atLeast(
        _ bound: Quantity<D>, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> SLI<Labels, D> { SLI(query, .greaterOrEqual, bound, Origin(file, line, column)) }

    /// Good while the value is at most the bound: a share of time.
    public func atMost(
        _ bound: Quantity<D>, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> SLI<Labels, D> { SLI(query, .lessOrEqual, bound, Origin(file, line, column)) }
}

extension Query {
    /// Good while what the query computes is at least the bound: a share of time, looked at once a minute. Times
    /// without a value are neither good nor bad.
    public func atLeast(
        _ bound: Quantity<D>, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> SLI<Labels, D> { SLI(self, .greaterOrEqual, bound, Origin(file, line, column)) }

    /// Good while what the query computes is at most the bound: a share of time, looked at once a minute. Times without
    /// a value, as of a quantile of no observations, are neither good nor bad.
    ///
    /// ```swift
    /// metrics.insertLatency.quantile(0.95).atMost(.milliseconds(5))      // the P95 held under 5 ms
    /// ```
    public func atMost(
        _ bound: Quantity<D>, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> SLI<Labels, D> { SLI(self, .lessOrEqual, bound, Origin(file, line, column)) }
}

/// What an SLI counts, or looks at.
package enum SLIKind: Sendable {
    /// Good events of all events, both of one metric: `name_bucket{le="5"}` of `name_count`.
    case events(good: Selection, total: Selection)
    /// Bad or good events in one counter, all events in another.
    case counters(CounterPair)
    /// A share of bad events, as somebody else computes it.
    case errorRatio(Expression)
    /// A value held at a bound: the share of time in which it is.
    case bound(Expression, Operator, ExactDecimal)
    /// Events of other objectives.
    case weighted([WeightedObjective])
}
