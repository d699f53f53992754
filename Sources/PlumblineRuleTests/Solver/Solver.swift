import Plumbline
import PlumblinePlan

/// Finds the boundary points of comparisons by trial: it computes an expression at different levels of one series.
struct Solver {
    let evaluator: Evaluator
    /// By when every window is full.
    let steady: Milliseconds

    /// The boundary point of a comparison, by the first of its series that reaches the bound exactly, else by the first
    /// that crosses it. Series that are fixed keep their level.
    func boundaryPoint(
        _ comparison: Comparison, _ inputs: SyntheticInputs, _ own: [Int], fixed: Set<Int> = []
    ) throws(Underivable) -> BoundaryPoint {
        var inexact: BoundaryPoint?
        for index in own where !fixed.contains(index) {
            for usual in usuals(comparison, inputs) {
                var inputs = inputs
                var beside: [Int: Double] = [:]
                for other in own where other != index && !fixed.contains(other) {
                    beside[other] = usual ?? inputs.all[other].usual
                }
                for (other, level) in beside { inputs.levels[other][0] = level }
                if let point = try boundaryPoint(comparison, inputs, turning: index, beside) {
                    if point.isExact { return point }
                    inexact = inexact ?? point
                }
            }
        }
        if let inexact { return inexact }
        // What else is read of the metric may be too much of it.
        if fixed.isEmpty, let quiet = inputs.withOthers(than: own, at: 0), quiet.levels != inputs.levels {
            return try boundaryPoint(comparison, quiet, own)
        }
        throw Underivable("no input was found at which a comparison in it turns")
    }

    /// The levels of other series: the usual one, or levels at which a share of two whole numbers can be exact.
    private func usuals(_ comparison: Comparison, _ inputs: SyntheticInputs) -> [Double?] {
        guard let share = comparison.bound.map({ ($0.double * 10_000).rounded() }), share > 0, share < 10_000 else {
            return [nil]
        }
        let events = [10_000 - share, share, 10_000]
        // As many a second, too: rates of those are whole numbers.
        return [nil] + events + events.map { $0 * 60 }
    }

    private func boundaryPoint(
        _ comparison: Comparison, _ inputs: SyntheticInputs, turning index: Int, _ beside: [Int: Double]
    ) throws(Underivable) -> BoundaryPoint? {
        /// The left side less the right one, in the first group.
        func margin(_ level: Double) throws(Underivable) -> Double? {
            var inputs = inputs
            inputs.levels[index][0] = level
            return try self.margin(comparison, inputs)
        }
        let made = inputs.all[index]
        for (low, high) in try turns(made.places(near: comparison.bound?.double), margin) {
            var root = try narrowed(low, high, made.isWhole, margin)
            if root.isExact {
                var inputs = inputs
                inputs.levels[index][0] = root.level
                root.isExact = try isSettled(comparison, inputs)
            }
            if !root.isExact, root.level < 100, case .counter = made.kind {
                // Between two whole numbers of events in a tick. What adds up parts of events is rounded, never exact.
                root = (try narrowed(low, high, false, margin).level, false)
            }
            if let point = try point(comparison, made, index, beside, root, margin) { return point }
        }
        return nil
    }

    /// The left side less the right one, in the first group; nil where one of them has no value.
    func margin(_ comparison: Comparison, _ inputs: SyntheticInputs) throws(Underivable) -> Double? {
        try margin(comparison, inputs.firstGroup(ticks: steady / evaluator.tick), .two)
    }

    /// Whether both sides are equal in every generation of Prometheus and whatever the order in which it takes series:
    /// sums of them are rounded otherwise in another order.
    private func isSettled(_ comparison: Comparison, _ inputs: SyntheticInputs) throws(Underivable) -> Bool {
        let series = inputs.firstGroup(ticks: steady / evaluator.tick)
        for generation in PrometheusGeneration.allCases {
            for start in series.indices.prefix(8) {
                let turned = Array(series[start...] + series[..<start])
                for order in [turned, turned.reversed()] where try margin(comparison, order, generation) != 0 {
                    return false
                }
            }
        }
        return true
    }

    private func margin(
        _ comparison: Comparison, _ series: [InputSeries], _ generation: PrometheusGeneration
    ) throws(Underivable) -> Double? {
        var evaluator = evaluator
        evaluator.generation = generation
        evaluator.series = series.byName
        guard let left = try first(comparison.left, evaluator), let right = try first(comparison.right, evaluator)
        else {
            return nil
        }
        return left - right
    }

    private func first(_ expression: Expression, _ evaluator: Evaluator) throws(Underivable) -> Double? {
        switch try evaluator.value(expression, at: steady) {
        case .scalar(let value): value
        case .vector(let samples): samples.first?.value
        }
    }

    private typealias Place = (level: Double, margin: Double)

    /// The pairs of levels between which the margin is 0 or changes its sign; positive ones first, as few metrics are
    /// negative.
    private func turns(
        _ places: [Double], _ margin: (Double) throws(Underivable) -> Double?
    ) throws(Underivable) -> [(low: Place, high: Place)] {
        var known: [Place] = []
        for place in places {
            if let value = try margin(place), !value.isNaN { known.append((place, value)) }
        }
        let found = zip(known, known.dropFirst()).filter { low, high in
            low.margin != high.margin
                && (low.margin == 0 || high.margin == 0 || (low.margin < 0) != (high.margin < 0))
        }
        return found.filter { $0.0.level >= 0 } + found.filter { $0.0.level < 0 }
    }

