import Foundation
import Testing

/// Prometheus' own parser and engine, through the tool that is installed with it.
enum Promtool {
    /// That of Debian 12, and today's where it was fetched; in CI it has to be.
    static let generations: [String] = {
        let today = URL(filePath: #filePath).appending(path: "../../../../.tools/today/usr/bin/promtool")
            .standardizedFileURL.path
        let isThere = FileManager.default.isExecutableFile(atPath: today)
        return ["promtool"] + (isThere || ProcessInfo.processInfo.environment["CI"] == "true" ? [today] : [])
    }()

    /// What `promtool check rules` says of a rules file.
    static func checkRules(_ rules: String, with promtool: String = "promtool") throws -> Run {
        try run("check", "rules", "rules.yml", with: ["rules.yml": rules], promtool)
    }

    /// What `promtool test rules` says of tests over a rules file called `rules.yml`.
    static func testRules(
        _ tests: String, rules: String = "groups: []", with promtool: String = "promtool"
    ) throws -> Run {
        try run("test", "rules", "tests.yml", with: ["tests.yml": tests, "rules.yml": rules], promtool)
    }

    private static func run(
        _ arguments: String..., with files: [String: String], _ promtool: String = "promtool"
    ) throws -> Run {
        let run = try withTemporaryFolder { folder in
            for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
            return try Run("/usr/bin/env", [promtool] + arguments, in: folder)
        }
        // What env says when there is no such program.
        try #require(run.status != 127, "promtool is not installed: run `make setup`")
        return run
    }
}

extension String {
    /// A double-quoted YAML scalar in plain ASCII, whatever the text is.
    var yamlQuoted: String {
        let scalars = unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case " "..."~": String(scalar)
            default: "\\U" + String(repeating: "0", count: 8 - hex(scalar).count) + hex(scalar)
            }
        }
        return "\"\(scalars.joined())\""
    }

    private func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16) }
}
