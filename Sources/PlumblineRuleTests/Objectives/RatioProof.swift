import Plumbline
import PlumblinePlan

/// The proof of an objective on somebody else's error ratio: what of a look at it is bad, whatever it says.
struct RatioProof {
    let objective: ObjectiveDeclaration
    let recorded: RecordedEvents
    /// How often it is looked at.
    let step: Milliseconds

    /// None where the ratio is computed, or where no ratio is looked at.
    func tests() throws(Underivable) -> [ProofTest] {
        guard case .errorRatio(.selector(let ratio)) = objective.indicator else { return [] }
        let looks = 60_000 / step
        let labels = try recorded.labels.fitting(ratio.metric, ratio.matchers) { _ in 0 }
        func test(_ words: String, _ value: Double, bad: Double?) throws(Underivable) -> ProofTest {
            let group = try recorded.groupLabels(0)
            let counts = bad.map { [(.total, 1), (.bad, $0)] as [(RecordedSeries.Kind, Double)] } ?? []
            let known: [(RecordedSeries.Kind, Double)] = bad == nil ? [] : [(.minutes, 1)]
            return ProofTest(
                name: "\(objective.name): \(words)", tick: minute.milliseconds,
                // promtool takes NaN as single samples alone.
                inputs: [
                    InputSeries(
                        SeriesIdentity(ratio.name, labels),
                        Array(repeating: .init(start: value), count: CountingProof.time / minute.milliseconds + 1))
                ],
                samples: [
                    recorded.ofMinute(
                        group, at: CountingProof.time, counts.map { ($0, $1 * Double(looks)) } + known)
                ])
        }
        return [
            try test("a quarter of it fails", 0.25, bad: 0.25), try test("more than all of it fails", 1.5, bad: 1),
            try test("less than nothing fails", -0.5, bad: 0), try test("no number is not known", .nan, bad: nil),
        ]
    }
}
