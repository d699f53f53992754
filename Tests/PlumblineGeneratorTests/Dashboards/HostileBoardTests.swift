import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator

/// Titles, words and label values come out of the dashboard's JSON as they went in.
struct HostileBoardTests {
    @Test func titlesAndLabelValues() throws {
        let board = try #require(try BoardModel.all(of: Hostile.spec).first)
        let graphs = board.panels.filter { $0.type == "timeseries" && !$0.title.hasPrefix("fast: ") }
        #expect(graphs.map(\.title) == Hostile.texts)
        #expect(
            graphs.map { $0.targets?.map(\.expr) } == Hostile.texts.map { ["hostile_class{text=\($0.promQLQuoted)}"] })
    }

    @Test(.needs("python3", Command.works(Command.python, "-c", "import json")))
    func pythonReadsTheSame() throws {
        let script = """
            import json, sys
            board = json.load(sys.stdin)
            texts = [board["title"], board["description"], *board["tags"]]
            for text in texts: print(text.encode().hex())
            """
        let file = try #require(try dashboardFiles(of: Hostile.spec).first)
        let read = try Command(program: Command.python, arguments: ["-c", script]).run(input: file.bytes)
        let expected = [Hostile.title, Hostile.help] + Hostile.texts + ["generated"]
        #expect(read.output.split(separator: "\n").map(String.init) == expected.map(hexadecimal))
    }

    private func hexadecimal(_ text: String) -> String {
        text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
