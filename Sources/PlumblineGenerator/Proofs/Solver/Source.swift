import Plumbline

/// The series behind one selector, as few as show what the expression does with their labels: two groups that it tells
/// apart, the first of which is the one in trouble; and in each two members that it takes together.
struct Source {
    enum Kind {
        case gauge
        /// A gauge that is looked ahead of: it changes by `step` each tick, and the knob is where it begins.
        case trend(step: Double)
        /// A gauge whose change is looked at: the knob is how much it changes each tick.
        case slope
        /// What is read through a rate.
        case counter
        /// With all observations in two buckets: the knob says how many of 10,000 a tick are in the lower one.
        case histogram(bounds: [ExactDecimal], lower: Int)
    }

    let metric: MetricDeclaration
    let matchers: [Matcher]
    private(set) var kind: Kind
    /// Labels by group and member.
    let labels: [[LabelValues]]
    /// Which of a histogram's series are read: `_bucket`, `_sum`, `_count`.
    var suffixes: Set<String> = []
    /// Whether members get fractions of a whole number.
    var sharesExactly = false

    static let observations = 10_000

    /// Whether both are read by the same matchers, so that they are one.
    func isSame(as other: Source) -> Bool { metric.name == other.metric.name && matchers == other.matchers }

    /// Takes in what another expression reads of the same: with more than a count, a histogram is one.
    mutating func merge(_ other: Source) {
        suffixes.formUnion(other.suffixes)
        if case .histogram = other.kind, case .counter = kind { kind = other.kind }
    }

    /// The series of a group while its knob is at `knob`.
    func series(group: Int, knob: Double, ticks: Int) -> [InputSeries] {
        guard group < labels.count else { return [] }
        let members = labels[group]
        return members.enumerated().flatMap { index, labels -> [InputSeries] in
            switch kind {
            case .gauge:
                let value = share(of: knob, index, members.count)
                return [InputSeries(SeriesIdentity(metric.name, labels), from: value, ticks: ticks)]
            case .trend(let step):
                let start = share(of: knob, index, members.count)
                return [InputSeries(SeriesIdentity(metric.name, labels), from: start, step: step, ticks: ticks)]
            case .slope, .counter:
                let step = share(of: knob, index, members.count)
                return suffixes.sorted().map { suffix in
                    InputSeries(SeriesIdentity(metric.name + suffix, labels), from: 0, step: step, ticks: ticks)
                }
            case .histogram(let bounds, let lower):
                return histogram(bounds, lower, knob, labels, index, ticks)
            }
        }
    }

    /// For each matcher a source like the group in trouble that it keeps out, where such a value is known.
    func strangers(_ labels: SeriesLabels) -> [Source] {
        matchers.compactMap { matcher in
            labels.outside(matcher, of: metric, self.labels[0][0]).map {
                Source(metric: metric, matchers: [], kind: kind, labels: [[$0]], suffixes: suffixes)
            }
        }
    }

    private func histogram(
        _ bounds: [ExactDecimal], _ lower: Int, _ knob: Double, _ labels: LabelValues, _ index: Int, _ ticks: Int
    ) -> [InputSeries] {
        let members = self.labels[0].count
        // The first member has a quarter of the observations, and of the slow ones all or none.
        let mine = share(of: Double(Self.observations), index, members)
        let firsts = share(of: Double(Self.observations), 0, members)
        let firstFast = min(knob, firsts)
        let fast = index == 0 ? firstFast : knob - firstFast
        let upper = lower + 1 < bounds.count ? bounds[lower + 1] : bounds[lower].plus(bounds[lower]) ?? bounds[lower]
        let sum = fast * bounds[lower].double + (mine - fast) * upper.double
        func part(_ suffix: String, _ labels: LabelValues, _ step: Double) -> InputSeries {
            InputSeries(SeriesIdentity(metric.name + suffix, labels), from: 0, step: step, ticks: ticks)
        }
        var found: [InputSeries] = []
        if suffixes.contains("_bucket") {
            let near = max(lower - 1, 0)...min(lower + 1, bounds.count - 1)
            found += near.map { bound in
                let count = bound < lower ? 0 : bound == lower ? fast : mine
                return part("_bucket", labels.adding("le", bounds[bound].description), count)
            }
            found.append(part("_bucket", labels.adding("le", "+Inf"), mine))
        }
        if suffixes.contains("_count") { found.append(part("_count", labels, mine)) }
        if suffixes.contains("_sum") { found.append(part("_sum", labels, sum)) }
        return found
    }

    /// A quarter for the first of two members, so that a sum, a mean and an extreme differ.
    private func share(of whole: Double, _ index: Int, _ members: Int) -> Double {
        guard members > 1 else { return whole }
        let quarter = whole == whole.rounded() && !sharesExactly ? (whole / 4).rounded(.down) : whole / 4
        return index == 0 ? quarter : whole - quarter
    }
}

extension Evaluator {
    /// The sources behind the selectors of an expression, in the order in which it reads them.
    func sources(
        of expression: Expression, near bound: ExactDecimal?, _ labels: SeriesLabels
    ) throws(Underivable) -> [Source] {
        var found: [Source] = []
        let kept = kept(expression)
        let comparison = if case .binary(let op, _, _, _) = expression { op } else { Operator.less }
        for read in reads(expression) {
            let matchers = read.selector.matchers.filter { $0.label != "le" || !read.selector.metric.isHistogram }
            let source = Source(
                metric: read.selector.metric, matchers: matchers, kind: read.kind(near: bound, comparison),
                labels: try groups(read.selector.metric, matchers, kept, labels), suffixes: [read.selector.suffix])
            if let index = found.firstIndex(where: source.isSame) {
                found[index].merge(source)
            } else {
                found.append(source)
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
    private func reads(_ expression: Expression, _ quantile: Double? = nil, through function: String? = nil) -> [Read] {
        switch expression {
        case .selector(let selector):
            recordings[selector.name]?.flatMap { reads($0.expression, quantile) } ?? [
                Read(selector: selector, function: function, quantile: quantile)
            ]
        case .range(let inner, _): reads(inner, quantile, through: function)
        case .call("histogram_quantile", let arguments):
            arguments.flatMap { reads($0, arguments.first?.constant) }
        case .call(let name, let arguments): arguments.flatMap { reads($0, quantile, through: name) }
        default: expression.children.flatMap { reads($0, quantile) }
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

    /// What its metric is, as far as this expression can see.
    func kind(near bound: ExactDecimal?, _ comparison: Operator) -> Source.Kind {
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
            let step = max(1, (bound?.double ?? 0).magnitude / 100)
            return .trend(step: [.greater, .greaterOrEqual].contains(comparison) ? step : -step)
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
