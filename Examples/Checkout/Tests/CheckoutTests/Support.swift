import CheckoutMetrics
import Foundation

@testable import checkout

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Runs a service of its own on a free port while `body` asks it.
func withService(capacity: Int, _ body: (Client) async throws -> Void) async throws {
    let service = Checkout(metrics: try CheckoutMetrics(), capacity: capacity)
    let server = try HTTPServer(port: 0)
    Thread.detachNewThread { server.serve(service.answer) }
    defer { server.stop() }
    try await body(Client(port: server.port))
}

struct Client: Sendable {
    let port: UInt16

    /// POSTs `json` where there is some, else GETs.
    func callAsFunction(_ path: String, _ json: String? = nil) async throws -> (status: Int?, body: String) {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        if let json {
            request.httpMethod = "POST"
            request.httpBody = Data(json.utf8)
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode, String(decoding: data, as: UTF8.self))
    }
}

/// Runs a program from `PATH`; returns its exit code and all that it says.
func run(_ arguments: String..., input: String = "") throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let (toProcess, fromProcess) = (Pipe(), Pipe())
    process.standardInput = toProcess
    process.standardOutput = fromProcess
    process.standardError = fromProcess
    try process.run()
    try toProcess.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try toProcess.fileHandleForWriting.close()
    let output = try fromProcess.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

/// Prometheus' own tools are wanted and not required: `scripts/setup check` installs them.
func isInstalled(_ program: String) -> Bool {
    (try? run("which", program).status) == 0
}
