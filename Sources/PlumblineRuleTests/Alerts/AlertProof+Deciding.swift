import Plumbline
import PlumblinePlan

// Which comparison decides.
extension AlertProof {
    typealias Decision = (world: World, point: TurningPoint)

    /// A world in which this comparison alone decides: with it the alert fires, without it not; or behind `unless` the
    /// other way round.
    func deciding(
        _ index: Int, _ atoms: [Atom], _ own: [[Int]], _ points: [TurningPoint], _ healthy: World
    ) throws(Underivable) -> Decision? {
        let others = points.indices.filter { $0 != index }
        guard others.count < 8 else { throw Underivable("it has more than 8 comparisons") }
        let choices = (0..<(1 << others.count)).sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
            .map { choice in others.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element) }
        for holding in choices {
            var world = healthy
            for other in holding { world.knobs[points[other].source][0] = points[other].farHolds }
            if let decision = try decision(points[index], world) { return decision }
        }
        for holding in choices {
            if let decision = try together(index, holding, atoms, own, points, healthy) { return decision }
        }
        return try beside(atoms[index], own[index], healthy)
    }

    /// Where comparisons read the same sources: this one stands where it turns, the others are made to hold by what is
    /// left to turn of theirs, and then it is looked anew where this one turns.
    private func together(
        _ index: Int, _ holding: [Int], _ atoms: [Atom], _ own: [[Int]], _ points: [TurningPoint], _ healthy: World
    ) throws(Underivable) -> Decision? {
        let point = points[index]
        var world = healthy
        for (source, knob) in point.beside { world.knobs[source][0] = knob }
        world.knobs[point.source][0] = point.holds
        var fixed: Set<Int> = [point.source]
        for other in holding {
            if let margin = try solver.margin(atoms[other], world), atoms[other].op.holds(margin) { continue }
            guard let turned = try? solver.turningPoint(atoms[other], world, own[other], fixed: fixed) else {
                return nil
            }
            world.knobs[turned.source][0] = turned.farHolds
            fixed.insert(turned.source)
        }
        let rest = Set(own[index]).subtracting([point.source])
        guard let anew = try? solver.turningPoint(atoms[index], world, own[index], fixed: rest) else { return nil }
        return try decision(anew, world)
    }

    /// Where another comparison reads a part of the same metric: a little of that part is enough for it, and leaves this
    /// one to turn, as of a share of events with a floor under all of them.
    private func beside(_ atom: Atom, _ own: [Int], _ healthy: World) throws(Underivable) -> Decision? {
        for knob in [1.0, 8, 64, 512, 4096] {
            guard let world = healthy.withOthers(than: own, at: knob) else { return nil }
            guard let point = try? solver.turningPoint(atom, world, own) else { continue }
            if let decision = try decision(point, world) { return decision }
        }
        return nil
    }

    private func decision(_ point: TurningPoint, _ world: World) throws(Underivable) -> Decision? {
        if try decides(point, world) { return (world, point) }
        guard let inverse = point.inverse, try decides(inverse, world) else { return nil }
        return (world, inverse)
    }

    /// Whether it fires just where the comparison holds, in every generation of Prometheus.
    private func decides(_ point: TurningPoint, _ world: World) throws(Underivable) -> Bool {
        for generation in PrometheusGeneration.allCases {
            guard try fires(world.with(point.source, at: point.holds), generation) else { return false }
            for almost in point.almost where try fires(world.with(point.source, at: almost.knob), generation) {
                return false
            }
        }
        return true
    }

    private func fires(_ world: World, _ generation: PrometheusGeneration) throws(Underivable) -> Bool {
        try !run(world.series(ticks: pace.ticks(steady)), generation).active(at: solver.steady).isEmpty
    }
}
