import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A Prometheus server, from Debian's package `prometheus`, for one test.
///
/// It is the child of a shell that waits for the end of its input, whose other end this process holds. So however the
/// test or the process ends, the server is stopped and its folder removed.
struct Prometheus {
    private static let version = try? Run("/usr/bin/env", ["prometheus", "--version"])
    static let isInstalled = version?.status == 0
    /// Whether it stores `le` as scraped. From version 3 on it is in OpenMetrics' form: `1.0` for `1`.
    static let keepsBounds =
        version.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }?
        .contains("version 2.") == true
    /// Whether a missing program is a failure rather than a reason to leave a test out.
    static let isInCI = ProcessInfo.processInfo.environment["CI"] == "true"

    /// A series as it is stored. Label values as bytes, as Swift compares strings by what they mean in Unicode.
    struct Series: Hashable {
        let name: String
        let labels: [String: [UInt8]]

        init(_ name: String, _ labels: [String: String] = [:]) {
            self.name = name
            self.labels = labels.mapValues { Array($0.utf8) }
        }
    }

    private let api: URL

    /// Runs a server that scrapes `http://127.0.0.1:port/<job>` each second for each job, until `body` ends.
    static func scraping(
        _ jobs: [String], port: UInt16, _ body: (Prometheus) async throws -> Void
    ) async throws {
        try #require(isInstalled, "prometheus was not found; install it (Debian: prometheus)")
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let scrapes = jobs.map {
            "- {job_name: \($0), metrics_path: /\($0), static_configs: [{targets: ['127.0.0.1:\(port)']}]}\n"
        }
        let configuration = "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n" + scrapes.joined()
        try Data(configuration.utf8).write(to: folder.appending(path: "prometheus.yml"))
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        // The killed server may still be writing when the folder is removed for the first time.
        let script = """
            cd "$1" || exit
            prometheus --config.file=prometheus.yml --storage.tsdb.path=data --web.listen-address=127.0.0.1:0 \
                --enable-feature=exemplar-storage >log 2>&1 </dev/null &
            read -r end
            kill -9 $!
            cd / && until rm -rf "$1"; do sleep 0.1; done
            """
        shell.arguments = ["-c", script, "sh", folder.path]
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        let input = Pipe()
        shell.standardInput = input
        try shell.run()
        defer {
            try? input.fileHandleForWriting.close()
            shell.waitUntilExit()
        }
        try await body(Prometheus(api: try await address(in: folder.appending(path: "log"))))
    }

    /// The server chooses a free port and logs it; waits until it has.
    private static func address(in log: URL) async throws -> URL {
        try await eventually("Prometheus listens") {
            let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            let line = text.split(separator: "\n").first { $0.contains("msg=\"Listening on\"") }
            let port = line?.split(separator: ":").last.flatMap { UInt16($0) }
            return port.flatMap { URL(string: "http://127.0.0.1:\($0)/api/v1/") }
        }
    }

    /// What it holds now for a job, without its own series about the scrape.
    func samples(of job: String) async throws -> [Series: Double] {
        let result: Vector = try await get("query", ["query": "{job=\"\(job)\"}"])
        let samples = result.result.compactMap { sample -> (Series, Double)? in
            let name = sample.metric["__name__"] ?? ""
            let labels = sample.metric.filter { !["__name__", "job", "instance"].contains($0.key) }
            return name == "up" || name.hasPrefix("scrape_") ? nil : (Series(name, labels), sample.value.value)
        }
        return Dictionary(uniqueKeysWithValues: samples)
    }

    /// What a query of one series without further labels answers now; nil where it answers none.
    func value(_ query: String) async throws -> Double? {
        let result: Vector = try await get("query", ["query": query])
        return result.result.first?.value.value
    }

    /// The exemplars that it holds for a selector.
    func exemplars(_ selector: String) async throws -> [Exemplar] {
        let end = String(Date.now.timeIntervalSince1970 + 60)
        let series: [ExemplarSeries] = try await get(
            "query_exemplars", ["query": selector, "start": "0", "end": end])
        return series.flatMap(\.exemplars)
    }

    struct Exemplar: Decodable {
        let labels: [String: String]
        /// As Go writes floats.
        let value: String
    }

    private func get<Answer: Decodable>(_ path: String, _ parameters: [String: String]) async throws -> Answer {
        let url = api.appending(path: path)
            .appending(queryItems: parameters.map { URLQueryItem(name: $0.key, value: $0.value) })
        let (data, _) = try await URLSession.shared.data(from: url)
        return try JSONDecoder().decode(Envelope<Answer>.self, from: data).data
    }
}

private struct Envelope<Answer: Decodable>: Decodable {
    let data: Answer
}

private struct ExemplarSeries: Decodable {
    let exemplars: [Prometheus.Exemplar]
}

private struct Vector: Decodable {
    let result: [Sample]

    struct Sample: Decodable {
        let metric: [String: String]
        let value: Value
    }

    /// `[1700000000.123, "0.5"]`: the time, and the value as text.
    struct Value: Decodable {
        let value: Double

        init(from decoder: any Decoder) throws {
            var pair = try decoder.unkeyedContainer()
            _ = try pair.decode(Double.self)
            let text = try pair.decode(String.self)
            guard let value = Double(text) else {
                throw DecodingError.dataCorruptedError(in: pair, debugDescription: "\(text) is not a number")
            }
            self.value = value
        }
    }
}

/// Waits until there is a value to give, for 30 s and 200 looks: on a busy machine looks are rare, and so are the turns of
/// what is waited for.
func eventually<Value>(_ what: String, _ value: () async throws -> Value?) async throws -> Value {
    let end = ContinuousClock.now + .seconds(30)
    var looks = 0
    while true {
        if let value = try await value() { return value }
        looks += 1
        guard ContinuousClock.now < end || looks < 200 else { throw NeverHappened(what: what) }
        try await Task.sleep(for: .milliseconds(50))
    }
}

struct NeverHappened: Error, CustomStringConvertible {
    let what: String
    var description: String { "never happened: \(what)" }
}
