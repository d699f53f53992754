import ArgumentParser
import Plumbline
import PlumblineGenerator

struct Generate: SpecCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write generated/: only what changed, nothing when the spec has problems.")

    @OptionGroup var options: CommonOptions

    @Option(
        name: .customLong("target"),
        help: "Write only this one of the spec's outputs, leaving those of the others as they are. May be repeated.",
        transform: { text in
            guard let output = Output(rawValue: text) else {
                throw ValidationError("'\(text)' is none of \(Output.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return output
        })
    var targets: [Output] = []

    @Flag(help: "Also remove what stands in generated/ and was not generated, and replace what is in the way.")
    var prune = false

    func validate() throws {
        if prune, !targets.isEmpty {
            throw ValidationError("--prune removes what no output wrote, so it takes all of them; leave out --target")
        }
    }

    func run(_ spec: Spec, _ terminal: Terminal) throws -> Bool {
        let undeclared = targets.filter { !spec.outputs.contains($0) }
        guard undeclared.isEmpty else {
            options.tell(undeclared.map { $0.notDeclared(in: spec) }, terminal)
            return false
        }
        let chosen = targets.isEmpty ? nil : Set(targets)
        guard let (plan, files) = try options.files(of: spec, only: chosen, terminal) else { return false }
        let folder = OutputFolder(root: options.root, waits: { terminal.say("\($0)\n", isError: true) })
        let scope = chosen.map { outputs in
            { path in outputs.contains { $0.holds(path, module: spec.module) } }
        }
        let result = try folder.write(files, of: scope, prune: prune)
        guard result.inTheWay.isEmpty else {
            options.tell(result.blocked(spec), terminal)
            return false
        }
        let notes = result.regrouped(plan.plan) + (result.changesRuleFiles ? sizeRemarks(files, of: plan.plan) : [])
        if !notes.isEmpty { options.tell(notes, severity: "note", terminal) }
        let changes = result.differences
        for change in changes { terminal.say("\(change.verb) \(change.path)\n") }
        for path in result.foreign {
            terminal.say("left \(path), which Plumbline did not write; --prune removes it\n")
        }
        terminal.say("\(files.count + 1) files, \(changes.isEmpty ? "all up to date" : "\(changes.count) changed")\n")
        return true
    }
}

extension Output {
    fileprivate func notDeclared(in spec: Spec) -> Problem {
        Problem(
            "the spec does not declare the output '\(rawValue)'", at: spec.origin,
            mend: "add it to the spec's outputs: \(spec.outputs.map(\.rawValue).sorted().joined(separator: ", "))")
    }
}

extension OutputComparison {
    /// What would have to go before anything is written.
    func blocked(_ spec: Spec) -> [Problem] {
        inTheWay.map { path in
            Problem(
                "\(path) is in the way: Plumbline did not write it", at: spec.origin,
                mend: "move it, or let swift run specs generate --prune remove it")
        }
    }
}

extension OutputComparison {
    /// Whether there is another number of files for Prometheus to load.
    fileprivate var changesRuleFiles: Bool {
        differences.contains { difference in
            if case .stale = difference { return false }
            return Output.prometheus.holds(difference.path, module: "")
        }
    }
}

extension Difference {
    fileprivate var verb: String {
        switch self {
        case .missing: "added"
        case .stale: "changed"
        case .orphan: "removed"
        }
    }
}
