import ArgumentParser
import Plumbline
import PlumblineGenerator

struct Generate: SpecCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write generated/: only what changed, nothing when the spec has problems.")

    @OptionGroup var options: CommonOptions

    func run(_ spec: Spec, _ terminal: Terminal) throws -> Bool {
        guard let (_, files) = try options.files(of: spec, terminal) else { return false }
        let changes = try OutputFolder(root: options.root).write(files)
        for change in changes { terminal.say("\(change.verb) \(change.path)\n") }
        terminal.say("\(files.count) files, \(changes.isEmpty ? "all up to date" : "\(changes.count) changed")\n")
        return true
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
