import Foundation
import TestSupport
import Testing

/// `scripts/mutate` finds rules that no proof would notice breaking. `make mutate` tries all mutants; here are a few.
@Suite(.needs("promtool and PyYAML", Command.hasPromtool && Command.works(Command.python, "-c", "import yaml")))
struct MutationTests {
    private static let script = Package.root.appending(path: "scripts/mutate").path(percentEncoded: false)

    @Test func aFewMutantsOfTheFeatureStore() throws {
        let run = try Command(
            program: Self.script,
            arguments: ["--root", Package.root.path(percentEncoded: false), "--sample", "8", "--seed", "1"]
        ).run()
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.hasPrefix("seed ") && run.output.contains("8 of 8 mutants killed"), "\(run.output)")
    }
}
