import Plumbline

/// The proof of how a calendar's period ends and begins: an hour is of the period in which it began, and while the last
/// one of a period is not known, the period is not over.
struct CalendarProof {
    let objective: ObjectiveDeclaration
    let series: BurnSeries

    /// One in the first hour of a period, one right after it; none where there is no calendar. They are evaluated at no
    /// full minute, as Prometheus evaluates rules.
    func tests() throws(Underivable) -> [ProofTest] {
        guard let calendar = objective.calendar else { return [] }
        return [
            try test("the last hour of a \(calendar.rawValue) counts", calendar, after: 1845, total: 130, good: 110),
            try test("a \(calendar.rawValue) begins anew", calendar, after: 3615, total: 7, good: 5),
        ]
    }

    /// `seconds` after the turn; before it 100 and 30 events were recorded, after it 7.
    private func test(
        _ words: String, _ calendar: CalendarPeriod, after seconds: Int, total: Int, good: Int
    ) throws(Underivable) -> ProofTest {
        let group = try series.groupLabels(0)
        let turn = calendar.sampleTurn / 3600
        let time = (calendar.sampleTurn + seconds) * 1000
        func told(_ recorded: RecordedSeries, _ events: [Int]) -> InputSeries {
            InputSeries(
                SeriesIdentity(recorded.rawValue, series.labels(group, hour)),
                .single([turn - 100: events[0], turn: events[1], turn + 1: events[2]]))
        }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: hour.milliseconds,
            inputs: [told(.total, [100, 30, 7]), told(.good, [90, 20, 5])],
            samples: [(RecordedSeries.total, total), (.good, good)].map { recorded, value in
                let window = ["slo": objective.name, "window": objective.label(of: objective.period)]
                let name = seriesText(recorded.rawValue, series.labels(group, objective.period))
                return .init(
                    expression: seriesText(recorded.rawValue, window), time: time,
                    samples: [.init(series: name, value: Double(value))])
            })
    }
}
