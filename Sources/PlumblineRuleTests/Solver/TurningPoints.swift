import Plumbline
import PlumblinePlan

/// Finds where comparisons turn, by trying: the value of an expression as a function of one knob.
struct Solver {
    let evaluator: Evaluator
    /// By when every window is full.
    let steady: Milliseconds

    /// Where an atom turns, by the first of its sources that can make it turn: at its very bound where one can. Those of
    /// its sources that are fixed stay where they are.
    func turningPoint(
        _ atom: Atom, _ world: World, _ own: [Int], fixed: Set<Int> = []
    ) throws(Underivable) -> TurningPoint {
        var inexact: TurningPoint?
        for source in own where !fixed.contains(source) {
            for usual in usuals(atom, world) {
                var world = world
                var beside: [Int: Double] = [:]
                for other in own where other != source && !fixed.contains(other) {
                    beside[other] = usual ?? world.sources[other].usual
                }
                for (other, knob) in beside { world.knobs[other][0] = knob }
                if let point = try turningPoint(atom, world, turning: source, beside) {
                    if point.isExact { return point }
                    inexact = inexact ?? point
                }
            }
        }
        if let inexact { return inexact }
        // What else is read of the metric may be too much of it.
        if fixed.isEmpty, let quiet = world.withOthers(than: own, at: 0), quiet.knobs != world.knobs {
            return try turningPoint(atom, quiet, own)
        }
        throw Underivable("no input was found at which a comparison in it turns")
    }

    /// Where other sources stand: at their usual place, or where a share of two whole numbers can be exact.
    private func usuals(_ atom: Atom, _ world: World) -> [Double?] {
        guard let share = atom.bound.map({ ($0.double * 10_000).rounded() }), share > 0, share < 10_000 else {
            return [nil]
        }
        let events = [10_000 - share, share, 10_000]
        // As many a second, too: rates of those are whole numbers.
        return [nil] + events + events.map { $0 * 60 }
    }

    private func turningPoint(
        _ atom: Atom, _ world: World, turning source: Int, _ beside: [Int: Double]
    ) throws(Underivable) -> TurningPoint? {
        /// The left side less the right one, in the group in trouble.
        func margin(_ knob: Double) throws(Underivable) -> Double? {
            var world = world
            world.knobs[source][0] = knob
            return try self.margin(atom, world)
        }
        let made = world.sources[source]
        for (low, high) in try turns(made.places(near: atom.bound?.double), margin) {
            var root = try narrowed(low, high, made.isWhole, margin)
            if root.isExact {
                var world = world
                world.knobs[source][0] = root.knob
                root.isExact = try isSettled(atom, world)
            }
            if !root.isExact, root.knob < 100, case .counter = made.kind {
                // Between two whole numbers of events in a tick. What adds up parts of events is rounded, never exact.
                root = (try narrowed(low, high, false, margin).knob, false)
            }
            if let point = try point(atom, made, source, beside, root, margin) { return point }
        }
        return nil
    }

    /// The left side less the right one in a world, in the group in trouble; nil where one of them is not there.
    func margin(_ atom: Atom, _ world: World) throws(Underivable) -> Double? {
        try margin(atom, world.troubled(ticks: steady / evaluator.tick), .two)
    }

    /// Whether both sides are equal in every generation of Prometheus and whatever the order in which it takes series:
    /// sums of them are rounded otherwise in another order.
    private func isSettled(_ atom: Atom, _ world: World) throws(Underivable) -> Bool {
        let series = world.troubled(ticks: steady / evaluator.tick)
        for generation in PrometheusGeneration.allCases {
            for start in series.indices.prefix(8) {
                let turned = Array(series[start...] + series[..<start])
                for order in [turned, turned.reversed()] where try margin(atom, order, generation) != 0 { return false }
            }
        }
        return true
    }

