#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Lends the strings to C. Each must be without NUL bytes, at which C would take it to end.
func withCStrings<Success>(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> Success) -> Success {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies.map { UnsafePointer($0) })
}

/// Whether reading from the socket would not block: there are bytes, or it has ended.
func isReadable(_ socket: Int32) -> Bool {
    var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) > 0
}
