import Foundation
import Plumbline
import PlumblineGenerator
import Testing

/// The generated rules and proofs of a spec, as promtool judges them.
struct Proving: CustomTestStringConvertible {
    var testDescription: String { "rules and proofs" }

    /// By path below the package root.
    private(set) var files: [String: [UInt8]] = [:]

    /// What is not shown.
    let missing: [String]

    init(_ spec: Spec) throws {
        let plan = try Plan(spec)
        missing = plan.proofs.coverage.missing.map(\.message)
        let all = try outputFiles(of: plan, templates: Templates(), only: [.prometheus, .proofs])
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

    /// What promtool says of all proofs: 0 and nothing but success, or what failed.
    func run(_ promtool: Promtool = .installed) throws -> (status: Int32, output: String) {
        try withTemporaryFolder { root in
            for (path, bytes) in files {
                let file = URL(filePath: "\(root)/\(path)")
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: file)
            }
            return try promtool.test(proofs.map { "\(root)/\($0)" })
        }
    }

    /// Expects that all proofs hold, in every generation of Prometheus.
    func expectProven(
        by promtools: [Promtool] = Promtool.all, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try #require(!proofs.isEmpty, sourceLocation: sourceLocation)
        for promtool in promtools {
            let run = try run(promtool)
            #expect(
                run.status == 0, "\(promtool.testDescription): \(run.output.prefix(12000))",
                sourceLocation: sourceLocation)
        }
    }

    private static let rules = "generated/prometheus_alerts.yml"
}
