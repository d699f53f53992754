import Plumbline
import PlumblinePlan

/// The proof of an objective that is kept while all of others are: it looks at how fast their budgets burn.
struct CompositeProof {
    let objective: ObjectiveDeclaration
    /// The objectives that it is made of.
    let parts: [ObjectiveDeclaration]
    let recorded: RecordedEvents
    /// How often they are looked at.
    let step: Milliseconds

    private static let tick = minute.milliseconds
    /// The minute in which everything is evaluated, an odd one.
    private static let now = 15

    /// None where an objective is not made of others, or counts their events.
    func moments() throws(Underivable) -> [PieceProof.Moment] {
        guard !parts.isEmpty, case .bound = objective.indicator else { return [] }
        let (soon, later) = (Self.now * Self.tick + 15_000, Self.now * Self.tick + 45_000)
        var known = [try test("only others' objectives burn", elsewhere, at: soon, looks: 0, bad: false)]
        var kept: [ProofTest] = []
        for (number, part) in parts.enumerated() {
            // Exactly as fast as allowed, or slower, since the last look.
            let fine = [try burns(number, at: number == 0 ? 1 : 0.5, from: Self.now)]
            known.append(
                try test("'\(part.name)' alone is known, and is kept", fine + elsewhere, at: soon, looks: 1, bad: false)
            )
            var all: [InputSeries] = []
            for other in parts.indices { all.append(try burns(other, at: other == number ? 1.005 : 0.5, from: 5)) }
            kept.append(try test("'\(part.name)' is not kept", all, at: later, looks: Self.tick / step, bad: true))
        }
        return [
            PieceProof.Moment(file: "proofs/composites", now: soon, tests: known),
            PieceProof.Moment(file: "proofs/composites-later", now: later, tests: kept),
        ]
    }

    /// How fast a part burns from a minute on.
    private func burns(_ number: Int, at rate: Double, from first: Int) throws(Underivable) -> InputSeries {
        let own = RecordedEvents(parts[number], service: recorded.service, job: recorded.labels.job)
        return burns(try own.identity(.currentBurn, own.groupLabels(0)), at: rate, from: first)
    }

    private func burns(_ series: SeriesIdentity, at rate: Double, from first: Int) -> InputSeries {
        InputSeries(series, .gap(first) + [.init(start: rate, count: Self.now - first + 1)])
    }

    /// What is recorded of objectives that are none of its parts, which burn too fast.
    private var elsewhere: [InputSeries] {
        get throws(Underivable) {
            var found: [InputSeries] = []
            for part in parts {
                let own = RecordedEvents(part, service: recorded.service, job: recorded.labels.job)
                let series = own.identity(.currentBurn, try own.groupLabels(0))
                for label in ["service", "slo", "by"] {
                    let labels = series.labels.merging([label: "other"]) { $1 }
                    let other = burns(SeriesIdentity(series.name, labels), at: 7, from: 5)
                    if !found.contains(where: { $0.selector == other.selector }) { found.append(other) }
                }
            }
            return found
        }
    }

    private func test(
        _ words: String, _ inputs: [InputSeries], at time: Milliseconds, looks: Int, bad: Bool
    ) throws(Underivable) -> ProofTest {
        let group = try recorded.groupLabels(0)
        let looks = Double(looks)
        let counts: [(RecordedSeries.Kind, Double)] = [(.total, looks), (.bad, bad ? looks : 0), (.minutes, 1)]
        return ProofTest(
            name: "\(objective.name): \(words)", tick: Self.tick, inputs: inputs,
            samples: [recorded.ofMinute(group, at: time, looks == 0 ? [] : counts)])
    }
}
