import Plumbline
import PlumblinePlan

/// Proofs while they are gathered, file by file.
struct ProofDraft {
    let text: PromQLText
    private let recordings: [String: [Recording]]
    /// How often recorded series are, where their groups say so.
    private let intervals: [String: Milliseconds]
    private let promises: [String: ObjectiveDeclaration]
    private var drafts: [(name: String, tick: Milliseconds, tests: [ProofTest])] = []
    private var places: [String: [(tick: Milliseconds, index: Int)]] = [:]
    /// By file, the groups that are evaluated one after another.
    private var orders: [String: [String]] = [:]
    private(set) var problems: [Problem] = []
    private(set) var coverage = ProofCoverage()

    /// From one evaluation to the next, where nothing asks for a shorter interval.
    private static let tick: Milliseconds = 60_000

    init(_ declarations: Declarations, _ text: PromQLText) {
        self.text = text
        promises = Dictionary(declarations.objectives.map { ($0.value.name, $0.value) }) { first, _ in first }
        recordings = Dictionary(grouping: declarations.recordings.map { $0.resolved(text) }, by: \.name)
        intervals = declarations.recordedIntervals
    }

    /// Those with tests in them, each under a name of its own.
    var files: [ProofFile] {
        var taken: Set<String> = []
        return drafts.map { name, tick, tests in
            var free = name
            var number = 2
            // Where capitals do not count, they would be one file.
            while !taken.insert(free.lowercased()).inserted {
                free = "\(name)-\(number)"
                number += 1
            }
            return ProofFile(name: free, evaluationInterval: tick, order: orders[name] ?? [], tests: tests)
        }
    }

    mutating func add(_ group: Declarations.Group, links: [String: String]) {
        let file = "proofs/" + group.name(text.spec).map { $0.isFileCharacter ? String($0) : "-" }.joined()
        let interval = group.declared?.interval?.milliseconds ?? 0
        for rule in group.rules {
            switch rule.value {
            case .recording(let recording): add(recording.resolved(text), file, every: interval)
            case .alert(let alert): add(alert, file, every: interval, panel: links[alert.name])
            }
        }
    }

    private mutating func add(_ recording: Recording, _ file: String, every interval: Milliseconds) {
        let proof = RecordingProof(
            recording, text, recordings, every: slowest(recording.expression, interval))
        do { add([try proof.test()], file) } catch {
            coverage.unprovenRecordings += 1
            miss("recording rule '\(recording.name)' is not proven", error, recording.origin, mend: "")
        }
    }

    /// Two tests of each alert go into the main file: that it fires, and what it does without data. The others go into
    /// the file of its group.
    private mutating func add(_ alert: Alert, _ file: String, every interval: Milliseconds, panel: String?) {
        if let scenario = alert.proof { add([scenario.test(of: alert, text, panel: panel)], "proofs/written") }
        do {
            let interval = slowest(alert.effectiveExpression, interval)
            let proof = try AlertProof(alert, text, recordings, every: interval, panel: panel).tests()
            add(proof.first, Self.main)
            add(proof.more, file)
            for (words, reason) in proof.unproven {
                miss("of alert '\(alert.name)' it is not proven when \(words)", reason, alert.origin, mend: "")
            }
            if proof.unproven.isEmpty { coverage.derived += 1 } else { coverage.inPart += 1 }
        } catch {
            guard alert.proof == nil || error.isFault else {
                coverage.written += 1
                return
            }
            miss(
                "no proof of alert '\(alert.name)' can be derived", error, alert.origin,
                mend: "write one down with proof: Scenario(…)")
            if !error.isFault { coverage.unproven += 1 }
        }
    }

    /// What is derived for an objective, with what is in the way of the rest.
    struct OfObjective: Sendable {
        let objective: ObjectiveDeclaration
        let now: Milliseconds
        let burns: Result<[ProofTest], Underivable>
        /// How pieces of the clock go on and end.
        let pieces: Result<[PieceProof.Moment], Underivable>
        /// Where periods are the calendar's.
        let turns: Result<[ProofTest], Underivable>
        /// What is counted in a minute.
        let counting: Result<[ProofTest], Underivable>
        /// Where traffic is declared.
        let traffic: Result<[ProofTest], Underivable>
        /// That nothing is counted any more.
        let notMeasured: Result<[ProofTest], Underivable>
    }

    /// Apart from the draft, so that those of many objectives can be derived at once.
    func proofs(of objective: ObjectiveDeclaration, _ scenarios: BurnScenarios, panel: String?) -> OfObjective {
        let burns = BurnProof(objective, scenarios, text, panel: panel)
        let counting = CountingProof(
            objective: objective, parts: objective.parts.compactMap { promises[$0.name] }, recorded: burns.recorded,
            arrival: text.spec.scrape.arrival, step: objective.step(text.spec).milliseconds)
        return OfObjective(
            objective: objective, now: burns.now,
            burns: Result { () throws(Underivable) in try burns.tests() },
            pieces: Result { () throws(Underivable) in
                try PieceProof(objective: objective, scenarios: scenarios, recorded: burns.recorded).moments()
                    + CompositeProof(
                        objective: objective, parts: counting.parts, recorded: burns.recorded, step: counting.step
                    ).moments()
            },
            turns: Result { () throws(Underivable) in
                try CalendarProof(objective: objective, recorded: burns.recorded).tests()
            },
            counting: Result { () throws(Underivable) in
                try counting.tests()
                    + (objective.parts.isEmpty ? BoundProof(objective, text, burns.recorded).tests() : [])
                    + RatioProof(objective: objective, recorded: burns.recorded, step: counting.step).tests()
                    + LookProof(
                        objective: objective, recorded: burns.recorded, arrival: counting.arrival, step: counting.step
                    ).tests()
            },
            traffic: Result { () throws(Underivable) in
                try TrafficProof(objective, text.spec, counting)?.tests() ?? []
            },
            notMeasured: Result { () throws(Underivable) in
                try NotMeasuredProof(
                    objective: objective,
                    leaves: objective.parts.isEmpty ? [objective] : objective.leaves.compactMap { promises[$0.name] },
                    text: text, panel: panel
                ).tests()
            })
    }

