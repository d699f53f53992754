import Foundation
import Testing

/// promtool of both generations: the one of the search path, and today's where `make setup` has put it.
struct Promtool: CustomTestStringConvertible {
    let testDescription: String
    let program: String

    static let installed = Promtool(testDescription: "installed", program: "promtool")

    /// Those that are here.
    static let all = [installed] + (isToday ? [today] : [])

    static let isToday = Command.works("/usr/bin/env", today.program, "--version")

    static let today = Promtool(
        testDescription: "today",
        program: Package.root.appending(path: ".tools/today/usr/bin/promtool").path(percentEncoded: false))

    /// Whether it is of the third generation of Prometheus, whose ranges leave out their left edge.
    func isThird() throws -> Bool {
        let run = try Command(program, "--version").run()
        try #require(run.status == 0, "\(run.output)")
        return !run.output.contains("version 2.")
    }

    /// What it says of the tests in these files.
    func test(_ files: [String]) throws -> (status: Int32, output: String) {
        try Command(program: "/usr/bin/env", arguments: [program, "test", "rules"] + files).run()
    }
}
