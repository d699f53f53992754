import Foundation
import Testing

/// Every public function and operator of metrics, queries and objectives is used somewhere in these tests.
@Suite struct CompletenessTests {
    private static let tests = URL(filePath: #filePath).appending(path: "../..").standardizedFileURL
    private static let sources = tests.appending(path: "../../Sources/Plumbline").standardizedFileURL

    @Test(arguments: ["Metrics", "Query", "Objectives"])
    func everyOperationHasAnExample(_ folder: String) throws {
        let declarations = try Self.lines(Self.sources.appending(path: folder))
            .filter { $0.contains("public ") && $0.contains("func ") }
        let operations = try declarations.map { line in
            let name = try #require(line.firstMatch(of: /func `?([a-zA-Z]+|[-+*\/<>=!]+)/)).1
            return name.allSatisfy(\.isLetter) ? ".\(name)(" : " \(name) "
        }
        try #require(!operations.isEmpty)
        let used = try Self.lines(Self.tests).joined(separator: "\n")
        #expect(Set(operations).filter { !used.contains($0) } == [])
    }

    private static func lines(_ folder: URL) throws -> [Substring] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
        return try paths.flatMap { path in
            try String(contentsOf: folder.appending(path: path), encoding: .utf8).split(separator: "\n")
        }
    }
}
