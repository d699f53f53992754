import Plumbline
import PlumblinePlan

/// One series of an instant vector.
struct VectorSample: Sendable {
    var labels: LabelValues
    var value: Double

    static let name = "__name__"

    /// Without the metric's name, as most operations leave it.
    var nameless: VectorSample { VectorSample(labels: labels.without([Self.name]), value: value) }
}

extension LabelValues {
    func without(_ names: some Sequence<String>) -> LabelValues {
        var rest = self
        for name in names { rest[name] = nil }
        return rest
    }

    func adding(_ name: String, _ value: String) -> LabelValues { merging([name: value]) { $1 } }

    func only(_ names: some Sequence<String>) -> LabelValues {
        var kept: LabelValues = [:]
        for name in names { kept[name] = self[name] }
        return kept
    }
}

/// What an expression is at a time, computed as a generation of Prometheus computes it, rounding included.
///
/// It covers what the vocabulary can say; promtool is the judge of it in the tests. Source: `promql/engine.go` and
/// `promql/functions.go` of 2.42 and 3.5 for semantics.
struct Evaluator {
    enum Value {
        case scalar(Double)
        case vector([VectorSample])
    }

    /// The time from one input sample to the next.
    let tick: Milliseconds
    /// The time from one evaluation of the rules to the next.
    let evaluationInterval: Milliseconds
    /// What `.automatic` windows are.
    let window: Quantity<Time>
    /// Recording rules that the expression may read, by the name they record.
    let recordings: [String: [Recording]]
    var series: [String: [InputSeries]]
    var generation = PrometheusGeneration.two

    init(
        tick: Milliseconds, evaluationInterval: Milliseconds? = nil, window: Quantity<Time>,
        recordings: [String: [Recording]],
        series: [String: [InputSeries]]
    ) {
        self.tick = tick
        self.evaluationInterval = evaluationInterval ?? tick
        self.window = window
        self.recordings = recordings
        self.series = series
    }

    func value(_ expression: Expression, at time: Milliseconds) throws(Underivable) -> Value {
        switch expression {
        case .number(let number): .scalar(number.double)
        case .selector(let selector): .vector(try instant(selector, at: time))
        case .call(let name, let arguments): try call(name, arguments, at: time)
        case .aggregate(let kind, let parameter, let grouping, let inner):
            .vector(aggregated(kind, parameter, grouping, try vector(inner, at: time)))
        case .binary(let op, let modifier, let left, let right):
            try binary(op, modifier ?? Modifier(), value(left, at: time), value(right, at: time))
        case .unchecked: throw Underivable("it holds unchecked PromQL")
        case .text: throw Underivable("it holds a text that no function takes")
        case .offset(let inner, let past): try value(inner, at: time - past)
        case .range, .subquery, .atEnd: throw Underivable("it holds a range that no function takes")
        }
    }

    /// The value of an expression that has to be a vector.
    func vector(_ expression: Expression, at time: Milliseconds) throws(Underivable) -> [VectorSample] {
        switch try value(expression, at: time) {
        case .vector(let samples): samples
        case .scalar: throw Underivable("a number stands where a vector has to")
        }
    }
}

// Selectors.
extension Evaluator {
    private func instant(_ selector: Selector, at time: Milliseconds) throws(Underivable) -> [VectorSample] {
        let time = time - (selector.offset?.milliseconds ?? 0)
        if let rules = recordings[selector.name] {
            return time < 0 || !isRemembered(time % evaluationInterval)
                ? [] : try recorded(rules, selector, at: time / evaluationInterval * evaluationInterval)
        }
        return (series[selector.name] ?? []).compactMap { series in
            guard selector.fits(series.labels), let value = newest(series, at: time) else { return nil }
            return VectorSample(labels: series.labels.adding(VectorSample.name, selector.name), value: value)
        }
    }

    /// The newest sample, unless the series has ended or the sample is too old.
    private func newest(_ series: InputSeries, at time: Milliseconds) -> Double? {
        guard time >= 0 else { return nil }
        let index = time / tick
        for back in 0...(lookback / tick) where index >= back {
            guard isRemembered(time - (index - back) * tick) else { return nil }
            if let value = series.value(at: index - back) { return value }
            if series.isStale(at: index - back) { return nil }
        }
        return nil
    }

