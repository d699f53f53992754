import Foundation
import Plumbline
import PlumblineGenerator
import PlumblinePlan
import PlumblineRuleTests
import TestSupport
import Testing

/// The generated rules and proofs of a spec, as promtool judges them.
struct Proving: CustomTestStringConvertible {
    var testDescription: String { "rules and proofs" }

    /// By path below the package root.
    private(set) var files: [String: [UInt8]] = [:]

    /// What is not shown.
    let missing: [String]

    init(_ spec: Spec) throws {
        let proven = try ProvenPlan(spec)
        missing = proven.proofs.coverage.missing.map(\.message)
        let all = try outputFiles(of: proven, templates: Templates(), only: [.prometheus, .proofs])
        for file in all { files[file.path] = file.bytes }
    }

    var proofs: [String] { files.keys.filter { $0 != Self.rules }.sorted() }

    /// All tests, one file after another.
    var text: String { proofs.compactMap { files[$0] }.map { String(decoding: $0, as: UTF8.self) }.joined() }

    /// The rules, with one text in place of another.
    func breaking(_ text: String, _ other: String) throws -> Proving {
        var broken = self
        let rules = String(decoding: files[Self.rules] ?? [], as: UTF8.self)
        try #require(rules.contains(text), "\(rules.prefix(2000))")
        broken.files[Self.rules] = Array(rules.replacing(text, with: other, maxReplacements: 1).utf8)
        return broken
    }

    /// The rules with some of the proofs.
    func only(_ isKept: (_ path: String) -> Bool) -> Proving {
        var kept = self
        kept.files = files.filter { $0.key == Self.rules || isKept($0.key) }
        return kept
    }

    /// What a promtool says of all proofs: 0 and nothing but success, or what failed.
    func run(_ judge: Judge? = Judge.all.first) throws -> (status: Int32, output: String) {
        try withTemporaryFolder { root in
            for (path, bytes) in files {
                let file = URL(filePath: "\(root)/\(path)")
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: file)
            }
            let promtool = try #require(judge, "promtool is not installed: run `make setup`").path(of: "promtool")
            return try Command(program: promtool, arguments: ["test", "rules"] + proofs.map { "\(root)/\($0)" }).run()
        }
    }

    /// Expects that all proofs hold, in every generation of Prometheus.
    func expectProven(
        by judges: [Judge] = Judge.all, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try #require(!proofs.isEmpty, sourceLocation: sourceLocation)
        for judge in judges {
            var run = try run(judge)
            // promtool compacts its storage while it evaluates; in 2.42 a query then sometimes finds nothing.
            for _ in 0..<3 where run.status != 0 { run = try self.run(judge) }
            #expect(
                run.status == 0, "\(judge): \(run.output.prefix(12000))",
                sourceLocation: sourceLocation)
        }
    }

    private static let rules = "generated/prometheus_alerts.yml"
}
