#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Registry {
    /// Registers the metrics that Prometheus' clients have of their process: `process_cpu_seconds_total`,
    /// `process_max_fds` and, where there is `/proc`, `process_resident_memory_bytes`, `process_open_fds` and
    /// `process_start_time_seconds`. They are read at each scrape; one that cannot be read has no sample.
    /// Source: https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics
    public func registerProcessMetrics() throws(RegistrationError) {
        try counter(
            "process_cpu_seconds_total", help: "Processor time spent by the process.", unit: .seconds,
            read: { ProcessReading.processorSeconds() })
        try gauge(
            "process_resident_memory_bytes", help: "Memory of the process that is in RAM.", unit: .bytes,
            read: { ProcessReading.residentBytes() })
        try gauge("process_open_fds", help: "File descriptors in use.", read: { ProcessReading.openFiles() })
        try gauge("process_max_fds", help: "File descriptors the process may open.") { ProcessReading.mostFiles() }
        let start = ProcessReading.startTime()
        try gauge(
            "process_start_time_seconds", help: "When the process started, in seconds since 1970.", unit: .seconds,
            read: { start })
    }
}

/// What the system says of this process.
private enum ProcessReading {
    static func processorSeconds() -> Double? {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return nil }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func residentBytes() -> Double? {
        // Of the file's numbers, which are pages, the second one: not as much text as in /proc/self/stat, for each scrape.
        let pages = bytes(of: "/proc/self/statm")?.split(separator: UInt8(ascii: " "), maxSplits: 2).dropFirst().first
        return pages.flatMap { Double(String(decoding: $0, as: UTF8.self)) }
            .map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
    }

    static func openFiles() -> Double? {
        // Since Linux 6.2 that is the folder's size, and 0 before: then they are counted.
        var folderStatus = stat()
        if lstat("/proc/self/fd/", &folderStatus) == 0, folderStatus.st_size > 0 { return Double(folderStatus.st_size) }
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Without ".", ".." and the folder's own descriptor.
        return Double(count - 3)
    }

    static func mostFiles() -> Double? {
        var limit = rlimit()
        #if canImport(Glibc)
            guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        #else
            guard getrlimit(RLIMIT_NOFILE, &limit) == 0 else { return nil }
        #endif
        return Double(limit.rlim_cur)
    }

    /// The boot's time, in whole seconds since 1970, and the ticks from then to the start.
    static func startTime() -> Double? {
        let boot = text(of: "/proc/stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }
        guard let boot = boot.flatMap({ Double($0.dropFirst(6)) }), let ticks = status(field: 22) else { return nil }
        return boot + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// A field of `/proc/self/stat` by its number in proc(5), from 3 on: those after the name, which may hold spaces.
    private static func status(field: Int) -> Double? {
        guard let text = text(of: "/proc/self/stat"), let name = text.lastIndex(of: ")") else { return nil }
        let fields = text[name...].split(separator: " ").dropFirst()
        return fields.dropFirst(field - 3).first.flatMap { Double($0) }
    }

    private static func text(of path: String) -> String? {
        bytes(of: path).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func bytes(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(file, &chunk, chunk.count)
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes += chunk[..<count]
        }
    }
}
