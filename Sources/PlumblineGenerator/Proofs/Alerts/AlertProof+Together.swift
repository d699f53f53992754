import Plumbline

// Several comparisons at once, where a condition has more than one.
extension AlertProof {
    /// Everything holds by far, and everything but one. What one comparison adds shows only where others hold without it.
    func together(_ atoms: [Atom], _ points: [TurningPoint], _ healthy: World) throws(Underivable) -> [ProofTest] {
        // Of one source, two comparisons may not hold at once.
        var seen: Set<Int> = []
        let apart = zip(atoms, points).filter { seen.insert($0.1.source).inserted }
        guard apart.count > 1 else { return [] }
        var all = healthy
        for (_, point) in apart { all = all.with(point.source, at: point.farHolds) }
        var tests = [try steady("everything holds", all)]
        for (atom, point) in apart {
            tests.append(
                try steady("everything holds but \(text.words(atom))", all.with(point.source, at: point.farNot)))
        }
        return tests
    }

    private func steady(_ words: String, _ world: World) throws(Underivable) -> ProofTest {
        let last = steadyTick + holdTicks + 2
        let firing = try run(world, ticks: last).firing(upTo: last, steady: steadyTicks(of: world, to: last))
        return ProofTest(
            name: "\(alert.name): \(words)", tick: tick, inputs: world.series(ticks: last),
            alerts: [expectation(at: last, firing)])
    }

    /// The data of one comparison ends while that of the others goes on: how long it is remembered shows.
    func goneAlone(
        _ atom: Atom, _ source: Int, _ world: World, after first: Int
    ) throws(Underivable) -> ProofTest {
        let last = calmTick(after: first)
        let series = world.troubled(ticks: last, ending: source, at: first)
        let firing = try run(series).firing(upTo: last, steady: nil)
        return ProofTest(
            name: "\(alert.name): the data of \(text.words(atom)) alone is gone", tick: tick, inputs: series,
            alerts: changes(firing, after: first))
    }
}
