import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// More rules than one file or object takes.
struct ShardTests {
    /// Every rule stands in one file and in one object of those that have room for it, as it was planned.
    @Test(.needsPyYAML, arguments: [100, 1_000])
    func everyRuleStandsOnce(count: Int) throws {
        let spec = Self.promises(count)
        let planned = try Plan(spec).ruleGroups
        let files = try outputFiles(of: spec, templates: Templates())
        for (folder, form) in [("prometheus_alerts", nil), ("kubernetes/prometheus_rule", "spec")] {
            let shards = files.filter { $0.path.hasPrefix("generated/\(folder)") }
            #expect(shards.count > count / 30 && shards[0].path == "generated/\(folder)-1.yml", "\(shards.map(\.path))")
            #expect(shards.allSatisfy { $0.bytes.count < 524_288 })
            // Rulers that share the files get about as much each.
            let counts = try shards.map { try groups(in: $0, under: form).reduce(0) { $0 + $1.rules.count } }
            let all = counts.reduce(0, +)
            #expect(counts.allSatisfy { $0 <= 1_000 } && (counts.max() ?? 0) * shards.count < 3 * all, "\(counts)")
            let written = try shards.flatMap { try groups(in: $0, under: form) }.sorted { $0.name < $1.name }
            #expect(written == planned.map(WrittenGroup.init).sorted { $0.name < $1.name })
        }
    }

