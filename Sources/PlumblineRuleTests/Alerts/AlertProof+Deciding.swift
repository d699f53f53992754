import Plumbline
import PlumblinePlan

// Which comparison decides.
extension AlertProof {
    typealias Decision = (inputs: SyntheticInputs, point: BoundaryPoint)

    /// Inputs with which this comparison alone decides: the alert fires where it holds and only there; behind `unless`
    /// the other way round.
    func deciding(
        _ index: Int, _ comparisons: [Comparison], _ own: [[Int]], _ points: [BoundaryPoint], _ healthy: SyntheticInputs
    ) throws(Underivable) -> Decision? {
        let others = points.indices.filter { $0 != index }
        guard others.count < 8 else { throw Underivable("it has more than 8 comparisons") }
        let choices = (0..<(1 << others.count)).sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
            .map { choice in others.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element) }
        for holding in choices {
            var inputs = healthy
            for other in holding { inputs.levels[points[other].series][0] = points[other].farHolds }
            if let decision = try decision(points[index], inputs) { return decision }
        }
        for holding in choices {
            if let decision = try together(index, holding, comparisons, own, points, healthy) { return decision }
        }
        return try beside(comparisons[index], own[index], healthy)
    }

    /// For comparisons that read the same series. This one's series get the levels of its boundary point. The others are
    /// made to hold by series that are still free. Then this one's boundary is searched once more.
    private func together(
        _ index: Int, _ holding: [Int], _ comparisons: [Comparison], _ own: [[Int]], _ points: [BoundaryPoint],
        _ healthy: SyntheticInputs
    ) throws(Underivable) -> Decision? {
        let point = points[index]
        var inputs = healthy
        for (other, level) in point.beside { inputs.levels[other][0] = level }
        inputs.levels[point.series][0] = point.holds
        var fixed: Set<Int> = [point.series]
        for other in holding {
            if let margin = try solver.margin(comparisons[other], inputs), comparisons[other].op.holds(margin) {
                continue
            }
            guard let turned = try? solver.boundaryPoint(comparisons[other], inputs, own[other], fixed: fixed) else {
                return nil
            }
            inputs.levels[turned.series][0] = turned.farHolds
            fixed.insert(turned.series)
        }
        let rest = Set(own[index]).subtracting([point.series])
        guard let anew = try? solver.boundaryPoint(comparisons[index], inputs, own[index], fixed: rest) else {
            return nil
        }
        return try decision(anew, inputs)
    }

    /// For a comparison beside one that reads a part of the same metric, such as a share of events beside a least number
    /// of them: a low level of that part is enough for the other, and leaves this one its boundary.
    private func beside(
        _ comparison: Comparison, _ own: [Int], _ healthy: SyntheticInputs
    ) throws(Underivable) -> Decision? {
        for level in [1.0, 8, 64, 512, 4096] {
            guard let inputs = healthy.withOthers(than: own, at: level) else { return nil }
            guard let point = try? solver.boundaryPoint(comparison, inputs, own) else { continue }
            if let decision = try decision(point, inputs) { return decision }
        }
        return nil
    }

    private func decision(_ point: BoundaryPoint, _ inputs: SyntheticInputs) throws(Underivable) -> Decision? {
        if try decides(point, inputs) { return (inputs, point) }
        guard let inverse = point.inverse, try decides(inverse, inputs) else { return nil }
        return (inputs, inverse)
    }

    /// Whether it fires just where the comparison holds, in every generation of Prometheus.
    private func decides(_ point: BoundaryPoint, _ inputs: SyntheticInputs) throws(Underivable) -> Bool {
        for generation in PrometheusGeneration.allCases {
            guard try fires(inputs.with(point.series, at: point.holds), generation) else { return false }
            for almost in point.almost where try fires(inputs.with(point.series, at: almost.level), generation) {
                return false
            }
        }
        return true
    }

    private func fires(_ inputs: SyntheticInputs, _ generation: PrometheusGeneration) throws(Underivable) -> Bool {
        try !run(inputs.series(ticks: pace.ticks(steady)), generation).active(at: solver.steady).isEmpty
    }
}
