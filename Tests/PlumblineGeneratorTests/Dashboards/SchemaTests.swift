import Foundation
import Plumbline
import PlumblineGenerator
import TestSupport
import Testing

@testable import specs

/// Grafana's published schemas take every dashboard, without one error.
struct SchemaTests {
    /// The folder of the schemas and their `validate.py`: beside the repository, or where `GRAFANA_SCHEMA` says.
    private static let folder =
        ProcessInfo.processInfo.environment["GRAFANA_SCHEMA"].map { URL(filePath: $0) }
        ?? Package.root.appending(path: "../shared/grafana-schema")
    private static let validator = folder.appending(path: "validate.py").path(percentEncoded: false)

    @Test(
        .needs("Grafana's schemas", FileManager.default.isReadableFile(atPath: validator)),
        arguments: [cornerShop, featureStore, EveryPanel.spec])
    func validate(spec: Spec) throws {
        try withTemporaryFolder { root in
            let files = try dashboardFiles(of: spec)
            for file in files { try put([file.path: String(decoding: file.bytes, as: UTF8.self)], in: root) }
            let run = try Command(
                program: Command.python, arguments: [Self.validator] + files.map { "\(root)/\($0.path)" }
            ).run()
            #expect(run.status == 0)
            #expect(
                run.output == files.map { "\(root)/\($0.path): 0 errors\n" }.joined(), "\(run.output)")
        }
    }

    @Test(.needs("Grafana's schemas", FileManager.default.isReadableFile(atPath: validator)))
    func validatorFindsErrors() throws {
        try withTemporaryFolder { root in
            try put(["board.json": #"{"uid": "x", "title": "X", "pannels": []}"#], in: root)
            let run = try Command(program: Command.python, arguments: [Self.validator, "\(root)/board.json"]).run()
            #expect(run.status == 1 && run.output.contains("pannels"))
        }
    }
}
