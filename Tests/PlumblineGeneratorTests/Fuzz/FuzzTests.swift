import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// Whatever texts a spec holds, it is refused with a place, or all that is written reads back as it was meant. `make fuzz`
/// takes thousands of seeds; a failure names its own.
@Suite(
    .needs("promtool and amtool", Command.hasPromtool && Command.works("/usr/bin/env", "amtool", "--version")),
    .needs("PyYAML and py-yaml12", Command.works("/usr/bin/env", readers, Command.python, "-c", "import yaml, yaml12")))
struct FuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["FUZZ_SEEDS"].flatMap { Int($0) } ?? 200
    private static let first = environment["FUZZ_FIRST"].flatMap { Int($0) } ?? 1

    @Test func everyTextInEveryPlace() throws {
        var refused = 0
        for start in stride(from: Self.first, to: Self.first + Self.count, by: 50) {
            try withTemporaryFolder { root in
                var rules = 0
                var written: [Int] = []
                for seed in start..<min(start + 50, Self.first + Self.count) {
                    guard let proven = try proven(seed) else {
                        refused += 1
                        continue
                    }
                    try write(proven, "\(root)/\(seed)")
                    written.append(seed)
                    rules += proven.plan.ruleGroups.reduce(0) { $0 + $1.rules.count }
                }
                guard let sample = written.first else { return }
                try judge(root, rules: rules, sample)
            }
        }
        #expect(refused < Self.count * 3 / 4, "most specs are to be generated")
    }

    /// Nil for a spec that is refused; each problem then has a place, and words that a terminal shows.
    private func proven(_ seed: Int) throws -> ProvenPlan? {
        var fuzzed = FuzzedSpec(seed: UInt64(seed))
        let spec = fuzzed.spec()
        do throws(Diagnostics) { return try ProvenPlan(spec) } catch {
            #expect(!error.problems.isEmpty)
            for problem in error.problems {
                #expect(problem.origin.path.hasSuffix(".swift") && problem.origin.line > 0, "seed \(seed): \(problem)")
            }
            return nil
        }
    }

    private func write(_ proven: ProvenPlan, _ folder: String) throws {
        for file in try outputFiles(of: proven, templates: Templates()) {
            let url = URL(filePath: "\(folder)/\(file.path)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: url)
        }
        let meant = JSON.array(proven.plan.ruleGroups.map(\.json))
        try Data(meant.bytes).write(to: URL(filePath: "\(folder)/groups.json"))
    }

    private func judge(_ root: String, rules: Int, _ sample: Int) throws {
        let read = try Command(
            readers, Command.python, Package.root.appending(path: "Tests/fuzz.py").path(percentEncoded: false), root,
            in: root
        ).run()
        #expect(read.status == 0, "\(read.output.prefix(3000))")
        let checks = [
            "promtool check rules */generated/prometheus_alerts.yml",
            "promtool check rules */generated/mimir_rules.yml",
            "amtool check-config */generated/alertmanager.yml",
            "ls */generated/prometheus_scrape.yml | xargs -n 1 promtool check config --syntax-only",
            "cd \(sample)/generated && promtool test rules proofs/*.yml",
        ]
        for (index, check) in checks.enumerated() {
            // Mimir's files name a namespace, which promtool does not know.
            let script = index == 1 ? "sed -i /^namespace:/d */generated/mimir_rules.yml; \(check)" : check
            let run = try Command("sh", "-c", script, in: root).run()
            #expect(run.status == 0, "\(check): \(run.output.suffix(3000))")
            guard index < 2 else { continue }
            let loaded = run.output.matches(of: /SUCCESS: (\d+) rules? found/).compactMap { Int($0.output.1) }
            #expect(loaded.reduce(0, +) == rules, "\(check) lost some")
        }
        let module = try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(sample)/generated/Fuzzed")
        let compilation = try ModuleCompiler.typecheck(
            module.filter { $0.hasSuffix(".swift") }, in: "\(root)/\(sample)/generated/Fuzzed")
        #expect(compilation.status == 0, "seed \(sample): \(compilation.output.prefix(3000))")
    }
}

/// Where `make setup` puts the readers.
private let readers = "PYTHONPATH=\(Package.root.path)/.tools/interface"

extension PlannedGroup {
    /// As a reader of the rule file ought to have it.
    fileprivate var json: JSON {
        let own: [String: JSON] = ["name": .string(name), "rules": .array(rules.map(\.json))]
        return .object(own.merging(interval.map { ["interval": .string($0)] } ?? [:]) { $1 })
    }
}

extension PlannedRule {
    fileprivate var json: JSON {
        var fields: [String: JSON] = ["expr": .string(expression)]
        switch name {
        case .alert(let name): fields["alert"] = .string(name)
        case .record(let name): fields["record"] = .string(name)
        }
        fields["for"] = duration.map { .string($0) }
        fields["keep_firing_for"] = keepFiringFor.map { .string($0) }
        if !labels.isEmpty { fields["labels"] = object(labels) }
        if !annotations.isEmpty { fields["annotations"] = object(annotations) }
        return .object(fields)
    }

    private func object(_ pairs: [(key: String, value: String)]) -> JSON {
        .object(Dictionary(uniqueKeysWithValues: pairs.map { ($0.key, .string($0.value)) }))
    }
}
