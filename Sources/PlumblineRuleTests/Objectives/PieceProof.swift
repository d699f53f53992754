import Plumbline
import PlumblinePlan

/// The proof of what is counted in a piece of the clock, and of what is recorded of it when it ends, in even pieces and in
/// odd ones.
struct PieceProof {
    let objective: ObjectiveDeclaration
    let scenarios: BurnScenarios
    let recorded: RecordedEvents

    /// Tests that are evaluated at the same time.
    struct Moment: Sendable {
        let file: String
        let now: Milliseconds
        let tests: [ProofTest]
    }

    private static let tick = minute.milliseconds
    private var piece: Int { scenarios.clock.piece }

    func moments() throws(Underivable) -> [Moment] {
        let (even, odd) = (scenarios.clock.now, scenarios.odd.clock.now)
        return [moment("other-half-hour", odd, [try counted(odd)] + (try windows(odd)))]
            + (try halves("half-hour", even / piece * piece))
            + (try halves("other-half-hour", odd / piece * piece))
    }

    /// When a piece of the clock begins, a minute later, and ten seconds before it ends.
    private func halves(_ name: String, _ begin: Int) throws(Underivable) -> [Moment] {
        let last = begin + piece - 1
        return [
            moment("\(name)-ends", begin, try ends(begin)), moment("\(name)-begins", begin + 1, try begins(begin + 1)),
            Moment(
                file: "proofs/\(name)-goes-on", now: last * Self.tick + Self.pastTheMinute, tests: [try goesOn(last)]),
        ]
    }

    private static let pastTheMinute = 50_000

    private func moment(_ file: String, _ now: Int, _ tests: [ProofTest]) -> Moment {
        Moment(file: "proofs/\(file)", now: now * Self.tick, tests: tests)
    }

    private func counted(_ odd: Int) throws(Underivable) -> ProofTest {
        let group = try recorded.groupLabels(0)
        return ProofTest(
            name: "\(objective.name): what is recorded in the other half of an hour", tick: Self.tick,
            inputs: try recorded.inputs(scenarios.odd.samples),
            samples: [
                expectation(RecordedSeries.piece(objective.piece), odd * Self.tick) { kind in
                    [(group, scenarios.odd.samples.history.count(kind, in: odd % piece + 1))]
                }
            ])
    }

    /// At the first evaluation in a piece.
    private func ends(_ now: Int) throws(Underivable) -> [ProofTest] {
        let longest = longestGap.count(of: minute)
        let before = now - piece
        return [
            try test(
                "a piece of the clock ends", now, Past(last: now - 1, known: Array(before - 3...now)), ends: true,
                windows: objective.windows.filter(\.addsPieces)),
            try test(
                "a piece ends, and nothing is known of the next", now,
                Past(last: now - 1, known: Array(before..<now)), ends: true),
            try test(
                "a piece ends of which only the beginning is known", now, Past(last: now - 1, known: [before - 3]),
                ends: true),
            try test("a piece ends after missed evaluations", now, Past(last: now - 4), ends: true),
            try test("a piece ends after a long gap", now, Past(last: now - longest + 5, known: [now]), ends: true),
            try test(
                "a piece is lost after a longer one", now, Past(last: now - longest - 5, known: [now]), ends: false),
            try test(
                "a piece ends once", now, Past(last: now - 1, hasEnded: true, known: [now - 1, now]), ends: false),
        ]
    }

    /// In the second minute of a piece.
    private func begins(_ now: Int) throws(Underivable) -> [ProofTest] {
        let begin = now - 1
        return [
            try test(
                "after a gap a piece ends when anything is known", now,
                Past(last: begin - 10, known: [begin - 1, now]),
                ends: true),
            try test(
                "after a gap nothing is known yet", now, Past(last: begin - 10, known: [now - 2 * piece - 5]),
                ends: false),
            try test("a piece ended a minute ago", now, Past(last: begin - 1, known: [begin, now]), ends: false),
        ]
    }

