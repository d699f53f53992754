import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// The generated module of a spec full of hostile texts compiles without a warning, and says what the spec says.
struct ModuleTests {
    @Test(.needs("swiftc", Command.works("/usr/bin/env", "swiftc", "--version")))
    func compilesAndCarriesTheTexts() throws {
        let files = try outputFiles(of: Hostile.spec, templates: Templates())
        func text(_ path: String) throws -> String {
            String(decoding: try #require(files.first { $0.path == "generated/\(path)" }).bytes, as: UTF8.self)
        }
        try withTemporaryFolder { root in
            let module = files.filter { $0.path.hasPrefix("generated/Hostile/") }
            for file in module { try put([file.path: String(decoding: file.bytes, as: UTF8.self)], in: root) }
            try put(["main.swift": program], in: root)
            let compilation = try ModuleCompiler.compile(["main.swift"] + module.map(\.path), in: root)
            try #require(compilation.status == 0, "\(compilation.output)")

            let run = try Command("./program", in: root).run()
            try #require(run.status == 0, "\(run.output)")
            let said = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(decoded)
            try #require(said.count == 11)
            #expect(said[0] == (try text("prometheus_alerts.yml")))
            #expect(said[1] == (try text("grafana_dashboard_hostile.json")))
            #expect(said[2] == Hostile.summary)
            #expect(Array(said[3..<8]) == Hostile.Odd.allCases.map(\.rawValue))
            #expect(said[8] == (try Plan(Hostile.spec).fingerprint))

            let help = Hostile.help.replacing("\\", with: "\\\\").unicodeScalars
                .map { $0 == "\n" ? "\\n" : String($0) }.joined()
            let exposition = said[9].split(separator: "\n")
            for name in ["repeat_total", "class", "init_seconds", "default_info", "histogram"] {
                let found = exposition.filter { $0.hasPrefix("# HELP hostile_\(name) ") }
                #expect(found == ["# HELP hostile_\(name) \(help)"])
            }
            #expect(
                exposition.filter { $0.hasPrefix("hostile_repeat_total") || $0.hasPrefix("hostile_class") } == [
                    #"hostile_class{text="\\"} 1.5"#,
                    ##"hostile_repeat_total{odd="a\nb",open="\"",lane="slow",by="{{",who="#"} 2"##,
                ])
        }
    }

    /// Records through every kind of handle, and prints texts in hexadecimal, a line each.
    private let program = #"""
        import PlumblineRuntime

        let metrics = try Hostile()
        metrics.repeat.increment(by: 2, in: .`init`, `inout`: "\"", default: .slow, by: "{{", self: "#")
        metrics.class.set(1.5, text: "\\")
        metrics.`init`.observe(.milliseconds(50))
        metrics.default.set(text: "x")
        metrics.histogram.add(1)

        let texts = [Hostile.alertRules, Hostile.dashboards["hostile"] ?? "", Hostile.objectives[0].summary]
            + Odd.allCases.map(\.rawValue)
            + [Hostile.fingerprint, String(decoding: metrics.registry.exposition(), as: UTF8.self)]
        for text in texts { print(text.utf8.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()) }
        """#

    private func decoded(_ line: Substring) -> String {
        var (bytes, digits) = ([UInt8](), line[...])
        while let byte = UInt8(digits.prefix(2), radix: 16) {
            bytes.append(byte)
            digits = digits.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
