import ArgumentParser
import Foundation
public import Plumbline

/// The commands around a spec. The spec's own program is the generator: one line in `specs/main.swift`.
///
/// ```swift
/// SpecTool.main(featureStore)
/// ```
public enum SpecTool {
    /// Runs the command that the program's arguments name, and exits: 0 when all is well, 1 when the spec or the
    /// generated files are not, 64 when the arguments are not.
    public static func main(_ spec: Spec) -> Never {
        exit(run(Array(CommandLine.arguments.dropFirst()), spec, Terminal()))
    }

    /// Runs a command and returns its exit code; what it says goes to `terminal`.
    package static func run(_ arguments: [String], _ spec: Spec, _ terminal: Terminal) -> Int32 {
        do {
            var command = try Commands.parseAsRoot(arguments)
            if let command = command as? any SpecCommand { return try command.run(spec, terminal) ? 0 : 1 }
            // The root alone, or help: ArgumentParser throws its own text.
            try command.run()
            return 0
        } catch {
            let code = Commands.exitCode(for: error).rawValue
            let message = Commands.fullMessage(for: error)
            terminal.say(message.isEmpty ? "" : message + "\n", isError: code != 0)
            return code
        }
    }
}

/// Where commands write: the process's own streams, or a test's.
package struct Terminal: Sendable {
    private let write: @Sendable (_ text: String, _ isError: Bool) -> Void
    /// Whether somebody watches what goes where errors go.
    let isWatched: Bool

    package init(isWatched: Bool = false, write: @escaping @Sendable (_ text: String, _ isError: Bool) -> Void) {
        self.isWatched = isWatched
        self.write = write
    }

    package init() {
        self.init(isWatched: isatty(STDERR_FILENO) == 1) { text, isError in
            (isError ? FileHandle.standardError : .standardOutput).write(Data(text.utf8))
        }
    }

    func say(_ text: String, isError: Bool = false) { write(text, isError) }
}
