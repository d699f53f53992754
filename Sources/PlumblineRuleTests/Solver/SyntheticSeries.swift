import Plumbline
import PlumblinePlan

/// Made-up series for one selector, as few as show what the expression does with their labels: two groups that it keeps
/// apart, and in each two members that it aggregates. The alert is about the first group.
struct SyntheticSeries {
    enum Kind {
        case gauge
        /// A gauge whose future is predicted: it changes by `growth` each tick, and the level is its first value.
        case trend(growth: Double)
        /// A gauge whose change is read: the level is its change in a tick.
        case slope
        /// What is read through a rate: the level is its growth in a tick.
        case counter
        /// With all observations in two buckets: the level is how many of a tick's are in the lower one.
        case histogram(bounds: [ExactDecimal], lower: Int)
    }

    let metric: MetricDeclaration
    let matchers: [Matcher]
    private(set) var kind: Kind
    /// Labels by group and member.
    let labels: [[LabelValues]]
    /// Which of a histogram's series are read: `_bucket`, `_sum`, `_count`.
    var suffixes: Set<String> = []
    /// How far back it is read: a comparison with its own past reads it at two times.
    private(set) var offsets: Set<Milliseconds> = [0]
    /// Whether members get fractions of a whole number.
    var sharesExactly = false
    /// The tick from which the level applies. Before it the usual level does.
    var since = 0

    /// Of a histogram in a tick. A thousand a second, so that quantiles meet their bounds without rounding.
    static let observations = 60_000

    /// Whether both have the same metric and matchers, so that they are one.
    func isSame(as other: SyntheticSeries) -> Bool { metric.name == other.metric.name && matchers == other.matchers }

    /// Adds what another expression reads of the same. The richer kind wins.
    mutating func merge(_ other: SyntheticSeries) {
        suffixes.formUnion(other.suffixes)
        offsets.formUnion(other.offsets)
        switch (kind, other.kind) {
        // A gauge that is also looked ahead of, or at whose change is looked, moves.
        case (.counter, .histogram), (.gauge, .trend), (.gauge, .slope), (.gauge, .counter): kind = other.kind
        default: break
        }
    }

    /// The series of a group at a level.
    func inputSeries(group: Int, level: Double, ticks: Int) -> [InputSeries] {
        guard group < labels.count else { return [] }
        let members = labels[group]
        return members.enumerated().flatMap { index, labels -> [InputSeries] in
            switch kind {
            case .gauge:
                let (before, value) = (share(of: usual, index, members.count), share(of: level, index, members.count))
                return [
                    InputSeries(SeriesIdentity(metric.name, labels), from: value, ticks: ticks).standing(
                        at: before, until: since)
                ]
            case .trend(let growth):
                let start = share(of: level, index, members.count)
                return [InputSeries(SeriesIdentity(metric.name, labels), from: start, growth: growth, ticks: ticks)]
            case .slope, .counter:
                let (before, growth) = (share(of: usual, index, members.count), share(of: level, index, members.count))
                return suffixes.sorted().map { suffix in
                    InputSeries(SeriesIdentity(metric.name + suffix, labels), from: 0, growth: growth, ticks: ticks)
                        .growing(before, until: since)
                }
            case .histogram(let bounds, let lower):
                return histogram(bounds, lower, level, labels, index, ticks)
            }
        }
    }

    /// For each matcher a series like the first group that it excludes, where such a value is known.
    func excludedSeries(_ labels: SeriesLabels) -> [SyntheticSeries] {
        matchers.compactMap { matcher in
            labels.outside(matcher, of: metric, self.labels[0][0]).map {
                SyntheticSeries(metric: metric, matchers: [], kind: kind, labels: [[$0]], suffixes: suffixes)
            }
        }
    }

    private func histogram(
        _ bounds: [ExactDecimal], _ lower: Int, _ level: Double, _ labels: LabelValues, _ index: Int, _ ticks: Int
    ) -> [InputSeries] {
        let members = self.labels[0].count
        // The first member has a quarter of all observations, and takes the fast ones first.
        let mine = share(of: Double(Self.observations), index, members)
        let firsts = share(of: Double(Self.observations), 0, members)
        let firstFast = min(level, firsts)
        let fast = index == 0 ? firstFast : level - firstFast
        let upper = lower + 1 < bounds.count ? bounds[lower + 1] : bounds[lower].plus(bounds[lower]) ?? bounds[lower]
        let sum = fast * bounds[lower].double + (mine - fast) * upper.double
        func part(_ suffix: String, _ labels: LabelValues, _ growth: Double) -> InputSeries {
            InputSeries(SeriesIdentity(metric.name + suffix, labels), from: 0, growth: growth, ticks: ticks)
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

extension InputSeries {
    /// The same from a tick on; before, it stood elsewhere.
    fileprivate func standing(at value: Double, until tick: Int) -> InputSeries {
        guard tick > 0 else { return self }
        var series = self
        let rest = runs[0].count - tick
        series.runs = [Run(start: value, count: min(tick, runs[0].count))]
        if rest > 0 { series.runs.append(Run(start: runs[0].start, count: rest)) }
        return series
    }

    /// The same from a tick on; before, it grew by another growth.
    fileprivate func growing(_ growth: Double, until tick: Int) -> InputSeries {
        guard tick > 0 else { return self }
        var series = self
        let rest = runs[0].count - tick
        series.runs = [Run(start: 0, growth: growth, count: min(tick, runs[0].count))]
        if rest > 0 {
            let next = growth * Double(tick - 1) + runs[0].growth
            series.runs.append(Run(start: next, growth: runs[0].growth, count: rest))
        }
        return series
    }
}
