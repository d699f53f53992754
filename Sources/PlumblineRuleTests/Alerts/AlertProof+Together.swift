import Plumbline
import PlumblinePlan

// Several comparisons at once, where a condition has more than one.
extension AlertProof {
    /// All comparisons hold, well over their bounds; then all but one. What one adds shows only where the others hold.
    func together(
        _ comparisons: [Comparison], _ points: [BoundaryPoint], _ healthy: SyntheticInputs
    ) throws(Underivable) -> [ProofTest] {
        // Two comparisons of one series may exclude each other.
        var seen: Set<Int> = []
        let apart = zip(comparisons, points).filter { seen.insert($0.1.series).inserted }
        guard apart.count > 1 else { return [] }
        var all = healthy
        for (_, point) in apart { all = all.with(point.series, at: point.farHolds) }
        var tests = try standing("everything holds", all)
        for (comparison, point) in apart {
            tests += try standing(
                "everything holds but \(text.words(comparison))", all.with(point.series, at: point.farNot))
        }
        return tests
    }

    /// What fires with inputs that do not change, where all generations of Prometheus agree on it.
    private func standing(_ words: String, _ inputs: SyntheticInputs) throws(Underivable) -> [ProofTest] {
        let last = steady + hold + 2
        let series = inputs.series(ticks: pace.ticks(last))
        let firing = try play(series, upTo: last, steady: steadyPart(of: inputs, to: last))
        return firing.map { [test("\(alert.name): \(words)", series, [expectation(at: last, $0)])] } ?? []
    }

    /// The data of one comparison ends while that of the others goes on: how long it is remembered shows.
    func goneAlone(
        _ comparison: Comparison, _ index: Int, _ inputs: SyntheticInputs, after first: Int
    ) throws(Underivable) -> [ProofTest] {
        let last = calm(after: first)
        let series = inputs.firstGroup(ticks: pace.ticks(last), ending: index, at: pace.ticks(first))
        let firing = try play(series, upTo: last, steady: nil)
        return firing.map { firing in
            let name = "\(alert.name): the data of \(text.words(comparison)) alone is gone"
            return [test(name, series, changes(firing, after: first))]
        } ?? []
    }
}
