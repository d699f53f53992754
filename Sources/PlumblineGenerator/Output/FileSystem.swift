#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The few system calls that the output folder needs. None follows a symbolic link at the end of its path.
struct FileSystem: Sendable {
    enum Kind { case file, folder, other }

    /// The folder that all paths are relative to.
    let root: String

    /// What stands at a path; nil if nothing does.
    func kind(of path: String) throws(OutputError) -> Kind? {
        var status = stat()
        guard lstat(full(path), &status) == 0 else {
            if errno == ENOENT { return nil }
            throw failure("cannot be looked at", path)
        }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }

    /// The names in a folder, sorted.
    func names(in folder: String) throws(OutputError) -> [String] {
        guard let stream = opendir(full(folder)) else { throw failure("cannot be listed", folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
                })
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    /// The bytes of a file, or its first ones.
    func contents(of path: String, limit: Int = .max) throws(OutputError) -> [UInt8] {
        let file = try descriptor(of: path, O_RDONLY)
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < limit {
            let count = read(file, &chunk, min(chunk.count, limit - bytes.count))
            if count == 0 { break }
            guard count > 0 || errno == EINTR else { throw failure("cannot be read", path) }
            bytes += chunk.prefix(count)
        }
        return bytes
    }

    /// Makes a new file, whose bytes have reached the disk on return. What stands there already is an error.
    func create(_ path: String, _ bytes: [UInt8]) throws(OutputError) {
        let file = try descriptor(of: path, O_WRONLY | O_CREAT | O_EXCL)
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw failure("cannot be written", path) }
            rest = rest.dropFirst(max(0, count))
        }
        guard fsync(file) == 0 else { throw failure("cannot be written", path) }
    }

    /// Puts a file at another path in one step, in place of the file that is there.
    func move(_ source: String, to target: String) throws(OutputError) {
        guard rename(full(source), full(target)) == 0 else { throw failure("cannot be replaced", target) }
    }

    /// Gives a file a second name; false where the file system has none.
    func link(_ path: String, as other: String) -> Bool {
        linkat(AT_FDCWD, full(path), AT_FDCWD, full(other), 0) == 0
    }

    /// Removes a file, or a symbolic link itself.
    func remove(_ path: String) throws(OutputError) {
        guard unlink(full(path)) == 0 else { throw failure("cannot be removed", path) }
    }

    /// Removes a folder that is empty, and leaves any other.
    func removeIfEmpty(_ folder: String) { rmdir(full(folder)) }

    func makeFolder(_ path: String) throws(OutputError) {
        guard mkdir(full(path), 0o777) == 0 || errno == EEXIST else { throw failure("cannot be made", path) }
    }

    func isWritable(_ folder: String) -> Bool { access(full(folder), W_OK | X_OK) == 0 }

    /// Runs the work while no other process has the folder locked; the lock ends with the process at the latest. `waits` is
    /// told whom it waits for.
    ///
    /// - Throws: What the work throws, and an error that names who still has the lock when patience is at its end.
    func locked<Value>(
        _ folder: String, _ patience: Duration, _ waits: (String) -> Void, work: () throws(OutputError) -> Value
    ) throws(OutputError) -> Value {
        let descriptor = try descriptor(of: folder, O_RDONLY | O_DIRECTORY)
        defer { close(descriptor) }
        let end = ContinuousClock.now + patience
        var hasWaited = false
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw failure("cannot be locked", folder) }
            let holder = lockHolder(descriptor)
            guard ContinuousClock.now < end else {
                throw OutputError(
                    path: full(folder),
                    reason:
                        "is being written by \(holder), which did not end in \(patience); end it, then run this again")
            }
            if !hasWaited {
                waits("\(full(folder)) is being written by \(holder); waiting for it, \(patience) at most")
                hasWaited = true
            }
            usleep(20_000)
        }
        // Closing alone does not unlock while a child that is being started holds a copy of the descriptor.
        defer { flock(descriptor, LOCK_UN) }
        return try work()
    }

    /// The process that has the lock, as far as the system tells: Linux does.
    private func lockHolder(_ descriptor: Int32) -> String {
        var status = stat()
        guard fstat(descriptor, &status) == 0,
            let locks = try? FileSystem(root: "/proc").contents(of: "locks")
        else { return "another process" }
        // `1: FLOCK  ADVISORY  WRITE 4711 fe:00:1234 0 EOF`
        for line in String(decoding: locks, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 5, fields[1] == "FLOCK", let process = Int(fields[4]), process > 0,
                fields[5].split(separator: ":").last == "\(status.st_ino)"
            else { continue }
            let program = (try? FileSystem(root: "/proc").contents(of: "\(process)/comm")) ?? []
            let name = String(decoding: program, as: UTF8.self).filter { !$0.isNewline }
            return name.isEmpty ? "process \(process)" : "\(name) (process \(process))"
        }
        return "another process"
    }

    private func descriptor(of path: String, _ flags: Int32) throws(OutputError) -> Int32 {
        let descriptor = open(full(path), flags | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("cannot be opened", path) }
        return descriptor
    }

    /// The path as messages show it and the system takes it.
    func full(_ path: String) -> String { root == "." ? path : "\(root)/\(path)" }

    private func failure(_ what: String, _ path: String) -> OutputError {
        let code = errno
        return OutputError(path: full(path), reason: "\(what): \(String(cString: strerror(code)))")
    }
}
