import Foundation
import NIOCore

@testable import FeatureStore

/// A real Prometheus with series that a test gives it, on a free port of 127.0.0.1.
struct PrivatePrometheus {
    let url: URL
    let process: Process

    /// Runs one with these series, each `name{labels} value`, as of now, and the rules, and stops it after `body`.
    static func run(
        series: [String] = [], rules: String = "", _ body: (PrivatePrometheus) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "prometheus-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(series, into: folder)
        try Data(rules.utf8).write(to: folder.appending(path: "rules.yml"))
        try Data("global: {evaluation_interval: 1s}\nrule_files: [rules.yml]\n".utf8)
            .write(to: folder.appending(path: "prometheus.yml"))
        let port = try freePort()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = folder
        process.arguments = [
            "prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data", "--log.level=error",
            "--web.listen-address=127.0.0.1:\(port)",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer {
            kill(process.processIdentifier, SIGCONT)
            process.terminate()
            process.waitUntilExit()
        }
        guard let url = URL(string: "http://127.0.0.1:\(port)") else { throw CocoaError(.fileNoSuchFile) }
        try await eventually("Prometheus is ready") {
            let ready = OutgoingRequest(url: url.appending(path: "-/ready"))
            return (try? await HTTPClient().send(ready, within: .seconds(1), upTo: 1 << 16))?.status == 200
        }
        try await body(PrivatePrometheus(url: url, process: process))
    }

    private static func write(_ series: [String], into folder: URL) throws {
        let now = Date.now.timeIntervalSince1970
        // Every 15 s of the last 5 min, so that rates have something to go by.
        let lines = series.flatMap { text in
            let parts = text.split(separator: " ")
            return (0...20).map { step in
                // «+n» grows by n at each step.
                let value = parts[1].hasPrefix("+") ? (Double(parts[1]) ?? 0) * Double(step) : Double(parts[1]) ?? 0
                return "\(parts[0]) \(value) \(now - 300 + 15 * Double(step))"
            }
        }
        let file = folder.appending(path: "series.txt")
        try Data((lines.joined(separator: "\n") + "\n# EOF\n").utf8).write(to: file)
        let promtool = Process()
        promtool.executableURL = URL(filePath: "/usr/bin/env")
        promtool.currentDirectoryURL = folder
        promtool.arguments = ["promtool", "tsdb", "create-blocks-from", "openmetrics", "series.txt", "data"]
        promtool.standardOutput = FileHandle.nullDevice
        try promtool.run()
        promtool.waitUntilExit()
    }
}

/// A port of 127.0.0.1 that nobody listens on.
func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
        }
    }
    guard isBound else { throw CocoaError(.fileNoSuchFile) }
    return Int(UInt16(bigEndian: address.sin_port))
}
