import Foundation

/// A program run to its end.
struct Run {
    let status: Int32
    let output: String

    /// Both output streams are taken together, in the order in which they were written.
    init(_ program: String, _ arguments: [String], input: String = "", in folder: URL? = nil) throws {
        (status, output) = try withTemporaryFolder { files in
            // Files, not pipes: a pipe that nobody empties would block the program.
            let (source, sink) = (files.appending(path: "in"), files.appending(path: "out"))
            try Data(input.utf8).write(to: source)
            try Data().write(to: sink)
            let output = try FileHandle(forWritingTo: sink)
            let process = Process()
            process.executableURL = URL(filePath: program)
            process.arguments = arguments
            process.currentDirectoryURL = folder
            process.standardInput = try FileHandle(forReadingFrom: source)
            process.standardOutput = output
            process.standardError = output
            try process.run()
            process.waitUntilExit()
            return (process.terminationStatus, try String(contentsOf: sink, encoding: .utf8))
        }
    }
}

/// A folder of its own for the body, gone afterwards.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "plumbline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
