import Plumbline

/// Proofs while they are gathered, file by file.
struct ProofDraft {
    let text: PromQLText
    private let recordings: [String: [Recording]]
    private let promises: [String: ObjectiveDeclaration]
    private var drafts: [(name: String, tick: Milliseconds, tests: [ProofTest])] = []
    private var places: [String: [(tick: Milliseconds, index: Int)]] = [:]
    /// By file, the groups that are evaluated one after another.
    private var orders: [String: [String]] = [:]
    private(set) var problems: [Problem] = []
    private(set) var coverage = ProofCoverage()

    /// From one evaluation to the next, where nothing asks for shorter steps.
    private static let tick: Milliseconds = 60_000

    init(_ declarations: Declarations, _ text: PromQLText) {
        self.text = text
        promises = Dictionary(declarations.objectives.map { ($0.value.name, $0.value) }) { first, _ in first }
        recordings = Dictionary(grouping: declarations.recordings.map { $0.resolved(text) }, by: \.name)
    }

    /// Those with tests in them, each under a name of its own.
    var files: [ProofFile] {
        var taken: Set<String> = []
        return drafts.map { name, tick, tests in
            var free = name
            var number = 2
            while !taken.insert(free).inserted {
                free = "\(name)-\(number)"
                number += 1
            }
            return ProofFile(name: free, evaluationInterval: tick, order: orders[name] ?? [], tests: tests)
        }
    }

    mutating func add(_ group: Declarations.Group, links: [String: String]) {
        let file = "proofs/" + group.name(text.spec).map { $0.isFileCharacter ? String($0) : "-" }.joined()
        for rule in group.rules {
            switch rule.value {
            case .recording(let recording): add(recording.resolved(text), file)
            case .alert(let alert): add(alert, file, panel: links[alert.name])
            }
        }
    }

    private mutating func add(_ recording: Recording, _ file: String) {
        let evaluator = Evaluator(tick: Self.tick, window: text.spec.window, recordings: recordings, series: [:])
        let proof = RecordingProof(
            recording: recording, evaluator: evaluator, seriesLabels: SeriesLabels(job: text.spec.scrape.job))
        do { add([try proof.test()], file) } catch {
            miss("recording rule '\(recording.name)' is not proven: \(error.reason)", recording.origin)
        }
    }

    /// That it fires, and what it does without data, stand first; how exactly, in the file of its group.
    private mutating func add(_ alert: Alert, _ file: String, panel: String?) {
        if let scenario = alert.proof { add([scenario.test(of: alert, text, panel: panel)], Self.main) }
        do {
            let proof = try AlertProof(alert, text, recordings, panel: panel).tests()
            add(proof.first, Self.main)
            add(proof.more, file)
        } catch {
            guard alert.proof == nil else { return }
            problems.append(
                Problem(
                    "no proof of alert '\(alert.name)' can be derived: \(error.reason)", at: alert.origin,
                    mend: "write one down with proof: Scenario(…)"))
        }
    }

    /// What is derived for an objective, with what is in the way of the rest.
    struct OfObjective: Sendable {
        let objective: ObjectiveDeclaration
        let now: Milliseconds
        let burns: Result<[ProofTest], Underivable>
        /// Where periods are the calendar's.
        let turns: Result<[ProofTest], Underivable>
        /// What is counted in a minute.
        let counting: Result<[ProofTest], Underivable>
    }

    /// Apart from the draft, so that those of many objectives can be derived at once.
    func proofs(of objective: ObjectiveDeclaration, _ stories: BurnStories, panel: String?) -> OfObjective {
        let burns = BurnProof(objective, stories, text, panel: panel)
        return OfObjective(
            objective: objective, now: burns.now,
            burns: Result { () throws(Underivable) in try burns.tests() },
            turns: Result { () throws(Underivable) in
                try CalendarProof(objective: objective, recorded: burns.recorded).tests()
            },
            counting: Result { () throws(Underivable) in
                try CountingProof(
                    objective: objective, recorded: burns.recorded,
                    scrape: text.spec.scrape.interval.milliseconds
                ).tests() + BoundProof(objective, text, burns.recorded).tests()
            })
    }

    mutating func add(_ derived: OfObjective) {
        let objective = derived.objective
        let file = "proofs/\(objective.ruleGroupName)"
        if !objective.parts.isEmpty {
            orders[file] = (objective.parts.compactMap { promises[$0] } + [objective]).map(\.ruleGroupName)
        }
        do {
            let (burns, turns) = (try derived.burns.get(), try derived.turns.get())
            add(burns, file, every: derived.now)
            for turn in turns { add([turn], "\(file)-turn", every: turn.samples.first?.time) }
            coverage.burns += objective.burn.count
        } catch {
            miss("objective '\(objective.name)' is not proven: \(error.reason)", objective.origin)
        }
        do { add(try derived.counting.get(), "proofs/counting", every: CountingProof.time) } catch {
            miss("what objective '\(objective.name)' counts is not proven: \(error.reason)", objective.origin)
        }
    }

    private static let main = "prometheus_alerts_test"

    /// Tests that are evaluated in the same steps share a file; by default in their own.
    private mutating func add(_ tests: [ProofTest], _ name: String, every interval: Milliseconds? = nil) {
        guard let tick = interval ?? tests.first?.tick else { return }
        if let place = places[name]?.first(where: { $0.tick == tick }) {
            drafts[place.index].tests += tests
        } else {
            places[name, default: []].append((tick, drafts.count))
            drafts.append((name, tick, tests))
        }
    }

    private mutating func miss(_ message: String, _ origin: Origin) {
        coverage.missing.append(Problem(message, at: origin, mend: ""))
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

extension Recording {
    fileprivate func resolved(_ text: PromQLText) -> Recording { with(text.resolved(expression)) }
}

extension Character {
    /// Whether it may stand in the name of a file on every system.
    fileprivate var isFileCharacter: Bool { isASCII && (isLetter || isNumber || self == "-" || self == "_") }
}
