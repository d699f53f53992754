import Plumbline
import PlumblinePlan

// Functions, as `promql/functions.go` has them.
extension Evaluator {
    func call(_ name: String, _ arguments: [Expression], at time: Milliseconds) throws(Underivable) -> Value {
        func ranges(_ index: Int = 0) throws(Underivable) -> [RangeSeries] { try range(arguments[index], at: time) }
        func number(_ index: Int) -> Double {
            if case .number(let value) = arguments[index] { value.double } else { .nan }
        }
        func each(_ index: Int = 0, _ compute: (RangeSeries) -> Double?) throws(Underivable) -> Value {
            .vector(
                try ranges(index).compactMap { series in
                    compute(series).map { VectorSample(labels: series.labels.without([VectorSample.name]), value: $0) }
                })
        }
        func map(_ compute: (Double) -> Double) throws(Underivable) -> Value {
            .vector(
                try vector(arguments[0], at: time).map {
                    VectorSample(labels: $0.nameless.labels, value: compute($0.value))
                })
        }
        switch name {
        case "rate": return try each { $0.extrapolated(isCounter: true, isRate: true, generation) }
        case "increase": return try each { $0.extrapolated(isCounter: true, isRate: false, generation) }
        case "delta": return try each { $0.extrapolated(isCounter: false, isRate: false, generation) }
        case "resets": return try each { $0.resets }
        case "deriv": return try each { $0.points.count < 2 ? nil : $0.trend(from: $0.points[0].time).slope }
        case "predict_linear":
            return try each { series in
                let trend = series.trend(from: time)
                return series.points.count < 2 ? nil : trend.slope * number(1) + trend.intercept
            }
        case "avg_over_time": return try each { generation.mean($0.values) }
        case "sum_over_time": return try each { $0.sum }
        case "min_over_time": return try each { $0.values.reduce(.nan) { $1 < $0 || $0.isNaN ? $1 : $0 } }
        case "max_over_time": return try each { $0.values.reduce(.nan) { $1 > $0 || $0.isNaN ? $1 : $0 } }
        case "count_over_time": return try each { Double($0.points.count) }
        case "quantile_over_time": return try each(1) { $0.quantile(number(0)) }
        case "last_over_time":
            return .vector(
                try ranges().compactMap { series in
                    series.values.last.map { VectorSample(labels: series.labels, value: $0) }
                })
        case "absent": return .vector(try absent(arguments[0], at: time))
        case "vector": return .vector([VectorSample(labels: [:], value: number(0))])
        case "abs": return try map(\.magnitude)
        case "clamp_min": return try map { $0.isNaN ? $0 : Swift.max(number(1), $0) }
        case "clamp_max": return try map { $0.isNaN ? $0 : Swift.min(number(1), $0) }
        case "histogram_quantile": return .vector(quantiles(number(0), try vector(arguments[1], at: time)))
        default: throw Underivable("it calls \(name), which proofs do not know")
        }
    }

    private func absent(_ expression: Expression, at time: Milliseconds) throws(Underivable) -> [VectorSample] {
        guard try vector(expression, at: time).isEmpty else { return [] }
        guard case .selector(let selector) = expression else { return [VectorSample(labels: [:], value: 1)] }
        let named = Dictionary(grouping: selector.matchers, by: \.label).compactMapValues { matchers in
            matchers.count == 1 && matchers[0].comparison == .equals ? matchers[0].operand.text : nil
        }
        return [VectorSample(labels: named, value: 1)]
    }

    private func quantiles(_ q: Double, _ samples: [VectorSample]) -> [VectorSample] {
        var buckets: [LabelValues: [(bound: Double, count: Double)]] = [:]
        var order: [LabelValues] = []
        for sample in samples {
            guard let bound = sample.labels["le"].flatMap({ $0 == "+Inf" ? .infinity : Double($0) }) else { continue }
            let key = sample.labels.without(["le", VectorSample.name])
            if buckets[key] == nil { order.append(key) }
            buckets[key, default: []].append((bound, sample.value))
        }
        return order.map { VectorSample(labels: $0, value: quantile(q, buckets[$0] ?? [])) }
    }

