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

/// Lends the parameters' bytes to C. An empty one has an address too: to libpq a parameter without is null.
func withBytes<Success>(_ parameters: [Parameter], _ body: ([UnsafePointer<CChar>?]) -> Success) -> Success {
    let total = parameters.reduce(1) { $0 + $1.bytes.count }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: total) { buffer in
        var pointers: [UnsafePointer<CChar>?] = []
        guard var next = buffer.baseAddress else { return body(pointers) }
        for parameter in parameters {
            parameter.bytes.withUnsafeBytes { bytes in
                if let start = bytes.baseAddress { memcpy(next, start, bytes.count) }
            }
            pointers.append(UnsafePointer(next))
            next += parameter.bytes.count
        }
        return body(pointers)
    }
}
