import Foundation

/// A generation of the programs that judge what is generated: Debian 12's, which many still run, and today's. Where they
/// are is what `scripts/judge` says.
///
///     @Test(.needs("promtool", !Judge.all.isEmpty), arguments: Judge.all)
///     func promtoolTakesIt(judge: Judge) throws {
///         let check = try Command(judge, "promtool", "check", "rules", "rules.yml", in: root).run()
package enum Judge: String, CaseIterable {
    case debian12, today

    /// Those whose promtool is here.
    package static let all = having("promtool")

    /// Those whose program is here; in CI all that the system has programs for, as there none may be missing.
    package static func having(_ program: String) -> [Judge] {
        ofThisSystem.filter { judge in Package.isInCI || (try? judge.path(of: program)) != nil }
    }

    /// All on Debian 12; elsewhere what is installed is today's.
    package static let ofThisSystem: [Judge] = {
        let generations = try? ask("generations").split(whereSeparator: \.isNewline)
        return generations?.compactMap { Judge(rawValue: String($0)) } ?? []
    }()

    /// The path of its `promtool`, `amtool`, `vmalert`, `prometheus`, `alertmanager` or `victoria-metrics`.
    package func path(of program: String) throws -> String { try Self.ask(rawValue, program) }

    /// Of which generation of Prometheus its promtool is: 2 or 3.
    package func generation() throws -> Int? {
        try Command(self, "promtool", "--version").run().output.firstMatch(of: #/version (\d+)/#).flatMap { Int($0.1) }
    }

    private static func ask(_ words: String...) throws -> String {
        let script = Package.root.appending(path: "scripts/judge").path(percentEncoded: false)
        let run = try Command(program: script, arguments: words).run()
        guard run.status == 0 else { throw Missing(description: run.output) }
        return run.output.trimmingCharacters(in: .newlines)
    }

    /// What `scripts/judge` says of a program that is not there.
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }
}

extension Command {
    /// A program of one generation in a folder.
    package init(_ judge: Judge, _ program: String, _ arguments: String..., in folder: String = ".") throws {
        self.init(
            program: "/bin/sh",
            arguments: ["-c", #"cd "$0" && exec "$@""#, folder, try judge.path(of: program)] + arguments)
    }
}