    private func margin(
        _ atom: Atom, _ series: [InputSeries], _ generation: PrometheusGeneration
    ) throws(Underivable) -> Double? {
        var evaluator = evaluator
        evaluator.generation = generation
        evaluator.series = series.byName
        guard let left = try first(atom.left, evaluator), let right = try first(atom.right, evaluator) else {
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

    private typealias Place = (knob: Double, margin: Double)

    /// Between which places the margin is 0, or turns its sign; those over 0 first, as few things are negative.
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
        return found.filter { $0.0.knob >= 0 } + found.filter { $0.0.knob < 0 }
    }

    /// Halves the interval; numbers with few digits are tried first, since what people write is made of these.
    private func narrowed(
        _ low: Place, _ high: Place, _ isWhole: Bool, _ margin: (Double) throws(Underivable) -> Double?
    ) throws(Underivable) -> (knob: Double, isExact: Bool) {
        for end in [low, high] where end.margin == 0 { return (end.knob, true) }
        var (low, high) = (low, high)
        let slope = (high.margin - low.margin) / (high.knob - low.knob)
        var guess = low.knob - low.margin / slope
        for _ in 0..<60 {
            for knob in guess.neighbours(isWhole) where try margin(knob) == 0 { return (knob, true) }
            guess = low.knob + (high.knob - low.knob) / 2
            if isWhole { guess.round(.down) }
            if isWhole, high.knob - low.knob <= 1 { break }
            guard guess > low.knob, guess < high.knob, let value = try margin(guess), !value.isNaN else { break }
            if (value < 0) == (low.margin < 0) { low = (guess, value) } else { high = (guess, value) }
            if high.knob - low.knob < low.knob.magnitude * 1e-9 { break }
        }
        for knob in guess.neighbours(isWhole) where try margin(knob) == 0 { return (knob, true) }
        return (isWhole ? low.knob : guess, false)
    }

    private func point(
        _ atom: Atom, _ source: Source, _ index: Int, _ beside: [Int: Double], _ root: (knob: Double, isExact: Bool),
        _ margin: (Double) throws(Underivable) -> Double?
    ) throws(Underivable) -> TurningPoint? {
        var near: [Near] = []
        // Of two members one may be another source's: then only every fourth whole step shows in the other.
        let steps = [1.0, 4].map { $0 * source.step(at: root.knob) } + (source.isWhole ? [1] : [])
        for step in steps where Set(near.map(\.holds)).count < 2 {
            near = try places(near: root, step, atom, source, margin)
        }
        let almost = near.filter { !$0.holds }
        guard let holding = near.first(where: \.holds), let first = almost.first else { return nil }
        var (farHolds, farNot) = (holding.knob, first.knob)
        for knob in source.farPlaces(root.knob).reversed() where source.isPossible(knob) {
            guard let margin = try margin(knob) else { continue }
            if atom.op.holds(margin) { farHolds = knob } else { farNot = knob }
        }
        return TurningPoint(
            source: index, isExact: root.isExact, holds: holding.knob, almost: almost.map { ($0.words, $0.knob) },
            beside: beside, farHolds: farHolds, farNot: farNot)
    }

    private typealias Near = (words: String, knob: Double, holds: Bool)

    /// At the bound and a step to either side, as far as that is possible.
    private func places(
        near root: (knob: Double, isExact: Bool), _ step: Double, _ atom: Atom, _ source: Source,
        _ margin: (Double) throws(Underivable) -> Double?
    ) throws(Underivable) -> [Near] {
        var near: [Near] = []
        for (words, knob) in [
            (root.isExact ? "exactly at the bound" : "just beside the bound", root.knob),
            ("a little less", root.knob - step),
            ("a little more", root.knob + step),
        ] where source.isPossible(knob) {
            guard let margin = try margin(knob) else { continue }
            // Next to the bound, rounding decides; it may do so otherwise in another window.
            let least = 1e-9 * (atom.bound?.double.magnitude ?? 1)
            let isRounded = margin == 0 ? !root.isExact : margin.magnitude < least
            let isBetween = !root.isExact && root.knob != root.knob.rounded()
            if knob == root.knob, isRounded || isBetween || !(root.isExact || source.isWhole) { continue }
            near.append((words, knob, atom.op.holds(margin)))
        }
        return near
    }
}

extension Source {
    /// Places well on either side of a turning point, likely ones first.
    fileprivate func farPlaces(_ knob: Double) -> [Double] {
        switch kind {
        case .histogram: [Double(Self.observations), Double(Self.observations / 2), 0]
        case .gauge, .trend, .slope, .counter:
            knob == 0 ? [1, 100, -1, 0] : [knob / 2, knob * 2, knob * 1.02, knob * 0.98, knob + 1, knob - 1, 0]
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
