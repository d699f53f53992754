import TestSupport
import Testing

@testable import PlumblineGenerator

/// Python's json module reads back what was written, and writes it the same way.
@Suite(.enabled(if: Command.works(Command.python, "-c", "import json"), "needs python3"))
struct JSONReadBackTests {
    @Test func doublesKeepEveryBit() throws {
        var generator = SeededGenerator(seed: 3)
        let values = (0..<5_000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
        let output = try python(
            "[print(struct.unpack('<Q', struct.pack('<d', value))[0]) for value in json.loads(text)]",
            .array(values.map { .double($0) }))
        #expect(output.split(separator: "\n").map { UInt64($0) } == values.map(\.bitPattern))
    }

    @Test func integersKeepEveryDigit() throws {
        var generator = SeededGenerator(seed: 8)
        let values = [.min, .max] + (0..<1_000).map { _ in Int.random(in: .min ... .max, using: &generator) }
        let output = try python("[print(value) for value in json.loads(text)]", .array(values.map { .integer($0) }))
        #expect(output.split(separator: "\n").map { Int($0) } == values)
    }

    /// Python's own layout with sorted keys is the same but for the further characters that we escape.
    @Test func layoutIsThatOfPython() throws {
        var generator = SeededGenerator(seed: 4)
        let trees = JSON.array((0..<100).map { _ in RandomTree.make(using: &generator).json })
        let output = try python(
            """
            own = json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False)
            for character in [*range(0x7F, 0xA0), 0x2028, 0x2029]:
                own = own.replace(chr(character), f"\\\\u{character:04x}")
            print(own + "\\n" == text)
            """, trees)
        #expect(output == "True\n")
    }

    /// Our own reader takes what was written, and of what was changed somewhere only what is still the same to Python.
    @Test func theOwnReaderAcceptsNothingElse() throws {
        var generator = SeededGenerator(seed: 5)
        var accepted: [JSON] = []
        var refused = 0
        for _ in 0..<200 {
            let tree = RandomTree.make(using: &generator).json
            try readBack(tree.bytes, as: tree)
            for _ in 0..<20 {
                let changed = tree.bytes.changed(using: &generator)
                guard (try? readBack(changed, as: tree)) != nil else {
                    refused += 1
                    continue
                }
                accepted.append([.string(String(decoding: changed, as: UTF8.self)), tree])
            }
        }
        #expect(refused > 2_000)
        let output = try python(
            "print([pair for pair in json.loads(text) if json.loads(pair[0]) != pair[1]])", .array(accepted))
        #expect(output == "[]\n")
    }

    private func python(_ code: String, _ json: JSON) throws -> String {
        let script = "import json, struct, sys\ntext = sys.stdin.buffer.read().decode()\n" + code
        return try Command(program: Command.python, arguments: ["-c", script]).run(input: json.bytes).output
    }
}
