import Plumbline

/// Finds where comparisons turn, by trying: the value of an expression as a function of one knob.
struct Solver {
    let evaluator: Evaluator
    /// By when every window is full.
    let steady: Milliseconds

    /// Where an atom turns, by the first of its sources that can make it turn: at its very bound where one can.
    func turningPoint(_ atom: Atom, _ world: World, _ own: [Int]) throws(Underivable) -> TurningPoint {
        var inexact: TurningPoint?
        for source in own {
            for usual in usuals(atom, world) {
                var world = world
                var beside: [Int: Double] = [:]
                for other in own where other != source { beside[other] = usual ?? world.sources[other].usual }
                for (other, knob) in beside { world.knobs[other][0] = knob }
                if let point = try turningPoint(atom, world, turning: source, beside) {
                    if point.isExact { return point }
                    inexact = inexact ?? point
                }
            }
        }
        if let inexact { return inexact }
        // What else is read of the metric may be too much of it.
        if let quiet = world.withOthers(than: own, at: 0), quiet.knobs != world.knobs {
            return try turningPoint(atom, quiet, own)
        }
        throw Underivable("no input was found at which a comparison in it turns")
    }

    /// Where other sources stand: at their usual place, or where a share of two whole numbers can be exact.
    private func usuals(_ atom: Atom, _ world: World) -> [Double?] {
        guard let share = atom.bound.map({ ($0.double * 10_000).rounded() }), share > 0, share < 10_000 else {
            return [nil]
        }
        return [nil, 10_000 - share, share, 10_000]
    }

    private func turningPoint(
        _ atom: Atom, _ world: World, turning source: Int, _ beside: [Int: Double]
    ) throws(Underivable) -> TurningPoint? {
        /// The left side less the right one, in the group in trouble.
        func margin(_ knob: Double) throws(Underivable) -> Double? {
            var world = world
            world.knobs[source][0] = knob
            var evaluator = evaluator
            evaluator.series = world.troubled(ticks: steady / evaluator.tick).byName
            guard let left = try first(atom.left, evaluator), let right = try first(atom.right, evaluator) else {
                return nil
            }
            return left - right
        }
        let places = world.sources[source].places(near: atom.bound?.double)
        guard let root = try root(places, world.sources[source].isWhole, margin) else { return nil }
        return try point(atom, world.sources[source], source, beside, root, margin)
    }

    private func first(_ expression: Expression, _ evaluator: Evaluator) throws(Underivable) -> Double? {
        switch try evaluator.value(expression, at: steady) {
        case .scalar(let value): value
        case .vector(let samples): samples.first?.value
        }
    }

    /// A knob at which the margin is 0, or turns its sign.
    private func root(
        _ places: [Double], _ isWhole: Bool, _ margin: (Double) throws(Underivable) -> Double?
    ) throws(Underivable) -> (knob: Double, isExact: Bool)? {
        var known: [(knob: Double, margin: Double)] = []
        for place in places {
            if let value = try margin(place), !value.isNaN { known.append((place, value)) }
        }
        for (low, high) in zip(known, known.dropFirst()) where low.margin != high.margin {
            if low.margin == 0 { return (low.knob, true) }
            if high.margin == 0 { return (high.knob, true) }
            guard (low.margin < 0) != (high.margin < 0) else { continue }
            return try narrowed(low, high, isWhole, margin)
        }
        return nil
    }

    /// Halves the interval; numbers with few digits are tried first, since what people write is made of these.
    private func narrowed(
        _ low: (knob: Double, margin: Double), _ high: (knob: Double, margin: Double), _ isWhole: Bool,
        _ margin: (Double) throws(Underivable) -> Double?
    ) throws(Underivable) -> (knob: Double, isExact: Bool)? {
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
        for step in [1.0, 4].map({ $0 * source.step(at: root.knob) }) where Set(near.map(\.holds)).count < 2 {
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
            ("exactly at the bound", root.knob), ("a little less", root.knob - step),
            ("a little more", root.knob + step),
        ] where source.isPossible(knob) {
            guard let margin = try margin(knob) else { continue }
            // Next to the bound, rounding decides; it may do so otherwise in another window.
            let isRounded = margin != 0 && margin.magnitude < 1e-9 * (atom.bound?.double.magnitude ?? 1)
            if knob == root.knob, isRounded || !(root.isExact || source.isWhole) { continue }
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
    fileprivate func holds(_ margin: Double) -> Bool {
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
