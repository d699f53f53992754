import Foundation
import Plumbline
import PlumblineGenerator
import Testing

/// The generated rules and proofs of a spec, as promtool judges them.
struct Proving {
    /// By path below the package root.
    private(set) var files: [String: [UInt8]] = [:]

    init(_ spec: Spec) throws {
        let all = try outputFiles(of: Plan(spec), templates: Templates(), only: [.prometheus, .proofs])
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

    /// What promtool says of all proofs: 0 and nothing but success, or what failed.
    func run() throws -> (status: Int32, output: String) {
        try withTemporaryFolder { root in
            for (path, bytes) in files {
                let file = URL(filePath: "\(root)/\(path)")
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: file)
            }
            return try Command(
                program: "/usr/bin/env", arguments: ["promtool", "test", "rules"] + proofs.map { "\(root)/\($0)" }
            )
            .run()
        }
    }

    /// Expects that all proofs hold.
    func expectProven(sourceLocation: SourceLocation = #_sourceLocation) throws {
        try #require(!proofs.isEmpty, sourceLocation: sourceLocation)
        let run = try run()
        #expect(run.status == 0, "\(run.output.prefix(4000))", sourceLocation: sourceLocation)
    }

    private static let rules = "generated/prometheus_alerts.yml"
}
