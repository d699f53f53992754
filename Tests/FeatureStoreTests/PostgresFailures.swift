import Foundation

extension PrivatePostgres {
    /// Stops the server at once, as a crash would.
    nonisolated func stop() async throws {
        kill(try postmaster(), SIGQUIT)
        // The process itself stays as a zombie until its parent ends.
        let file = "\(folder)/data/postmaster.pid"
        try await eventually("PostgreSQL is gone") { !FileManager.default.fileExists(atPath: file) }
    }

    /// Halts all of the server's processes: connections stay open and nothing answers any more.
    nonisolated func freeze() throws { try signal(SIGSTOP) }

    /// Lets them go on.
    nonisolated func thaw() throws { try signal(SIGCONT) }

    /// The server first, so that it starts no more processes while the others are halted.
    private nonisolated func signal(_ number: Int32) throws {
        let pid = try postmaster()
        kill(pid, number)
        let children = try String(contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)
        for child in children.split(separator: " ").compactMap({ pid_t($0) }) { kill(child, number) }
    }

    private nonisolated func postmaster() throws -> pid_t {
        let file = try String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)
        guard let line = file.split(separator: "\n").first, let pid = pid_t(line) else {
            throw PrivatePostgresError("postmaster.pid names no process")
        }
        return pid
    }
}