    /// Halves the interval; numbers with few digits are tried first, since what people write is made of these.
    private func narrowed(
        _ low: Place, _ high: Place, _ isWhole: Bool, _ margin: (Double) throws(Underivable) -> Double?
    ) throws(Underivable) -> (level: Double, isExact: Bool) {
        for end in [low, high] where end.margin == 0 { return (end.level, true) }
        var (low, high) = (low, high)
        let slope = (high.margin - low.margin) / (high.level - low.level)
        var guess = low.level - low.margin / slope
        for _ in 0..<60 {
            for level in guess.neighbours(isWhole) where try margin(level) == 0 { return (level, true) }
            guess = low.level + (high.level - low.level) / 2
            if isWhole { guess.round(.down) }
            if isWhole, high.level - low.level <= 1 { break }
            guard guess > low.level, guess < high.level, let value = try margin(guess), !value.isNaN else { break }
            if (value < 0) == (low.margin < 0) { low = (guess, value) } else { high = (guess, value) }
            if high.level - low.level < low.level.magnitude * 1e-9 { break }
        }
        for level in guess.neighbours(isWhole) where try margin(level) == 0 { return (level, true) }
        return (isWhole ? low.level : guess, false)
    }

    private func point(
        _ comparison: Comparison, _ series: SyntheticSeries, _ index: Int, _ beside: [Int: Double],
        _ root: (level: Double, isExact: Bool),
        _ margin: (Double) throws(Underivable) -> Double?
    ) throws(Underivable) -> BoundaryPoint? {
        var near: [Near] = []
        // One of two members may belong to another series: then only every fourth whole change shows in the other.
        let changes = [1.0, 4].map { $0 * series.leastChange(at: root.level) } + (series.isWhole ? [1] : [])
        for change in changes where Set(near.map(\.holds)).count < 2 {
            near = try places(near: root, change, comparison, series, margin)
        }
        let almost = near.filter { !$0.holds }
        guard let holding = near.first(where: \.holds), let first = almost.first else { return nil }
        var (farHolds, farNot) = (holding.level, first.level)
        for level in series.farPlaces(root.level).reversed() where series.isPossible(level) {
            guard let margin = try margin(level) else { continue }
            if comparison.op.holds(margin) { farHolds = level } else { farNot = level }
        }
        return BoundaryPoint(
            series: index, isExact: root.isExact, holds: holding.level, almost: almost.map { ($0.words, $0.level) },
            beside: beside, farHolds: farHolds, farNot: farNot)
    }

    private typealias Near = (words: String, level: Double, holds: Bool)

    /// At the bound and a little to either side, as far as that is possible.
    private func places(
        near root: (level: Double, isExact: Bool), _ change: Double, _ comparison: Comparison,
        _ series: SyntheticSeries,
        _ margin: (Double) throws(Underivable) -> Double?
    ) throws(Underivable) -> [Near] {
        var near: [Near] = []
        for (words, level) in [
            (root.isExact ? "exactly at the bound" : "just beside the bound", root.level),
            ("a little less", root.level - change),
            ("a little more", root.level + change),
        ] where series.isPossible(level) {
            guard let margin = try margin(level) else { continue }
            // Next to the bound, rounding decides; it may do so otherwise in another window.
            let least = 1e-9 * (comparison.bound?.double.magnitude ?? 1)
            let isRounded = margin == 0 ? !root.isExact : margin.magnitude < least
            let isBetween = !root.isExact && root.level != root.level.rounded()
            if level == root.level, isRounded || isBetween || !(root.isExact || series.isWhole) { continue }
            near.append((words, level, comparison.op.holds(margin)))
        }
        return near
    }
}

extension SyntheticSeries {
    /// Levels well on either side of a boundary point, likely ones first.
    fileprivate func farPlaces(_ level: Double) -> [Double] {
        switch kind {
        case .histogram: [Double(Self.observations), Double(Self.observations / 2), 0]
        case .gauge, .trend, .slope, .counter:
            level == 0 ? [1, 100, -1, 0] : [level / 2, level * 2, level * 1.02, level * 0.98, level + 1, level - 1, 0]
        }
    }
}

extension Operator {
    /// Whether the comparison holds of sides that are this far apart.
    func holds(_ margin: Double) -> Bool {
        switch self {
        case .equal: margin == 0
        case .unequal: margin != 0
        case .greater: margin > 0
        case .less: margin < 0
        case .greaterOrEqual: margin >= 0
        default: margin <= 0
        }
    }
}

extension Double {
    /// Numbers of few digits near this one.
    fileprivate func neighbours(_ isWhole: Bool) -> [Double] {
        guard isFinite, magnitude < 1e15 else { return [] }
        if isWhole { return [rounded(), rounded(.down), rounded(.up)] }
        return [
            rounded(), (self * 1e3).rounded() / 1e3, (self * 1e6).rounded() / 1e6, (self * 1e9).rounded() / 1e9, self,
        ]
    }
}
