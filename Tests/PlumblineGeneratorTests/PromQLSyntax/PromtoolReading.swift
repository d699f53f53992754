import Foundation
import Plumbline
import TestSupport

@testable import PlumblineGenerator

extension Judge {
    /// The version of its promtool.
    func prometheus() throws -> PrometheusVersion? {
        let answer = try Command(self, "promtool", "--version").run().output
        return answer.firstMatch(of: #/version (\d+)\.(\d+)/#).flatMap { match in
            Int(match.1).flatMap { major in Int(match.2).map { PrometheusVersion(major, $0) } }
        }
    }

    /// The indices of the texts that are no expression to its promtool: a rule each, as it names those that it cannot
    /// read. Each stands in brackets within a larger expression, which takes numbers and instant vectors.
    func refused(_ texts: [String], flags: [PrometheusFlag] = []) throws -> Set<Int> {
        try withTemporaryFolder { root in
            let rules = texts.enumerated().map { index, text in
                YAML.mapping([
                    ("name", .string("group\(index)")),
                    ("rules", .sequence([.strings([("record", "r\(index)"), ("expr", "(\(text)) > bool 0")])])),
                ])
            }
            let path = "\(root)/rules.yml"
            try Data(yamlBytes(.mapping([("groups", .sequence(rules))]), header: "")).write(to: URL(filePath: path))
            let options = flags.map { "--enable-feature=\($0.rawValue)" }
            let run = try Command(
                program: try self.path(of: "promtool"), arguments: options + ["check", "rules", path]
            ).run()
            return Set(run.output.matches(of: #/"r(\d+)": could not parse/#).compactMap { Int($0.1) })
        }
    }
}
