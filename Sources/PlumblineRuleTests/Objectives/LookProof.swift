import Plumbline
import PlumblinePlan

/// The proof of how often an objective looks at a value, and that it looks no longer when nothing is there.
struct LookProof {
    let objective: ObjectiveDeclaration
    let recorded: RecordedEvents
    /// After so long every sample has arrived.
    let arrival: Milliseconds
    /// How often it is looked at.
    let step: Milliseconds

    private static let tick = 1000

    /// None where the objective counts events of its own.
    func tests() throws(Underivable) -> [ProofTest] {
        switch objective.indicator {
        case .bound(.selector(let gauge), let comparison, let bound):
            [try nothing(), try once(gauge, comparison, bound)]
        case .bound, .errorRatio, .weighted: [try nothing()]
        case .events, .counters: []
        }
    }

    /// What was recorded a minute ago is not recorded anew.
    private func nothing() throws(Underivable) -> ProofTest {
        let group = try recorded.groupLabels(0)
        let before: [(RecordedSeries.Kind, Double)] = [(.bad, 7), (.minutes, 7)]
        let inputs = before.map { kind, count in
            InputSeries(
                recorded.identity(.events, group, kind, RecordedSeries.minute),
                .gap((CountingProof.time - minute.milliseconds) / Self.tick) + [.init(start: count)])
        }
        return test("nothing is known any more", inputs, group, before)
    }

    /// One instance is exactly at the bound and two are beyond it, from the last moment at which they are looked at.
    private func once(
        _ gauge: Selector, _ comparison: Operator, _ bound: ExactDecimal
    ) throws(Underivable) -> ProofTest {
        let group = try recorded.groupLabels(0)
        let last = (CountingProof.time - arrival) / step * step
        let beyond = comparison == .greaterOrEqual ? bound.double.rounded(.down) - 1 : bound.double.rounded(.up) + 1
        let labels = try recorded.labels.fitting(gauge.metric, gauge.matchers) { _ in 0 }
        // What tells instances apart where each is a group.
        let label = objective.groupedBy.contains("instance") ? "replica" : "instance"
        let count = (CountingProof.time - last) / Self.tick + 1
        let inputs = [bound.double, beyond, beyond].enumerated().map { number, value in
            InputSeries(
                SeriesIdentity(gauge.name, labels.merging([label: "host-\(number + 1):8080"]) { $1 }),
                .gap(last / Self.tick) + [.init(start: value, count: count)])
        }
        return test(
            "looked at once, and one of three is as promised", inputs, group,
            [(.total, 3), (.bad, 2), (.minutes, 1)])
    }

    private func test(
        _ words: String, _ inputs: [InputSeries], _ group: LabelValues, _ counts: [(RecordedSeries.Kind, Double)]
    ) -> ProofTest {
        ProofTest(
            name: "\(objective.name): \(words)", tick: Self.tick, inputs: inputs,
            samples: [recorded.ofMinute(group, at: CountingProof.time, counts)])
    }
}
