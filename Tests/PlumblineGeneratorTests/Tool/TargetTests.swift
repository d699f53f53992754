import Foundation
import Plumbline
import TestSupport
import Testing

/// `outputs` of a spec, and `specs generate --target` among them.
struct TargetTests {
    @Test func outputsOfTheSpec() throws {
        try withTemporaryFolder { root in
            let run = ToolRun("generate", "--root", root, spec: CornerShop.spec(outputs: [.prometheus]))
            #expect(run.status == 0, "\(run.errors)")
            let files = try snapshot(root)
            #expect(files.keys.sorted() == ["generated/.plumbline", "generated/prometheus_alerts.yml"])
        }
    }

    /// The files of other outputs stay, even those that are stale or that nothing generates.
    @Test func oneTargetLeavesTheOthers() throws {
        try withTemporaryFolder { root in
            #expect(ToolRun("generate", "--root", root, spec: cornerShop).status == 0)
            try put(
                [
                    "generated/prometheus_alerts.yml": "stale", "generated/Shop/Labels.swift": "stale",
                    "generated/old.json": "{}",
                ], in: root)
            let run = ToolRun("generate", "--root", root, "--target", "prometheus", spec: cornerShop)
            #expect(run.status == 0)
            #expect(
                run.output == """
                    changed generated/prometheus_alerts.yml
                    left generated/old.json, which Plumbline did not write; --prune removes it
                    2 files, 1 changed

                    """)
            let files = try snapshot(root)
            #expect(files["generated/Shop/Labels.swift"] == "stale")
            #expect(files["generated/old.json"] == "{}")
            let two = ToolRun(
                "generate", "--root", root, "--target", "prometheus", "--target", "swift", spec: cornerShop)
            #expect(
                two.output == """
                    changed generated/Shop/Labels.swift
                    left generated/old.json, which Plumbline did not write; --prune removes it
                    8 files, 1 changed

                    """)
        }
    }

    @Test func undeclaredTarget() throws {
        try withTemporaryFolder { root in
            let run = ToolRun(
                "generate", "--root", root, "--target", "grafana", spec: CornerShop.spec(outputs: [.prometheus]))
            #expect(run.status == 1 && run.output == "")
            let message = "the spec does not declare the output 'grafana'; add it to the spec's outputs: prometheus"
            #expect(run.errors.hasSuffix("error: \(message)\n"), "\(run.errors)")
            let files = try snapshot(root)
            #expect(files.isEmpty)
        }
    }

    @Test func unknownTarget() {
        let run = ToolRun("generate", "--target", "nagios", spec: cornerShop)
        #expect(run.status == 64)
        #expect(run.errors.contains("'nagios' is none of prometheus, proofs, grafana, swift, "))
    }
}

extension CornerShop {
    /// The corner shop with other outputs, and with what further structs declare.
    static func spec(
        outputs: Set<Output>, _ more: any Sendable..., file: StaticString = #fileID, line: UInt = #line,
        column: UInt = #column
    ) -> Spec {
        .shop(
            shop, objectives, rules, variables, board, more, outputs: outputs, file: file, line: line, column: column)
    }
}
