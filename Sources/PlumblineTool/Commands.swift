import ArgumentParser
import Plumbline
import PlumblineGenerator
import PlumblinePlan

struct Commands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "specs",
        abstract: "Makes Prometheus rules, Grafana dashboards and a Swift module from one spec.",
        subcommands: [Generate.self, Check.self, Locate.self, List.self])
}

/// A command that works on the spec. True when all is well.
protocol SpecCommand: ParsableCommand {
    func run(_ spec: Spec, _ terminal: Terminal) throws -> Bool
}

struct CommonOptions: ParsableArguments {
    @Option(help: "The package root: generated/ and templates/ are in it.")
    var root = "."

    @Option(
        help: "How problems are written: text, github or json.",
        transform: { text in
            guard let format = DiagnosticFormat(rawValue: text) else {
                throw ValidationError(
                    "'\(text)' is none of \(DiagnosticFormat.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return format
        })
    var format = DiagnosticFormat.text
}

extension CommonOptions {
    /// The spec's files, or nil after all its problems have been told.
    func files(
        of spec: Spec, only outputs: Set<Output>? = nil, _ terminal: Terminal
    ) throws -> (plan: ProvenPlan, files: [OutputFile])? {
        let progress = Progress(terminal)
        defer { progress.end() }
        do {
            progress.begin("planning \(spec.items.count) declarations")
            let plan = try ProvenPlan(spec)
            progress.begin("making the files")
            return (plan, try outputFiles(of: plan, templates: try Templates(inPackage: root), only: outputs))
        } catch let diagnostics as Diagnostics {
            tell(diagnostics.problems, terminal)
            return nil
        }
    }

    /// Problems as text go where errors go; formats for programs go where programs read.
    func tell(_ problems: [Problem], severity: String = "error", _ terminal: Terminal) {
        terminal.say(format.text(problems, severity: severity), isError: format == .text)
    }
}
