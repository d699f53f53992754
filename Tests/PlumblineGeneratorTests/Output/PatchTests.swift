import Foundation
import TestSupport
import Testing

@testable import PlumblineGenerator

/// The tools that people have: what we print, `patch` applies and `diff -u` would have printed.
@Suite(.enabled(if: Command.works("/usr/bin/patch", "--version"), "needs patch"))
struct PatchTests {
    /// One run of `patch` for all pairs of texts: each is a file in the patch.
    @Test func patchMakesTheNewTextOfTheOld() throws {
        var generator = SeededGenerator(seed: 6)
        try withTemporaryFolder { root in
            var (patch, expected) = ("", [String: String]())
            for number in 0..<400 {
                let old = text(lines: 0..<4, count: 1..<30, &generator)
                let new =
                    Bool.random(using: &generator)
                    ? text(lines: 0..<4, count: 1..<30, &generator) : edited(old, &generator)
                try put(["\(number)": old], in: root)
                patch += unifiedDiff(
                    old: old, new: new, oldName: "\(number)", newName: "\(number)", context: number % 5)
                expected["\(number)"] = new
            }
            let result = try Command(
                program: "/usr/bin/patch", arguments: ["-p0", "-d", root, "-F0"]
            ).run(input: Array(patch.utf8))
            #expect(result.status == 0, "\(result.output)")
            #expect(try snapshot(root) == expected)
        }
    }

    /// Where all lines differ there is one shortest difference only, so that the output has to be equal.
    @Test func equalToDiffWhereThereIsOneAnswer() throws {
        var generator = SeededGenerator(seed: 7)
        for context in 0..<200 {
            let old = (0..<Int.random(in: 1..<60, using: &generator)).map { "line \($0)" }
            var new = old.filter { _ in Int.random(in: 0..<6, using: &generator) > 0 }
            for added in 0..<Int.random(in: 0..<5, using: &generator) {
                new.insert("new \(added)", at: Int.random(in: 0...new.count, using: &generator))
            }
            try expectSameAsDiff(joined(old, &generator), joined(new, &generator), context % 4)
        }
    }

    private func expectSameAsDiff(_ old: String, _ new: String, _ context: Int) throws {
        try withTemporaryFolder { root in
            try put(["old": old, "new": new], in: root)
            let arguments = ["-U", "\(context)", "--label", "o", "--label", "n", "\(root)/old", "\(root)/new"]
            let theirs = try Command(program: "/usr/bin/diff", arguments: arguments).run().output
            #expect(unifiedDiff(old: old, new: new, oldName: "o", newName: "n", context: context) == theirs)
        }
    }

    /// Few different lines, so that most of them repeat.
    private func text(lines: Range<Int>, count: Range<Int>, _ generator: inout SeededGenerator) -> String {
        let lines = (0..<Int.random(in: count, using: &generator)).map { _ in
            "line \(Int.random(in: lines, using: &generator))"
        }
        return joined(lines, &generator)
    }

    private func joined(_ lines: [String], _ generator: inout SeededGenerator) -> String {
        lines.joined(separator: "\n") + (Bool.random(using: &generator) ? "\n" : "")
    }

    private func edited(_ text: String, _ generator: inout SeededGenerator) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        lines.remove(at: Int.random(in: lines.indices, using: &generator))
        lines.insert("new", at: Int.random(in: 0...lines.count, using: &generator))
        return lines.joined(separator: "\n")
    }
}
