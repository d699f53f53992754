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

    /// Runs the work while no other process has the folder locked; the lock ends with the process at the latest.
    func locked<Value>(_ folder: String, work: () throws(OutputError) -> Value) throws(OutputError) -> Value {
        let descriptor = try descriptor(of: folder, O_RDONLY | O_DIRECTORY)
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure("cannot be locked", folder) }
        }
        // Closing alone does not unlock while a child that is being started holds a copy of the descriptor.
        defer { flock(descriptor, LOCK_UN) }
        return try work()
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
