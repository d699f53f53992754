import Plumbline
import PlumblinePlan

/// The proof of how a calendar's period ends and begins: a piece of the clock is of the period in which it began.
struct CalendarProof {
    let objective: ObjectiveDeclaration
    let recorded: RecordedEvents

    /// One in the last hours of a period, one in the first; none where there is no calendar. They are evaluated at no
    /// full minute, as Prometheus evaluates rules.
    func tests() throws(Underivable) -> [ProofTest] {
        guard let calendar = objective.calendar else { return [] }
        return [
            try test("the last hours of a \(calendar.rawValue) counts", calendar, after: -15, [130, 110, 1]),
            try test("a \(calendar.rawValue) begins anew", calendar, after: 105, [7, 5, 1]),
        ]
    }

    /// What is recorded `seconds` after the turn. The last piece but one has 100 events and the last one 30; after the turn
    /// there are 7. `expected` is all events, the bad ones, and the one minute that is evaluated.
    private func test(
        _ words: String, _ calendar: CalendarPeriod, after seconds: Int, _ expected: [Int]
    ) throws(Underivable) -> ProofTest {
        let group = try recorded.groupLabels(0)
        let tick = 15_000
        let turn = calendar.sampleTurn * 1000 / tick
        let piece = objective.piece.milliseconds / tick
        func recordedInputs(_ kind: RecordedSeries.Kind, _ counts: [Int]) -> [InputSeries] {
            // What is recorded 15 s after a minute is full: of minutes those that say something, of pieces each that ended.
            func series(_ window: String, _ samples: [(before: Int, value: Int)]) -> InputSeries {
                InputSeries(
                    recorded.identity(.events, group, kind, window), .at(samples.map { (turn - $0.before, $0.value) }))
            }
            return [
                series(RecordedSeries.ended(objective.piece), [(piece - 1, counts[0]), (-1, counts[1])]),
                series(RecordedSeries.minute, [(7, counts[1]), (3, 0), (-1, counts[2]), (-5, 0)]),
            ]
        }
        let time = (calendar.sampleTurn + seconds) * 1000
        return ProofTest(
            name: "\(objective.name): \(words)", tick: tick,
            inputs: recordedInputs(.total, [100, 30, 7]) + recordedInputs(.bad, [90, 20, 5]),
            samples: [
                .init(
                    expression: seriesText(
                        RecordedSeries.events.rawValue,
                        ["slo": objective.name, "window": objective.label(of: objective.period)]),
                    time: time,
                    samples: zip(RecordedSeries.Kind.allCases, expected).map { kind, value in
                        let name = recorded.identity(.events, group, kind, objective.label(of: objective.period))
                        return .init(series: name.selector, value: Double(value))
                    })
            ])
    }
}

extension CalendarPeriod {
    /// When another one begins, in seconds of 1970: with the year, as the numbers of months begin again then.
    fileprivate var sampleTurn: Int { 86_400 * ([CalendarPeriod.week: 11][self] ?? 365) }
}