    /// At the last evaluation in a piece, of which its second minute alone is known.
    private func goesOn(_ now: Int) throws(Underivable) -> ProofTest {
        let begin = now / piece * piece
        return try test(
            "a piece goes on until it is over", now, Past(last: begin - 1, known: [begin + 1, now]), ends: false,
            late: Self.pastTheMinute)
    }

    private func windows(_ now: Int) throws(Underivable) -> [ProofTest] {
        [
            try window("a piece goes on for an hour without evaluations", now, last: now - 2 * piece + 5, isHeld: true),
            try window("a piece goes on no longer than that", now, last: now - 2 * piece - 5, isHeld: false),
        ]
    }

    /// What was recorded before.
    private struct Past {
        /// The last minute of a piece.
        var last: Int
        /// Whether that was zero, as where a piece has ended.
        var hasEnded = false
        /// Minutes of which something is known.
        var known: [Int] = []
    }

    /// What is recorded at a tick or a little later. In another group it is the other way round; series of other objectives
    /// do not count.
    private func test(
        _ words: String, _ now: Int, _ past: Past, ends: Bool, late: Milliseconds = 0,
        windows: [Quantity<Time>] = []
    ) throws(Underivable) -> ProofTest {
        let group = try recorded.groupLabels(0)
        let begin = now / piece * piece
        let time = now * Self.tick + late
        var inputs = series(recorded.labels(group), now, past)
        for label in ["service", "slo", "by"] {
            let other = recorded.labels(group).merging([label: "other"]) { $1 }
            let known = Set([min(begin + 2, now), now]).sorted()
            inputs += series(other, now, Past(last: begin - 3, hasEnded: ends, known: known), remain: true)
        }
        var groups = [(labels: group, past: past, ends: ends)]
        if try recorded.isGrouped() {
            let other = try recorded.groupLabels(1)
            let otherPast = Past(last: begin - 2, hasEnded: ends)
            inputs += series(recorded.labels(other), now, otherPast)
            groups.append((other, otherPast, !ends && isLookedUp(otherPast, now)))
        }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: Self.tick, inputs: inputs,
            samples: [
                expectation(RecordedSeries.ended(objective.piece), time) { kind in
                    groups.map { ($0.labels, $0.ends ? Self.ofPiece[kind] : nil) }
                },
                expectation(RecordedSeries.piece(objective.piece), time) { kind in
                    groups.map { ($0.labels, goesOn(kind, $0.past, now)) }
                },
            ]
                // A piece that ends now is counted once, whether it is still the last one or among those that ended.
                + windows.map { window in
                    expectation(objective.label(of: window), time) { kind in
                        groups.map { group in
                            let ended = group.ends ? Self.ofPiece[kind] : nil
                            return (group.labels, goesOn(kind, group.past, now).map { $0 + (ended ?? 0) })
                        }
                    }
                })
    }

    /// What a window has of a piece that was recorded `last`, where it begins and where it ends; a calendar's period begins
    /// with a piece. Twice as much ended in it.
    private func window(_ words: String, _ now: Int, last: Int, isHeld: Bool) throws(Underivable) -> ProofTest {
        let group = try recorded.groupLabels(0)
        let windows = objective.windows.filter(\.addsPieces)
        func inputs(_ labels: LabelValues) -> [InputSeries] {
            RecordedSeries.Kind.allCases.flatMap { kind in
                let count = Self.ofPiece[kind] ?? 0
                func input(_ window: String, _ samples: [(Int, Int)]) -> InputSeries {
                    let own = labels.merging(["kind": kind.rawValue, "window": window]) { $1 }
                    return InputSeries(SeriesIdentity(RecordedSeries.events.rawValue, own), .at(samples))
                }
                let begun = windows.filter { !objective.isCalendar($0) }.map {
                    (last - objective.sampleMinutes($0), count / 2)
                }.reversed()
                return [
                    input(RecordedSeries.piece(objective.piece), begun + [(last, count)]),
                    input(RecordedSeries.ended(objective.piece), [(now - 5 * piece, 2 * count)]),
                ]
            }
        }
        var others: [InputSeries] = []
        for label in ["service", "slo", "by"] {
            others += inputs(recorded.labels(group).merging([label: "other"]) { $1 })
        }
        return ProofTest(
            name: "\(objective.name): \(words)", tick: Self.tick, inputs: inputs(recorded.labels(group)) + others,
            samples: windows.map { window in
                expectation(objective.label(of: window), now * Self.tick) { kind in
                    let count = Self.ofPiece[kind] ?? 0
                    let before = objective.isCalendar(window) ? 0 : count / 2
                    return [(group, 2 * count + (isHeld ? count - before : 0))]
                }
            })
    }

    private static let ofPiece: [RecordedSeries.Kind: Int] = [.total: 700, .bad: 40, .minutes: 1]

    /// What is counted in a minute; in the newest one nothing is bad, as rules may record it anew.
    private func count(_ kind: RecordedSeries.Kind, isNewest: Bool) -> Int {
        switch kind {
        case .total: 9
        case .bad: isNewest ? 0 : 2
        case .minutes: 1
        }
    }

    /// What is counted since the piece began; where nothing is recorded of it, the last sample for as long as it is held.
    private func goesOn(_ kind: RecordedSeries.Kind, _ past: Past, _ now: Int) -> Int? {
        let inPiece = past.known.filter { $0 >= now / piece * piece }
        if past.known.contains(where: { $0 > now - 2 * piece }) {
            return inPiece.reduce(0) { $0 + count(kind, isNewest: $1 == now) }
        }
        guard isLookedUp(past, now) else { return nil }
        return past.hasEnded ? 0 : Self.ofPiece[kind]
    }

    /// Whether what was last recorded of a piece is still looked up: for five minutes.
    private func isLookedUp(_ past: Past, _ now: Int) -> Bool { now - past.last < 5 }

    /// Of a piece that has ended the minutes are 0, and the events, too, unless they `remain`.
    private func series(_ labels: LabelValues, _ now: Int, _ past: Past, remain: Bool = false) -> [InputSeries] {
        RecordedSeries.Kind.allCases.flatMap { kind in
            let isZero = past.hasEnded && (kind == .minutes || !remain)
            let count = isZero ? 0 : Self.ofPiece[kind] ?? 0
            let minutes = [InputSeries.Run].at(
                past.known.map { ($0, self.count(kind, isNewest: $0 == now)) })
            let windows: [(String, [InputSeries.Run])] = [
                // What is known of a window says nothing of a minute.
                (objective.label(of: objective.period), .at([(now - 1, 60)])),
                (RecordedSeries.piece(objective.piece), .at([(past.last - 1, count / 2), (past.last, count)])),
                (RecordedSeries.minute, past.known.last == now ? minutes : minutes + [.stale]),
            ]
            return windows.map { window, runs in
                let own = labels.merging(["kind": kind.rawValue, "window": window]) { $1 }
                return InputSeries(SeriesIdentity(RecordedSeries.events.rawValue, own), runs)
            }
        }
    }

    /// What is recorded of a window in each group; nil where nothing is.
    private func expectation(
        _ window: String, _ time: Milliseconds, _ counts: (RecordedSeries.Kind) -> [(group: LabelValues, count: Int?)]
    ) -> ProofTest.SampleExpectation {
        var labels = recorded.labels([:], nil, window)
        labels["by"] = objective.identity.by
        return .init(
            expression: seriesText(RecordedSeries.events.rawValue, labels), time: time,
            samples: RecordedSeries.Kind.allCases.flatMap { kind in
                counts(kind).compactMap { group, count in
                    count.map {
                        .init(
                            series: recorded.identity(.events, group, kind, window).selector, value: Double($0))
                    }
                }
            })
    }
}
