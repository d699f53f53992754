import Plumbline
import PlumblinePlan

// One comparison.
extension AlertProof {
    func tests(
        of index: Int, _ comparisons: [Comparison], _ own: [[Int]], _ points: [BoundaryPoint],
        _ healthy: SyntheticInputs
    ) throws(Underivable) -> (holding: ProofTest, others: [ProofTest], series: Int, inputs: SyntheticInputs, first: Int)
    {
        let comparison = comparisons[index]
        let words = "\(alert.name): \(text.words(comparison))"
        guard let (inputs, point) = try deciding(index, comparisons, own, points, healthy) else {
            throw Underivable("whether \(text.line(comparison.expression)) holds never decides whether it fires")
        }
        let holds = inputs.with(point.series, at: point.holds)
        let last = steady + hold + 2
        let made = holds.series(ticks: pace.ticks(last))
        guard let firing = try play(made, upTo: last, steady: steadyPart(of: holds, to: last)) else {
            throw Underivable("Prometheus 2 and 3 see something else in the series made up for it")
        }
        guard let first = firing.firstIndex(where: { !$0.isEmpty }) else {
            throw Underivable("it never fires while \(text.line(comparison.expression)) holds")
        }
        let holding = test(
            point.isInverse ? "\(words) does not hold, \(point.almost[0].words)" : "\(words) just holds",
            holds.series(ticks: pace.ticks(first)),
            (first > 0 ? [expectation(at: first - 1, firing)] : []) + [expectation(at: first, firing)])
        var tests: [ProofTest] = []
        // Late enough for every window to be full, where it does not begin to hold meanwhile.
        let end = inputs.isOnItsWay ? first : last
        for (number, almost) in point.almost.enumerated() {
            let not = inputs.with(point.series, at: almost.level)
            // Excluded series are beyond the bound, and must not matter.
            let excluded = number == 0 ? try excluded(not, besides: holds, point, upTo: end) : []
            let series = not.firstGroup(ticks: pace.ticks(end)) + excluded
            let quiet = try play(series, upTo: end, steady: steadyPart(of: not, to: end))
            guard let quiet, quiet.allSatisfy(\.isEmpty) else { continue }
            let name = point.isInverse ? "\(words) holds" : "\(words) does not hold, \(almost.words)"
            tests.append(test(name, series, [expectation(at: end, quiet)]))
        }
        if let both = try twice(point, healthy, words, upTo: first) { tests.append(both) }
        return (holding, tests, point.series, holds, first)
    }

    /// The comparison just holds in one group and holds by a wide margin in the other, and no other comparison holds: an
    /// alert for each group, or none.
    private func twice(
        _ point: BoundaryPoint, _ healthy: SyntheticInputs, _ words: String, upTo last: Int
    ) throws(Underivable) -> ProofTest? {
        guard healthy.levels[point.series].count > 1 else { return nil }
        var inputs = healthy
        for group in inputs.levels[point.series].indices {
            inputs.levels[point.series][group] = group == 0 ? point.holds : point.farHolds
        }
        let series = inputs.series(ticks: pace.ticks(last))
        return try play(series, upTo: last, steady: nil).map { firing in
            test("\(words) holds twice, and nothing else", series, [expectation(at: last, firing)])
        }
    }

    /// For each matcher a series beyond the bound that it excludes and that nothing else reads: it changes no value of the
    /// alert.
    private func excluded(
        _ inputs: SyntheticInputs, besides holds: SyntheticInputs, _ point: BoundaryPoint, upTo last: Int
    ) throws(Underivable) -> [InputSeries] {
        let ticks = pace.ticks(last)
        let series = inputs.firstGroup(ticks: ticks)
        let holding = holds.firstGroup(ticks: ticks)
        let active = try run(holding, .two).active(at: solver.steady)
        var taken = Set(series.map(\.selector))
        var found: [InputSeries] = []
        for synthetic in inputs.all[point.series].excludedSeries(seriesLabels) {
            let made = synthetic.inputSeries(group: 0, level: point.farHolds, ticks: ticks)
            guard made.allSatisfy({ !taken.contains($0.selector) }),
                try run(holding + found + made, .two).active(at: solver.steady) == active
            else { continue }
            let firing = try play(series + found + made, upTo: last, steady: nil)
            guard let firing, firing.allSatisfy(\.isEmpty) else { continue }
            taken.formUnion(made.map(\.selector))
            found += made
        }
        return found
    }
}