    mutating func add(_ derived: OfObjective) {
        let objective = derived.objective
        let file = "proofs/\(objective.ruleGroupName)"
        if !objective.parts.isEmpty {
            let groups = (objective.parts.compactMap { promises[$0.name] } + [objective]).map(\.ruleGroupName)
            orders[file] = groups
            let before = orders[Self.counting] ?? []
            orders[Self.counting] = before + groups.filter { !before.contains($0) }
        }
        do {
            let (burns, turns, pieces) = (try derived.burns.get(), try derived.turns.get(), try derived.pieces.get())
            add(burns, file, every: derived.now)
            for moment in pieces { add(moment.tests, moment.file, every: moment.now) }
            for turn in turns { add([turn], "\(file)-turn", every: turn.samples.first?.time) }
            coverage.burns += objective.burn.count
            coverage.derived += objective.burnAlerts(text.spec.service).count
        } catch {
            coverage.unproven += objective.burnAlerts(text.spec.service).count
            miss("no proof of objective '\(objective.name)' can be derived", error, objective.origin, mend: "")
        }
        addNotMeasured(derived)
        do {
            add(try derived.counting.get(), Self.counting, every: CountingProof.time)
            add(try derived.traffic.get(), "\(file)-traffic", every: minute.milliseconds)
        } catch {
            coverage.unprovenRecordings += RecordedSeries.Kind.allCases.count
            miss(
                "what objective '\(objective.name)' counts is not proven", error, objective.origin,
                mend: "count events by a counter with a closed label, or leave .proofs out of the spec's outputs")
        }
    }

    private mutating func addNotMeasured(_ derived: OfObjective) {
        guard derived.objective.notMeasuredAlert(text.spec.service) != nil else { return }
        do {
            add(try derived.notMeasured.get(), Self.notMeasured, every: NotMeasuredProof.tick)
            coverage.derived += 1
        } catch {
            coverage.unproven += 1
            miss(
                "that objective '\(derived.objective.name)' is not measured is not proven", error,
                derived.objective.origin, mend: "")
        }
    }

    /// How often an expression can be evaluated, so that what it reads is new each time.
    private func slowest(_ expression: Expression, _ interval: Milliseconds) -> Milliseconds {
        var slowest = interval
        expression.visit { part in
            guard case .selector(let selector) = part else { return }
            slowest = max(slowest, intervals[selector.name] ?? 0)
            for recording in recordings[selector.name] ?? [] {
                slowest = max(slowest, self.slowest(recording.expression, 0))
            }
        }
        return slowest
    }

    private static let main = "proofs/alerts"
    private static let counting = "proofs/counting"
    private static let notMeasured = "proofs/not-measured"

    /// Tests that are evaluated at the same interval share a file; by default in their own.
    private mutating func add(_ tests: [ProofTest], _ name: String, every interval: Milliseconds? = nil) {
        guard let first = tests.first else { return }
        let tick = interval ?? first.evaluationInterval ?? first.tick
        let name = interval == nil ? name + first.paceWords : name
        if let place = places[name]?.first(where: { $0.tick == tick }) {
            drafts[place.index].tests += tests
        } else {
            places[name, default: []].append((tick, drafts.count))
            drafts.append((name, tick, tests))
        }
    }

    /// A note, or an error where the rule is wrong, or the spec asks for proofs of all.
    private mutating func miss(_ message: String, _ reason: Underivable, _ origin: Origin, mend: String) {
        let problem = Problem("\(message): \(reason.reason)", at: origin, mend: mend)
        if reason.isFault || text.spec.proofs == .required {
            problems.append(problem)
        } else {
            coverage.missing.append(problem)
        }
    }
}

extension ProofTest {
    /// What the name of a file ends with whose rules are not evaluated as often as most.
    fileprivate var paceWords: String {
        let seconds = (evaluationInterval ?? tick) / 1000 * 1000
        return seconds == Pace.usual ? "" : "-every-\(durationText(seconds))"
    }
}

extension Scenario {
    /// As promtool plays it.
    fileprivate func test(of alert: Alert, _ text: PromQLText, panel: String?) -> ProofTest {
        let own = labels.merging(alert.ownLabels(text.spec)) { $1 }
        return ProofTest(
            name: "\(alert.name): \(name)", tick: interval.milliseconds,
            written: series.sorted { $0.key < $1.key },
            alerts: [
                .init(alert: alert.name, time: quietAt.milliseconds, firing: []),
                .init(
                    alert: alert.name, time: firesAt.milliseconds,
                    firing: [alert.firing(own, value, text, panel: panel)]),
            ])
    }
}

extension Declarations {
    /// How often series are recorded in groups that declare an interval, by name.
    var recordedIntervals: [String: Milliseconds] {
        var found: [String: Milliseconds] = [:]
        for group in groups {
            guard let interval = group.declared?.interval?.milliseconds else { continue }
            for rule in group.rules {
                guard case .recording(let recording) = rule.value else { continue }
                found[recording.name] = max(found[recording.name] ?? 0, interval)
            }
        }
        return found
    }
}

extension Recording {
    fileprivate func resolved(_ text: PromQLText) -> Recording { with(text.resolved(expression)) }
}

extension Character {
    /// Whether it may stand in the name of a file on every system.
    fileprivate var isFileCharacter: Bool { isASCII && (isLetter || isNumber || self == "-" || self == "_") }
}
