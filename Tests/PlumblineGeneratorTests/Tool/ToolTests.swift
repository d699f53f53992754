import Foundation
import Plumbline
import TestSupport
import Testing

struct ToolTests {
    @Test(arguments: [[], ["help"], ["--help"], ["-h"]])
    func help(arguments: [String]) {
        let run = ToolRun(arguments: arguments, spec: cornerShop)
        #expect(run.status == 0 && run.errors == "")
        #expect(run.output.hasPrefix("OVERVIEW: Makes Prometheus rules, Grafana dashboards and a Swift module"))
        for command in ["generate", "check", "locate", "list"] { #expect(run.output.contains("\n  \(command) ")) }
    }

    @Test(arguments: [["help", "check"], ["check", "--help"]])
    func helpOfOneCommand(arguments: [String]) {
        let run = ToolRun(arguments: arguments, spec: cornerShop)
        #expect(run.status == 0 && run.errors == "")
        #expect(run.output.hasPrefix("OVERVIEW: Validate the spec and compare generated/ with it"))
        #expect(run.output.contains("--format"))
    }

    @Test(arguments: [
        (["check", "--format", "xml"], "'xml' is none of text, github, json"),
        (["generate", "--colour"], "Unknown option '--colour'"), (["generte"], "Unexpected argument 'generte'"),
        (["generate", "--prune", "--target", "guide"], "it takes all of them; leave out --target"),
        (["locate"], "Missing expected argument '<name>'"), (["check", "--root"], "Missing value for '--root <root>'"),
    ])
    func wrongArguments(arguments: [String], message: String) {
        let run = ToolRun(arguments: arguments, spec: cornerShop)
        #expect(run.status == 64 && run.output == "")
        #expect(run.errors.hasPrefix("Error: ") && run.errors.contains(message), "\(run.errors)")
    }

    @Test func generateSaysWhatItDid() throws {
        try withTemporaryFolder { root in
            let run = ToolRun("generate", "--root", root, spec: cornerShop)
            #expect(run.status == 0 && run.errors == "")
            #expect(
                run.output == """
                    added generated/.plumbline
                    added generated/Shop/Dashboards.swift
                    added generated/Shop/Families.swift
                    added generated/Shop/Labels.swift
                    added generated/Shop/Objectives.swift
                    added generated/Shop/Rules.swift
                    added generated/Shop/Shop.swift
                    added generated/grafana_dashboard_corner_shop.json
                    added generated/prometheus_alerts.yml
                    added generated/proofs/alerts.yml
                    added generated/proofs/counting.yml
                    added generated/proofs/half-hour-begins.yml
                    added generated/proofs/half-hour-ends.yml
                    added generated/proofs/half-hour-goes-on.yml
                    added generated/proofs/other-half-hour-begins.yml
                    added generated/proofs/other-half-hour-ends.yml
                    added generated/proofs/other-half-hour-goes-on.yml
                    added generated/proofs/other-half-hour.yml
                    added generated/proofs/shop-queue.yml
                    added generated/proofs/slo-short-wait.yml
                    20 files, 20 changed

                    """)
            let written = try FileManager.default.contentsOfDirectory(atPath: root)
            #expect(written == ["generated"])
            #expect(ToolRun("check", "--root", root, spec: cornerShop).status == 0)
        }
    }

    /// Waivers and unchecked PromQL are told, as notes, where all is well.
    @Test func remarks() throws {
        struct Rules { let up = RecordingRule("shop:up:sum", PromQL<NoLabels, Count>(unchecked: "sum(up)")) }
        struct Board {
            let dashboard = Dashboard.test()
            let up = Panel.stat("Up", Series("up", Rules().up))
        }
        struct Metrics {
            let open = Gauge("tills_open", "Open tills.").waiving(.unused, because: "read by hand")
        }
        try withTemporaryFolder { root in
            let spec = Spec.shop(Metrics(), Rules(), Board())
            #expect(ToolRun("generate", "--root", root, spec: spec).status == 0)
            let text = ToolRun("check", "--root", root, spec: spec)
            #expect(text.status == 0)
            #expect(
                text.output == """
                    proofs: of 0 alerts 0 proven, 0 in part, 0 by hand, 0 not; 0 burns, 0 of 1 recording rules; 0 tests
                    9 files, all up to date

                    """)
            #expect(text.errors.contains(": note: tills_open sets .unused aside: read by hand\n"))
            #expect(text.errors.contains(": note: shop:up:sum holds unchecked PromQL: sum(up)\n"))
            let github = ToolRun("check", "--root", root, "--format", "github", spec: spec)
            #expect(github.status == 0 && github.output.hasPrefix("::notice file=PlumblineGeneratorTests/"))
        }
    }

    @Test func templatesOfThePackage() throws {
        try withTemporaryFolder { root in
            try put(
                [
                    "templates/yaml_header.mustache": "Rules of {{service}}.\n{{command}}\n",
                    "templates/notes.txt": "{{",
                ],
                in: root)
            #expect(ToolRun("generate", "--root", root, spec: cornerShop).status == 0)
            let files = try snapshot(root)
            let header = "# Rules of shop.\n# swift run specs generate\ngroups:\n"
            #expect(files["generated/prometheus_alerts.yml"]?.hasPrefix(header) == true)
            #expect(
                files["generated/Shop/Shop.swift"]?.hasPrefix("// Generated by Plumbline from the specs of shop.")
                    == true)
        }
    }

    @Test(arguments: [
        ("swift_header", "{{#service}}", "templates/swift_header.mustache: "),
        (
            "yaml_header", "Rules of {{{service}}}.\r\n",
            "templates/yaml_header.mustache: it has line ends of Windows (CRLF); "
                + "put 'templates/** text eol=lf' into .gitattributes and check it out again"
        ),
        (
            "yaml_heading", "Rules",
            "templates/yaml_heading.mustache: there is no such template; there are guide.md, runbook.md, "
                + "runbook_index.md, swift_header, yaml_header"
        ),
    ])
    func brokenTemplate(name: String, text: String, message: String) throws {
        try withTemporaryFolder { root in
            try put(["templates/\(name).mustache": text], in: root)
            let run = ToolRun("generate", "--root", root, spec: cornerShop)
            #expect(run.status == 1 && run.output == "")
            #expect(run.errors.hasPrefix("Error: \(message)"), "\(run.errors)")
            #expect(try snapshot(root).count == 1)
        }
    }

    @Test func rootThatCannotBeWritten() throws {
        try withTemporaryFolder { root in
            let missing = ToolRun("generate", "--root", "\(root)/none", spec: cornerShop)
            #expect(missing.status == 1 && missing.output == "")
            #expect(missing.errors == "Error: \(root)/none/generated: cannot be made: No such file or directory\n")

            try put(["generated": "a file"], in: root)
            let taken = ToolRun("generate", "--root", root, spec: cornerShop)
            #expect(taken.status == 1)
            #expect(taken.errors == "Error: \(root)/generated: is not a folder; remove it\n")
            #expect(try snapshot(root) == ["generated": "a file"])
        }
    }
}
