import Foundation
import Logging

@testable import FeatureStore

/// A PostgreSQL server for this test process alone: a fresh cluster in a temporary folder, on a socket in it.
///
/// The server is the child of a shell that waits for the end of its input, whose other end this process holds. So
/// however the process ends, the server is stopped and its folder removed.
actor PrivatePostgres {
    static let shared = PrivatePostgres()

    let folder = "/tmp/feature-store-tests-\(UUID().uuidString.prefix(8))"
    private var start: Task<Void, any Error>?
    private var input: Pipe?
    private var databases = 0

    /// Makes an empty database and gives its connection string.
    func makeDatabase() async throws -> String {
        try await started()
        databases += 1
        let name = "test_\(databases)"
        try await createDatabase(name)
        return conninfo(name)
    }

    /// Makes an empty database with the given name.
    func createDatabase(_ name: String) async throws {
        try await started()
        try await run("createdb", ["--host", folder, "--username", "tester", "--maintenance-db", "postgres", name])
    }

    /// The connection string of a database, whether it is there or not.
    nonisolated func conninfo(_ database: String) -> String {
        "host=\(folder) user=tester dbname=\(database)"
    }

    private func started() async throws {
        let start = start ?? Task { try await self.startServer() }
        self.start = start
        try await start.value
    }

    private func startServer() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        if geteuid() == 0 {
            try FileManager.default.setAttributes([.ownerAccountName: "postgres"], ofItemAtPath: folder)
        }
        let data = "\(folder)/data"
        try await run(
            "initdb",
            ["--pgdata", data, "--auth", "trust", "--username", "tester", "--no-sync", "-E", "UTF8", "--locale", "C"])
        // pg_ctl waits for the server's end. The shell's own `wait` would not return: it goes by SIGCHLD, which the
        // threads of Swift's concurrency block, and a child inherits that.
        let script = """
            "$1" -D "$3/data" -k "$3" -c listen_addresses= -c fsync=off -c max_connections=200 >"$3/log" 2>&1 &
            read -r end
            "$2" stop -D "$3/data" -m immediate -s
            rm -rf "$3"
            """
        let shell = try process("/bin/sh", ["-c", script, "sh", try tool("postgres"), try tool("pg_ctl"), folder])
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        let input = Pipe()
        shell.standardInput = input
        try shell.run()
        self.input = input

        let parameters = try ConnectionParameters(conninfo("postgres"))
        try await eventually("PostgreSQL accepts connections") {
            (try? PostgreSQLConnection(parameters, logger: quietLogger)) != nil
        }
    }

    private func run(_ name: String, _ arguments: [String]) async throws {
        let process = try process(try tool(name), arguments)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw PrivatePostgresError("\(name) failed: \(text)") }
    }

    /// A process as the user `postgres` where this one runs as root, which PostgreSQL refuses to.
    private func process(_ path: String, _ arguments: [String]) throws -> Process {
        let process = Process()
        process.currentDirectoryURL = URL(filePath: "/")
        if geteuid() == 0 {
            process.executableURL = URL(filePath: "/usr/bin/setpriv")
            process.arguments = ["--reuid=postgres", "--regid=postgres", "--init-groups", path] + arguments
        } else {
            process.executableURL = URL(filePath: path)
            process.arguments = arguments
        }
        return process
    }

    /// PostgreSQL's programs: Debian keeps the server's out of PATH.
    private func tool(_ name: String) throws -> String {
        let debian = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
        let newestFirst = versions.sorted { $0.compare($1, options: .numeric) == .orderedDescending }
        let path = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map(String.init) ?? []
        let folders = newestFirst.map { "\(debian)/\($0)/bin" } + path
        guard let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") })
        else {
            throw PrivatePostgresError("\(name) was not found; install PostgreSQL's server (Debian: postgresql)")
        }
        return "\(folder)/\(name)"
    }
}

struct PrivatePostgresError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