    private func isRemembered(_ age: Milliseconds) -> Bool {
        age < lookback || age == lookback && generation.includesLeftEdge
    }

    private func recorded(
        _ rules: [Recording], _ selector: Selector, at time: Milliseconds
    ) throws(Underivable) -> [VectorSample] {
        var found: [VectorSample] = []
        for rule in rules {
            for sample in try samples(rule.expression, at: time) {
                let labels = sample.labels.merging(rule.labels) { $1 }.adding(VectorSample.name, rule.name)
                if selector.fits(labels) { found.append(VectorSample(labels: labels, value: sample.value)) }
            }
        }
        return found
    }

    /// As a recording rule sees an expression: a number is a series without labels.
    private func samples(_ expression: Expression, at time: Milliseconds) throws(Underivable) -> [VectorSample] {
        switch try value(expression, at: time) {
        case .vector(let samples): samples
        case .scalar(let value): [VectorSample(labels: [:], value: value)]
        }
    }

    /// The samples of each series within a range, its right end included.
    func range(_ expression: Expression, at time: Milliseconds) throws(Underivable) -> [RangeSeries] {
        switch expression {
        case .range(.selector(let selector), let window):
            let length = (window.fixed ?? self.window).milliseconds
            let end = time - (selector.offset?.milliseconds ?? 0)
            guard recordings[selector.name] == nil else {
                var plain = selector
                plain.offset = nil
                return try stepped(.selector(plain), from: end - length, to: end, every: evaluationInterval)
            }
            return (series[selector.name] ?? []).compactMap { series in
                guard selector.fits(series.labels) else { return nil }
                let points = ticks(from: end - length, to: end, every: tick).compactMap { time in
                    series.value(at: time / tick).map { RangeSeries.Point(time: time, value: $0) }
                }
                guard !points.isEmpty else { return nil }
                let labels = series.labels.adding(VectorSample.name, selector.name)
                return RangeSeries(labels: labels, points: points, start: end - length, end: end)
            }
        case .subquery(let inner, let range, let step):
            return try stepped(
                inner, from: time - range.milliseconds, to: time, every: step?.milliseconds ?? evaluationInterval)
        case .offset(let inner, let past): return try range(inner, at: time - past)
        default: throw Underivable("a function takes a range that is none")
        }
    }

    /// An expression evaluated again and again.
    private func stepped(
        _ inner: Expression, from start: Milliseconds, to end: Milliseconds, every step: Milliseconds
    ) throws(Underivable) -> [RangeSeries] {
        var points: [LabelValues: [RangeSeries.Point]] = [:]
        var order: [LabelValues] = []
        for time in ticks(from: start, to: end, every: step) {
            for sample in try samples(inner, at: time) {
                if points[sample.labels] == nil { order.append(sample.labels) }
                points[sample.labels, default: []].append(.init(time: time, value: sample.value))
            }
        }
        return order.map { RangeSeries(labels: $0, points: points[$0] ?? [], start: start, end: end) }
    }

    /// Multiples of the step, the right end included, the left one by the generation's rule.
    private func ticks(
        from start: Milliseconds, to end: Milliseconds, every step: Milliseconds
    ) -> StrideThrough<Milliseconds> {
        guard step > 0 else { return stride(from: 1, through: 0, by: 1) }
        let rest = ((start % step) + step) % step
        let first = rest == 0 ? start : start - rest + step
        return stride(from: rest == 0 && !generation.includesLeftEdge ? first + step : first, through: end, by: step)
    }
}

/// The samples of one series within a range.
struct RangeSeries {
    struct Point {
        let time: Milliseconds
        let value: Double
    }

    let labels: LabelValues
    let points: [Point]
    let start: Milliseconds
    let end: Milliseconds
}

extension Selector {
    /// Whether all matchers let the labels through.
    func fits(_ labels: LabelValues) -> Bool { matchers.allSatisfy { $0.fits(labels[$0.label] ?? "") } }
}
