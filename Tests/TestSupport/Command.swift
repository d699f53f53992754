import Foundation

/// Another program, asked for a second opinion on what the generator wrote.
package struct Command {
    package let program: String
    package let arguments: [String]

    package init(program: String, arguments: [String]) {
        self.program = program
        self.arguments = arguments
    }

    package static let python = "/usr/bin/python3"

    /// Whether the program runs and ends well with these arguments.
    package static func works(_ program: String, _ arguments: String...) -> Bool {
        (try? Command(program: program, arguments: arguments).run().status) == 0
    }

    /// Runs it to its end with the input as its standard input.
    package func run(input: [UInt8] = []) throws -> (status: Int32, output: String) {
        try withTemporaryFolder { folder in
            let (source, sink) = ("\(folder)/input", "\(folder)/output")
            try Data(input).write(to: URL(filePath: source))
            try Data().write(to: URL(filePath: sink))
            let process = Process()
            process.executableURL = URL(filePath: program)
            process.arguments = arguments
            let output = try FileHandle(forWritingTo: URL(filePath: sink))
            process.standardInput = try FileHandle(forReadingFrom: URL(filePath: source))
            process.standardOutput = output
            process.standardError = output
            try process.run()
            process.waitUntilExit()
            return (process.terminationStatus, try String(contentsOfFile: sink, encoding: .utf8))
        }
    }
}