    /// Interpolated within the bucket that the rank falls into.
    private func quantile(_ q: Double, _ unsorted: [(bound: Double, count: Double)]) -> Double {
        if q.isNaN { return .nan }
        if !(0...1).contains(q) { return q < 0 ? -.infinity : .infinity }
        var buckets = unsorted.sorted { $0.bound < $1.bound }
        guard buckets.count > 1, let last = buckets.last, last.bound == .infinity else { return .nan }
        for index in buckets.indices.dropFirst() {
            let (before, count) = (buckets[index - 1].count, buckets[index].count)
            if count < before || generation.takesAsEqual(before, count) { buckets[index].count = before }
        }
        let observations = buckets[buckets.count - 1].count
        guard observations != 0 else { return .nan }
        var rank = q * observations
        let found = buckets.dropLast().firstIndex { $0.count >= rank } ?? buckets.count - 1
        if found == buckets.count - 1 { return buckets[buckets.count - 2].bound }
        guard found > 0 else {
            return buckets[0].bound <= 0 ? buckets[0].bound : buckets[0].bound * (rank / buckets[0].count)
        }
        let below = buckets[found - 1]
        rank -= below.count
        return below.bound + (buckets[found].bound - below.bound) * (rank / (buckets[found].count - below.count))
    }
}

extension RangeSeries {
    var values: [Double] { points.map(\.value) }

    /// `rate`, `increase` and `delta`: the growth between first and last sample, stretched to the edges of the range
    /// where these are near.
    func extrapolated(isCounter: Bool, isRate: Bool, _ generation: PrometheusGeneration) -> Double? {
        guard points.count > 1, let first = points.first, let last = points.last else { return nil }
        var growth = last.value - first.value
        if isCounter {
            for (before, after) in zip(points, points.dropFirst()) where after.value < before.value {
                growth += before.value
            }
        }
        let toStart = Double(first.time - start) / 1000
        let toEnd = Double(end - last.time) / 1000
        let sampled = Double(last.time - first.time) / 1000
        let between = sampled / Double(points.count - 1)
        func near(_ distance: Double) -> Double { distance < between * 1.1 ? distance : between / 2 }
        // A counter is not stretched to below 0.
        let toZero = isCounter && growth > 0 && first.value >= 0 ? sampled * (first.value / growth) : .infinity
        let before = generation == .two ? near(Swift.min(toStart, toZero)) : Swift.min(near(toStart), toZero)
        var factor = (sampled + before + near(toEnd)) / sampled
        if isRate { factor /= Double(end - start) / 1000 }
        return growth * factor
    }

    var resets: Double { Double(zip(points, points.dropFirst()).filter { $1.value < $0.value }.count) }

    var sum: Double {
        var sum = KahanSum()
        for value in values { sum.add(value) }
        return sum.value
    }

    func quantile(_ q: Double) -> Double {
        let sorted = values.sorted { $0 < $1 || $0.isNaN && !$1.isNaN }
        guard !sorted.isEmpty, !q.isNaN else { return .nan }
        if q < 0 { return -.infinity }
        if q > 1 { return .infinity }
        let rank = q * Double(sorted.count - 1)
        let lower = Swift.max(0, Int(rank.rounded(.down)))
        let weight = rank - rank.rounded(.down)
        return sorted[lower] * (1 - weight) + sorted[Swift.min(sorted.count - 1, lower + 1)] * weight
    }

    /// Least squares, in seconds from a time on.
    func trend(from time: Milliseconds) -> (slope: Double, intercept: Double) {
        guard let first = points.first?.value, !values.allSatisfy({ $0 == first }) else {
            let level = points.first?.value ?? .nan
            return level.isInfinite ? (.nan, .nan) : (0, level)
        }
        var (x, y, xy, xx) = (KahanSum(), KahanSum(), KahanSum(), KahanSum())
        for point in points {
            let second = Double(point.time - time) / 1000
            x.add(second)
            y.add(point.value)
            xy.add(second * point.value)
            xx.add(second * second)
        }
        let count = Double(points.count)
        let slope = (xy.value - x.value * y.value / count) / (xx.value - x.value * x.value / count)
        return (slope, y.value / count - slope * x.value / count)
    }
}
