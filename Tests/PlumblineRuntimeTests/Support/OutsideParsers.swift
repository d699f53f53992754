import Foundation

/// A program run to its end with its input on stdin.
struct Run {
    let status: Int32
    let output: Data
    let errors: String

    init(_ program: String, _ arguments: [String], input: [UInt8] = []) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: a pipe that nobody empties would block the program.
        let files = try ["in", "out", "err"].map { name in
            let file = folder.appending(path: name)
            try Data(name == "in" ? input : []).write(to: file)
            return file
        }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        status = process.terminationStatus
        output = try Data(contentsOf: files[1])
        errors = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
    }
}

/// Prometheus' own check of an exposition, from Debian's package `prometheus`.
enum Promtool {
    static let isInstalled = (try? Run("/usr/bin/env", ["promtool", "--version"]).status) == 0

    /// What it finds wrong: parse errors and lint; empty where all is well.
    static func check(_ exposition: [UInt8]) throws -> String {
        let run = try Run("/usr/bin/env", ["promtool", "check", "metrics"], input: exposition)
        return run.status == 0 ? "" : run.errors + String(decoding: run.output, as: UTF8.self)
    }
}

/// The parser of Prometheus' Python client, from Debian's package `python3-prometheus-client`.
enum PythonClient {
    struct Family: Decodable {
        let type: String
        let unit: String
        let help: String
        let samples: [Sample]
    }

    struct Sample: Decodable, Hashable {
        let name: String
        let labels: [String: String]
        /// As Python writes floats.
        let value: String
        let exemplar: Exemplar?
    }

    struct Exemplar: Decodable, Hashable {
        let labels: [String: String]
        let value: Double
        let timestamp: Double
    }

    enum Format: String { case text = "prometheus_client.parser", openMetrics = "prometheus_client.openmetrics.parser" }

    static let isInstalled = (try? Run("/usr/bin/python3", ["-c", "import prometheus_client"]).status) == 0

    /// The families that it reads, by their names in the `# TYPE` lines (counters without `_total`).
    static func parse(_ exposition: [UInt8], as format: Format = .text) throws -> [String: Family] {
        let run = try Run("/usr/bin/python3", ["-c", program, format.rawValue], input: exposition)
        guard run.status == 0 else { throw Failure(errors: run.errors) }
        return try JSONDecoder().decode([String: Family].self, from: run.output)
    }

    struct Failure: Error {
        let errors: String
    }

    private static let program = """
        import importlib, json, sys
        parser = importlib.import_module(sys.argv[1])
        families = parser.text_string_to_metric_families(sys.stdin.buffer.read().decode("utf-8"))
        print(json.dumps({f.name: {
            "type": f.type, "unit": f.unit, "help": f.documentation,
            "samples": [{
                "name": s.name, "labels": s.labels, "value": repr(float(s.value)),
                "exemplar": s.exemplar and {
                    "labels": s.exemplar.labels, "value": s.exemplar.value, "timestamp": float(s.exemplar.timestamp)},
            } for s in f.samples],
        } for f in families}))
        """
}
