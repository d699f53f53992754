/// Observations counted in buckets, with their sum and number.
///
/// ```swift
/// let insertLatency = Histogram("manifest_insert_latency_ms", "One manifest insert, end to end.",
///                               unit: .milliseconds, buckets: [1, 2.5, 5, 10, 25], labels: ManifestLabels.self)
/// insertLatency.quantile(0.95, by: \.backend)
/// // histogram_quantile(0.95, sum by (le, backend) (rate(manifest_insert_latency_ms_bucket[5m])))
/// ```
public struct Histogram<Labels: LabelSet, D: Dimension>: Metric {
    /// Which of its series are read.
    public var selection: Selection

    /// Declares a histogram. `buckets` are upper bounds in `unit`, ascending, without `+Inf`, which is always there.
    public init(
        _ name: String, _ help: String, unit: Unit<D> = Unit<Count>.count, buckets: [Double],
        labels: Labels.Type = NoLabels.self,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        selection = Selection(
            MetricDeclaration(
                name: name, help: help, kind: .histogram(buckets: buckets.map { ExactDecimal(literal: $0) }),
                unit: unit.info,
                labels: Labels.declared, isExternal: false, origin: Origin(file, line, column)))
    }

    /// Names a histogram that somebody else exports. Say the buckets that thresholds refer to.
    public init(
        external name: String, _ help: String, unit: Unit<D> = Unit<Count>.count, buckets: [Double],
        labels: Labels.Type = NoLabels.self,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        selection = Selection(
            MetricDeclaration(
                name: name, help: help, kind: .histogram(buckets: buckets.map { ExactDecimal(literal: $0) }),
                unit: unit.info,
                labels: Labels.declared, isExternal: true, origin: Origin(file, line, column)))
    }

    /// How many observations there were: the counter `name_count`.
    public var observations: Counter<Labels, Count> { Counter(selection: part("_count", .count)) }

    /// What they add up to: the counter `name_sum`.
    public var sum: Counter<Labels, D> { Counter(selection: part("_sum", metric.unit)) }

    /// The value that a share `q` of the observations stayed under, interpolated within its bucket:
    /// `histogram_quantile(q, sum by (le, …) (rate(name_bucket[window])))`.
    public func quantile(
        _ q: Double, by labels: PartialKeyPath<Labels>..., over window: Window = .automatic,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> {
        let origin = Origin(file, line, column)
        let summed = bucketRates(window, origin).grouped(.sum, by: labels, alsoBy: ["le"], origin)
        var result = summed.derived(
            .call("histogram_quantile", [.number(ExactDecimal(literal: q) ?? .zero), summed.expression]))
        if !(0...1).contains(q) { result.problems.append(.quantileOutOfRange(q, at: origin)) }
        return Query(result, unit: metric.unit)
    }

    /// The mean observation: rate of the sum by rate of the count.
    public func average(
        by labels: PartialKeyPath<Labels>..., over window: Window = .automatic,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> {
        let origin = Origin(file, line, column)
        let sums = sum.rate(over: window).grouped(.sum, by: labels, origin)
        let counts = observations.rate(over: window).grouped(.sum, by: labels, origin)
        return Query(sums.derived(.binary(.divide, nil, sums.expression, counts.expression)), unit: metric.unit)
    }

    /// The growth of each bucket, for a heatmap: `sum by (le) (rate(name_bucket[window]))`.
    public func buckets(
        over window: Window = .automatic, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, PerSecond<Count>> {
        let origin = Origin(file, line, column)
        return bucketRates(window, origin).grouped(.sum, by: [], alsoBy: ["le"], origin)
    }

    /// Observations up to a threshold as the good ones of all: an SLI. The threshold must be a bucket.
    public func faster(
        than threshold: Quantity<D>, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> SLI<Labels, D> {
        SLI(latencyOf: self, threshold: threshold, Origin(file, line, column))
    }

    /// The counter of observations up to a bucket's bound: `name_bucket{le=~"5|5\\.0"}`, which reads the same in
    /// Prometheus 2 (`5`, or whatever the client wrote) and 3 (`5.0`, as it rewrites `le`).
    package func upTo(_ bound: ExactDecimal, _ origin: Origin) -> Counter<Labels, Count> {
        var bucket = part("_bucket", .count)
        let texts = bound.boundTexts
        bucket.matchers.append(
            Matcher(
                label: "le", comparison: texts.count == 1 ? .equals : .matches,
                operand: texts.count == 1 ? .text(texts[0]) : .oneOf(texts), origin: origin))
        return Counter(selection: bucket)
    }

    private func bucketRates(_ window: Window, _ origin: Origin) -> Query<Labels, PerSecond<Count>> {
        part("_bucket", .count)
            .ranged("rate", window, unit: .count.perSecond, origin)
    }

    private func part(_ suffix: String, _ unit: UnitInfo) -> Selection {
        var part = selection
        part.suffix = suffix
        part.unit = unit
        return part
    }
}
