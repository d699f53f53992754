import Testing

@testable import PlumblineGenerator

/// PyYAML reads back what was written: once with libyaml's own parser, once with its independent one in Python.
@Suite(
    .enabled(if: Command.works(Command.python, "-c", "import yaml; yaml.CSafeLoader"), "needs Debian's python3-yaml"))
struct YAMLReadBackTests {
    /// One document a line: the YAML and, as JSON, what it has to read as, both in hexadecimal.
    private static let script = """
        import json, sys, yaml
        for number, line in enumerate(sys.stdin):
            written, expected = (bytes.fromhex(part) for part in line.split(","))
            for loader in yaml.CSafeLoader, yaml.SafeLoader:
                try:
                    found = yaml.load(written, loader)
                    if found != json.loads(expected):
                        print(number, loader.__name__, written, "reads as", ascii(found))
                except Exception as error:
                    print(number, loader.__name__, written, error)
        print("read", number + 1)
        """

    @Test func hostileTextInEveryPosition() throws {
        var generator = SeededGenerator(seed: 1)
        let documents =
            HostileText.ambiguous.map { ($0, [$0]) }
            + (0..<400).map { _ in
                let strings = (0..<8).map { _ in HostileText.random(using: &generator) }
                return (strings[0], Array(strings[1...]))
            }
        try expectReadBack(documents.flatMap { root, strings in [scalar(root), tree(strings)] })
    }

    private func scalar(_ string: String) -> (YAML, JSON) { (.string(string), .string(string)) }

    private func tree(_ strings: [String]) -> (YAML, JSON) {
        let unique = Array(Set(strings)).sorted()
        let lists: (YAML, JSON) = (
            .sequence(strings.flatMap { [.string($0), .block($0)] }),
            .array(strings.flatMap { [.string($0), .string($0)] })
        )
        let keys: (YAML, JSON) = (
            .mapping(unique.map { ($0, .string($0)) }),
            .object(Dictionary(uniqueKeysWithValues: unique.map { ($0, .string($0)) }))
        )
        return (
            .mapping([
                ("nested", .sequence([lists.0, keys.0, .sequence([keys.0])])), ("keys", keys.0), ("list", lists.0),
            ]),
            ["nested": [lists.1, keys.1, [keys.1]], "keys": keys.1, "list": lists.1]
        )
    }

    private func expectReadBack(_ documents: [(yaml: YAML, json: JSON)]) throws {
        let lines = try documents.map { document in
            hexadecimal(try yamlBytes(document.yaml, header: "head: {")) + "," + hexadecimal(document.json.bytes)
        }
        let result = try Command(program: Command.python, arguments: ["-c", Self.script])
            .run(input: Array(lines.joined(separator: "\n").utf8))
        #expect(result.output == "read \(documents.count)\n")
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