    /// A little spec keeps the names that it had.
    @Test(.needsPyYAML) func names() throws {
        let few = try outputFiles(of: Self.promises(10), templates: Templates()).map(\.path)
        #expect(
            few == ["generated/kubernetes/prometheus_rule.yml", "generated/kubernetes/service_monitor.yml"]
                + ["generated/prometheus_alerts.yml"])
        #expect(try Self.objectName("kubernetes/prometheus_rule.yml", of: Self.promises(10)) == "shop")
        #expect(try Self.objectName("kubernetes/prometheus_rule.yml", of: Self.promises(100)) == "shop")
        #expect(try Self.objectName("kubernetes/prometheus_rule-1.yml", of: Self.promises(100)) == "shop-rules-1")
    }

    /// Prometheus takes each file, and all of them.
    @Test(.needs("promtool", !Judge.all.isEmpty), arguments: Judge.all)
    func promtoolTakesEachFile(judge: Judge) throws {
        let spec = Self.promises(1_000)
        let files = try outputFiles(of: spec, templates: Templates()).filter { $0.path.contains("alerts") }
        try withTemporaryFolder { root in
            try put(
                Dictionary(uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }),
                in: root)
            let program = try judge.path(of: "promtool")
            let check = try Command(
                program: program, arguments: ["check", "rules"] + files.map { "\(root)/\($0.path)" }
            ).run()
            #expect(check.status == 0, "\(check.output.prefix(2000))")
            let counts = check.output.matches(of: /SUCCESS: (\d+) rules found/).compactMap { Int($0.output.1) }
            #expect(counts.count == files.count)
            #expect(try counts.reduce(0, +) == Plan(spec).ruleGroups.reduce(0) { $0 + $1.rules.count })
        }
    }

    /// An objective that changes, changes the file and the object that hold it.
    @Test(arguments: [100, 1_000]) func aChangeStaysWhereItIs(count: Int) throws {
        let (old, new) = try (Self.written(Self.promises(count)), Self.written(Self.promises(count, stricter: 57)))
        let changed = old.keys.filter { old[$0] != new[$0] }
        #expect(old.keys == new.keys)
        #expect(changed.count == 2)
        for path in changed { #expect(old[path]?.contains("slo: promise-57\n") == true) }
    }

    /// A group that is added changes the shard that it comes to, or halves it. Then one half keeps the number, so that an
    /// object in a cluster is replaced and does not stay beside the new ones.
    @Test func oneMoreGroupMovesFew() throws {
        var before: [Int: [String]] = [:]
        var halved = 0
        for count in 1...800 {
            // In front of the others, whose places in the spec change.
            let groups = (1...count).reversed().map { Self.group("slo-promise-\($0)", rules: 23) }
            let shards = ruleShards(groups, Self.noText(count))
            let now = Dictionary(uniqueKeysWithValues: shards.map { ($0.number, $0.groups.map(\.name)) })
            #expect(now.values.allSatisfy { $0.count * 23 <= 1_000 })
            #expect(now.values.joined().sorted() == groups.map(\.name).sorted())
            let changed = before.keys.filter { now[$0] != before[$0] }
            #expect(changed.count <= 1 && Set(before.keys).isSubset(of: now.keys))
            if now.count > before.count, let from = changed.first {
                halved += 1
                let moved = Set(now.keys).subtracting(before.keys).flatMap { now[$0] ?? [] }
                #expect(Set(moved).subtracting(["slo-promise-\(count)"]).isSubset(of: before[from] ?? []))
            }
            before = now
        }
        #expect(halved > 10)
    }

    /// Groups stay in the order of the spec, and names that look alike do not come to lie together.
    @Test func orderAndBalance() {
        for name in ["a", "slo-checkout-payment-latency-", "x.y/z-", "ü"] {
            let groups = (100...899).map { Self.group("\(name)\($0)", rules: 10) }
            let shards = ruleShards(groups, Self.noText(groups.count))
            #expect((8...24).contains(shards.count), "\(shards.map(\.groups.count))")
            for shard in shards { #expect(shard.groups.map(\.name) == shard.groups.map(\.name).sorted()) }
        }
    }

    /// What is too large by itself stands alone, and is a fault where a reader refuses it.
    @Test func aGroupStaysWhole() throws {
        let groups = [
            Self.group("small", rules: 10), Self.group("large", rules: 5_000), Self.group("other", rules: 10),
        ]
        let shards = ruleShards(groups, Self.noText(3))
        #expect(shards.contains { $0.groups.map(\.name) == ["large"] })
        #expect(shards.reduce(0) { $0 + $1.groups.count } == 3)
        #expect(ruleShards([groups[1]], Self.noText(1)).map(\.suffix) == [""])
        #expect(ruleShards([], []).map(\.suffix) == [""])
    }

    /// What no object has room for is a single group, and is refused where it is declared.
    @Test func aGroupTooLargeForKubernetes() throws {
        let base = #line
        struct Rules {
            let group = RuleGroup("many")
            let rules: [RecordingRule<LaneLabels, Count>]
        }
        struct Board {
            let dashboard = Dashboard.test()
            let panels: [Panel]
        }
        struct Metrics { let length = shop.length }
        let rules = (1...9_000).map { RecordingRule("shop:queue_length:sum\($0)", shop.length.sum(by: \.lane)) }
        let panels = rules.enumerated().map { Panel.stat("Length \($0)", Series("all", $1)) }
        func spec(_ outputs: Set<Output>) -> Spec {
            .shop(Metrics(), Rules(rules: rules), Board(panels: panels), outputs: outputs)
        }
        let error = #expect(throws: Diagnostics.self) {
            try outputFiles(of: spec([.kubernetes]), templates: Templates())
        }
        let problem = try #require(error?.problems.first { $0.message.contains("prometheus_rule") })
        #expect(
            problem.message.hasSuffix(" bytes, and the Prometheus operator takes a PrometheusRule of 524288"),
            "\(problem.message)")
        #expect(
            problem.mend == "a rule group stays whole: divide it into several, or leave .kubernetes out of outputs:")
        #expect(problem.origin.line == base + 2 && problem.origin.path.hasSuffix("ShardTests.swift"))
        // Prometheus itself has no limit.
        let files = try outputFiles(of: spec([.prometheus]), templates: Templates())
        #expect(files.map(\.path) == ["generated/prometheus_alerts.yml"])
    }

    /// Proofs load the files of all rules.
    @Test(.needs("promtool", !Judge.all.isEmpty), arguments: Judge.all)
    func proofsOfDividedRules(judge: Judge) throws {
        let proving = try Proving(Self.promises(60, outputs: [.prometheus, .proofs]))
        let rules = proving.files.keys.filter { $0.contains("prometheus_alerts") }
        #expect(rules.count > 1)
        let proof = "generated/proofs/slo-promise-7.yml"
        try #require(proving.files[proof] != nil)
        let kept = proving.only { $0 == proof || rules.contains($0) }
        try withTemporaryFolder { root in
            try put(kept.files.mapValues { String(decoding: $0, as: UTF8.self) }, in: root)
            let program = try judge.path(of: "promtool")
            func run() throws -> (status: Int32, output: String) {
                try Command(program: program, arguments: ["test", "rules", "\(root)/\(proof)"]).run()
            }
            let whole = try run()
            #expect(whole.status == 0, "\(whole.output.prefix(2000))")
            let holding = try #require(
                rules.first {
                    kept.files[$0].map { String(decoding: $0, as: UTF8.self).contains("slo: promise-7\n") } == true
                })
            try FileManager.default.removeItem(atPath: "\(root)/\(holding)")
            #expect(try run().status != 0)
        }
    }

    /// Files come and go with the rules; of one output as of all, and those of the other outputs stay.
    @Test(arguments: [[], ["--target", "prometheus"]]) func filesThatNoRuleIsIn(target: [String]) throws {
        try withTemporaryFolder { root in
            let many = ToolRun("generate", "--root", root, spec: Self.promises(60))
            #expect(many.status == 0)
            let files = try snapshot(root).keys.count { $0.contains("/prometheus_alerts") }
            #expect(files > 1)
            let note = "note: the rules are in \(files) files: load them as prometheus_alerts*.yml\n"
            #expect(many.errors.contains(note))
            #expect(ToolRun("check", "--root", root, spec: Self.promises(60)).errors.contains(note))
            #expect(!ToolRun("generate", "--root", root, spec: Self.promises(60)).errors.contains("rules are in"))
            let few = ToolRun(arguments: ["generate", "--root", root] + target, spec: Self.promises(10))
            #expect(few.status == 0 && few.errors == "", "\(few.errors)")
            let left = try snapshot(root)
            let names = left.keys.map { $0.split(separator: "/").last.map(String.init) ?? "" }
            #expect(names.filter { $0.hasPrefix("prometheus_alerts") } == ["prometheus_alerts.yml"])
            #expect(names.count { $0.hasPrefix("prometheus_rule") } == (target.isEmpty ? 1 : files))
            let listed = (left["generated/.plumbline"] ?? "").split(separator: "\n").filter { !$0.hasPrefix("#") }
            #expect(Set(listed.map { "generated/\($0)" }) == Set(left.keys).subtracting(["generated/.plumbline"]))
        }
    }

    /// What cannot be divided, and has no room in a ConfigMap, is said.
    @Test func largeFilesAreNoted() throws {
        let plan = try Plan(Self.promises(1, outputs: [.prometheus, .grafana]))
        let large = ["grafana/alerting.yml", "grafana_dashboard_a.json", "prometheus_alerts.yml", "mimir_rules.yml"].map
        {
            OutputFile(path: "generated/\($0)", bytes: [UInt8](repeating: 32, count: 1_048_577))
        }
        let notes = sizeRemarks(large, of: plan).map(\.message)
        #expect(notes.count == 3)
        #expect(
            notes[0]
                == "generated/grafana/alerting.yml has 1048577 bytes and is not divided: a ConfigMap takes 1048576, "
                + "so mount it from a volume")
        let small = large.map { OutputFile(path: $0.path, bytes: $0.bytes.dropLast()) }
        #expect(sizeRemarks(small, of: plan).isEmpty)
    }
}

