import TestSupport
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
            HostileText.ambiguous.map { [$0] }
            + (0..<400).map { _ in (0..<8).map { _ in HostileText.random(using: &generator) } }
        try expectReadBack(documents.map(tree))
    }

    private func tree(_ strings: [String]) -> (YAML, JSON) {
        let unique = Set(strings).filter { key in
            key.utf8.count <= 128 && Array(key.utf8).withUnsafeBufferPointer(\.isPrintable)
        }.sorted()
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

    /// What was changed somewhere is refused, or is still the same to PyYAML.
    @Test func theOwnReaderAcceptsNothingElse() throws {
        var generator = SeededGenerator(seed: 2)
        var accepted: [(bytes: [UInt8], json: JSON)] = []
        var refused = 0
        for _ in 0..<300 {
            let (yaml, json) = tree((0..<6).map { _ in HostileText.random(using: &generator, mayBeLong: false) })
            let bytes = try yamlBytes(yaml, header: "head")
            for _ in 0..<40 {
                let changed = bytes.changed(using: &generator)
                if (try? readBack(changed, as: yaml)) == nil { refused += 1 } else { accepted.append((changed, json)) }
            }
        }
        #expect(refused > 10_000)
        try expectReadBack(accepted)
    }

    private func expectReadBack(_ documents: [(yaml: YAML, json: JSON)]) throws {
        try expectReadBack(documents.map { (try yamlBytes($0.yaml, header: "head: {"), $0.json) })
    }

    private func expectReadBack(_ documents: [(bytes: [UInt8], json: JSON)]) throws {
        let lines = documents.map { hexadecimal($0.bytes) + "," + hexadecimal($0.json.bytes) }
        let result = try Command(program: Command.python, arguments: ["-c", Self.script])
            .run(input: Array(lines.joined(separator: "\n").utf8))
        #expect(result.output == "read \(documents.count)\n")
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

extension [UInt8] {
    /// The same with a byte, or a few, changed, gone, doubled or new: what a faulty writer might do.
    func changed(using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = self
        let start = Int.random(in: 0..<count, using: &generator)
        let some = start..<Swift.min(count, start + Int.random(in: 1...4, using: &generator))
        let pieces = [
            " ", "  ", "\n", "'", "\"", "#", " #", ": ", "-", "- ", "...\n", "---\n", "|", "+", "1", "\t", "\\",
        ]
        let piece = (pieces.randomElement(using: &generator) ?? "").utf8
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes.removeSubrange(some)
        case 1: bytes.insert(contentsOf: self[some], at: start)
        case 2: bytes.replaceSubrange(some, with: piece)
        case 3: bytes.insert(contentsOf: piece, at: start)
        default: bytes[start] ^= 1 << UInt8.random(in: 0...6, using: &generator)
        }
        return bytes
    }
}
