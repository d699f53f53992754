import TestSupport
import Testing

/// Prometheus' own parser and engine, through the tool of a generation.
enum Promtool {
    /// What `promtool check rules` says of a rules file.
    static func checkRules(_ rules: String, by judge: Judge? = .usual) throws -> (status: Int32, output: String) {
        try run("check", "rules", "rules.yml", with: ["rules.yml": rules], judge)
    }

    /// What `promtool test rules` says of tests over a rules file called `rules.yml`.
    static func testRules(
        _ tests: String, rules: String = "groups: []", by judge: Judge? = .usual
    ) throws -> (status: Int32, output: String) {
        try run("test", "rules", "tests.yml", with: ["tests.yml": tests, "rules.yml": rules], judge)
    }

    private static func run(
        _ arguments: String..., with files: [String: String], _ judge: Judge?
    ) throws -> (status: Int32, output: String) {
        let promtool = try #require(judge, "promtool is not installed: run `make setup`").path(of: "promtool")
        return try withTemporaryFolder { folder in
            try put(files, in: folder)
            return try Command(
                program: "/bin/sh", arguments: ["-c", #"cd "$0" && exec "$@""#, folder, promtool] + arguments
            ).run()
        }
    }
}

extension Judge? {
    /// The oldest one that is here.
    fileprivate static var usual: Judge? { Judge.all.first }
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