extension ShardTests {
    /// So many objectives; one may promise more than the others.
    fileprivate static func promises(
        _ count: Int, stricter: Int? = nil, outputs: Set<Output> = [.prometheus, .kubernetes]
    ) -> Spec {
        struct Objectives { let slos: [SLO<LaneLabels, Time>] }
        struct Metrics { let wait = shop.wait }
        let slos = (1...count).map { number in
            SLO(
                "promise-\(number)", "The promise \(number).", objective: .percent(number == stricter ? 99 : 95),
                over: .days(30), good: shop.wait.faster(than: .milliseconds(500)),
                onMissingData: .staysQuiet(because: "idle"))
        }
        return .shop(Metrics(), Objectives(slos: slos), outputs: outputs)
    }

    fileprivate static func written(_ spec: Spec) throws -> [String: String] {
        let files = try outputFiles(of: spec, templates: Templates())
        return Dictionary(uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    fileprivate static func objectName(_ file: String, of spec: Spec) throws -> String? {
        (try parsed(file, of: spec)["metadata"] as? [String: Any])?["name"] as? String
    }

    private static func group(_ name: String, rules: Int) -> PlannedGroup {
        let rule = PlannedRule(name: .record("a"), expression: "1", labels: [])
        return PlannedGroup(name: name, interval: nil, rules: Array(repeating: rule, count: rules))
    }

    private static func noText(_ count: Int) -> [WrittenSequence] {
        Array(repeating: WrittenSequence([]), count: count)
    }

    /// The groups of a file, as PyYAML reads them.
    private func groups(in file: OutputFile, under key: String?) throws -> [WrittenGroup] {
        let script = "import json, sys, yaml\njson.dump(yaml.load(sys.stdin.buffer, yaml.CSafeLoader), sys.stdout)"
        let read = try Command(program: Command.python, arguments: ["-c", script]).run(input: file.bytes)
        try #require(read.status == 0, "\(read.output)")
        let tree = try JSONSerialization.jsonObject(with: Data(read.output.utf8)) as? [String: Any]
        let holding = key.map { tree?[$0] as? [String: Any] } ?? tree
        return try #require(holding?["groups"] as? [[String: Any]]).map(WrittenGroup.init)
    }
}

/// A group as a reader finds it, or as it was planned.
private struct WrittenGroup: Equatable {
    let name: String
    let rules: [[String: String]]
}

extension WrittenGroup {
    init(_ tree: [String: Any]) {
        name = tree["name"] as? String ?? ""
        rules = (tree["rules"] as? [[String: Any]] ?? []).map { rule in
            rule.reduce(into: [:]) { fields, field in
                if let texts = field.value as? [String: String] {
                    for (key, text) in texts { fields["\(field.key) \(key)"] = text }
                } else {
                    fields[field.key] = field.value as? String
                }
            }
        }
    }

    init(_ group: PlannedGroup) {
        name = group.name
        rules = group.rules.map { rule in
            var fields = ["expr": rule.expression, "for": rule.duration, "keep_firing_for": rule.keepFiringFor]
                .compactMapValues(\.self)
            switch rule.name {
            case .record(let name): fields["record"] = name
            case .alert(let name): fields["alert"] = name
            }
            for (key, text) in rule.labels { fields["labels \(key)"] = text }
            for (key, text) in rule.annotations { fields["annotations \(key)"] = text }
            return fields
        }
    }
}
