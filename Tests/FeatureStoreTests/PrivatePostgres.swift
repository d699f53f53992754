import Foundation
import Logging

@testable import FeatureStore

/// A PostgreSQL server for this test process alone: a fresh cluster in a temporary folder, on a socket in it.
///
/// The server is the child of a shell that waits for the end of its input, whose other end this process holds. So
/// however the process ends, the server is stopped and its folder removed.
actor PrivatePostgres {
    /// The one for tests that leave it in peace.
    static let shared = PrivatePostgres(connections: 200)

    private let folder = "/tmp/feature-store-tests-\(UUID().uuidString.prefix(8))"
    private let connections: Int
    private var starting: Task<Void, any Error>?
    private var shell: Process?
    private let input = Pipe()
    private var databases = 0
    private var running: Task<Void, any Error>?

    init(connections: Int) {
        self.connections = connections
        // Else the next server's shell would hold it too, and this one's would wait for an end that does not come.
        _ = fcntl(input.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    }

    /// Runs `body` with a server of its own, which it may stop and kill.
    static func withInstance(connections: Int = 50, _ body: (PrivatePostgres) async throws -> Void) async throws {
        let server = PrivatePostgres(connections: connections)
        let result: Result<Void, any Error>
        do { result = .success(try await body(server)) } catch { result = .failure(error) }
        await server.remove()
        try result.get()
    }

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
        let starting = starting ?? Task { try await self.makeCluster() }
        self.starting = starting
        try await starting.value
    }

    private func makeCluster() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        if geteuid() == 0 {
            try FileManager.default.setAttributes([.ownerAccountName: "postgres"], ofItemAtPath: folder)
        }
        let data = "\(folder)/data"
        try await run(
            "initdb",
            ["--pgdata", data, "--auth", "trust", "--username", "tester", "--no-sync", "-E", "UTF8", "--locale", "C"])
        // Each line of input starts the server; what a killed one left would keep it from starting, as the shell has not
        // yet taken note of its end. pg_ctl waits for the last one's end, which `wait` would not: it goes by SIGCHLD,
        // which the threads of Swift's concurrency block, and a child inherits that.
        let script = """
            while read -r start; do
                rm -f "$3/data/postmaster.pid" "$3"/.s.PGSQL.*
                "$1" -D "$3/data" -k "$3" -c listen_addresses= -c fsync=off -c max_connections="$4" \
                    -c superuser_reserved_connections=0 >>"$3/log" 2>&1 &
            done
            if read -r server <"$3/data/postmaster.pid"; then
                pkill -CONT -P "$server"
                kill -CONT "$server"
                "$2" stop -D "$3/data" -m immediate -s
            fi
            rm -rf "$3"
            """
        let shell = try process(
            "/bin/sh", ["-c", script, "sh", try tool("postgres"), try tool("pg_ctl"), folder, "\(connections)"])
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        shell.standardInput = input
        try shell.run()
        self.shell = shell
        try await start()
    }

    /// Runs one of PostgreSQL's programs, one after the other: a hundred tests begin at the same time.
    private func run(_ name: String, _ arguments: [String]) async throws {
        let process = try process(try tool(name), arguments)
        let running = Task { [running] in
            _ = await running?.result
            try await self.finish(process, name)
        }
        self.running = running
        try await running.value
    }

    private func finish(_ process: Process, _ name: String) async throws {
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = await Self.blocking {
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            return text
        }
        guard process.terminationStatus == 0 else { throw PrivatePostgresError("\(name) failed: \(text)") }
    }

    /// Waits on a thread that may block, where those of Swift's concurrency, two on a small machine, may not.
    private static func blocking<Success: Sendable>(_ wait: @escaping @Sendable () -> Success) async -> Success {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: wait()) }
        }
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

// MARK: - Faults

extension PrivatePostgres {
    /// Starts the server again after ``kill()``, and waits until it takes connections.
    func start() async throws {
        try input.fileHandleForWriting.write(contentsOf: Data("start\n".utf8))
        let parameters = try ConnectionParameters(conninfo("postgres"))
        try await eventually("PostgreSQL accepts connections") {
            let connection = try? await PostgreSQLConnection.connect(
                parameters, within: .seconds(5), logger: quietLogger)
            await connection?.close()
            return connection != nil
        }
    }

    /// Freezes all of the server's processes, as a machine that swaps or hangs does.
    func pause() async throws { try await signal(SIGSTOP) }

    /// Lets them go on.
    func resume() async throws { try await signal(SIGCONT) }

    /// Ends all of them at once, as a loss of power does.
    func kill() async throws {
        let processes = try await processes()
        for process in processes { Foundation.kill(process, SIGKILL) }
        try await eventually("the server is gone") { processes.allSatisfy { Self.isGone($0) } }
    }

    /// Stops the server for good and removes its folder.
    func remove() async {
        try? input.fileHandleForWriting.close()
        guard let shell else { return }
        await Self.blocking { shell.waitUntilExit() }
    }

    /// The server first, so that it starts no more processes meanwhile.
    private func signal(_ signal: Int32) async throws {
        for process in try await processes() { Foundation.kill(process, signal) }
    }

    private func processes() async throws -> [pid_t] {
        let text = try String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)
        guard let server = text.split(separator: "\n").first.flatMap({ pid_t($0) }) else {
            throw PrivatePostgresError("postmaster.pid has no number: \(text)")
        }
        let ps = Process()
        ps.executableURL = URL(filePath: "/bin/ps")
        ps.arguments = ["-A", "-o", "pid=,ppid="]
        let output = Pipe()
        ps.standardOutput = output
        try ps.run()
        let table = await Self.blocking {
            String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
        let children = table.split(separator: "\n").compactMap { line -> pid_t? in
            let numbers = line.split(separator: " ").compactMap { pid_t($0) }
            return numbers.last == server ? numbers.first : nil
        }
        return [server] + children
    }

    /// A process that has ended stays as a zombie until its parent takes note.
    private static func isGone(_ process: pid_t) -> Bool {
        guard Foundation.kill(process, 0) == 0 else { return true }
        let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return status?.split(separator: ") ").last?.hasPrefix("Z") == true
    }
}
