import Foundation

#if canImport(Glibc)
    import Glibc
    private let streamSocket = Int32(SOCK_STREAM.rawValue)
#elseif canImport(Musl)
    import Musl
    private let streamSocket = SOCK_STREAM
#else
    import Darwin
    private let streamSocket = SOCK_STREAM
#endif

/// The least HTTP/1.1 server that Prometheus scrapes: on 127.0.0.1, one request a connection, one connection at a time.
struct ScrapeServer {
    /// A request's path, and its headers by their names in lower case.
    struct Request {
        let path: String
        let headers: [String: String]
    }

    struct Response {
        var headers: [String: String]
        let body: [UInt8]
    }

    /// A free port, given by the system.
    let port: UInt16
    private let listener: Int32

    /// Listens, and answers on a thread of its own until `stop()`.
    init(_ answer: @escaping @Sendable (Request) -> Response) throws {
        let listener = try checked(socket(AF_INET, streamSocket, 0))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                try checked(bind(listener, generic, length))
                try checked(listen(listener, 16))
                try checked(getsockname(listener, generic, &length))
            }
        }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        signal(SIGPIPE, SIG_IGN)  // a client that has gone is seen by send's result
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                if connection < 0 && errno != EINTR && errno != ECONNABORTED { return }
                if connection >= 0 { serve(connection, answer) }
            }
        }
    }

    /// Stops listening, and so the thread: Linux wakes `accept` at the first of these, macOS at the second.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }
}

private func serve(_ connection: Int32, _ answer: (ScrapeServer.Request) -> ScrapeServer.Response) {
    defer { close(connection) }
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var received: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while !received.suffix(4).elementsEqual("\r\n\r\n".utf8) {
        let count = recv(connection, &chunk, chunk.count, 0)
        guard count > 0, received.count < 65_536 else { return }
        received += chunk.prefix(count)
    }
    guard let request = ScrapeServer.Request(String(decoding: received, as: UTF8.self)) else { return }
    var rest = answer(request).bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
    }
}

extension ScrapeServer.Request {
    fileprivate init?(_ text: String) {
        let lines = text.components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count == 3 else { return nil }
        path = String(words[1])
        let fields = lines.dropFirst().compactMap { line in
            line.firstIndex(of: ":").map {
                (line[..<$0].lowercased(), line[$0...].dropFirst().trimmingCharacters(in: .whitespaces))
            }
        }
        headers = Dictionary(fields) { "\($0), \($1)" }
    }
}

extension ScrapeServer.Response {
    fileprivate var bytes: [UInt8] {
        let fields = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        return "HTTP/1.1 200 OK\r\n\(fields)Content-Length: \(body.count)\r\nConnection: close\r\n\r\n".utf8 + body
    }
}

@discardableResult
private func checked(_ result: Int32) throws -> Int32 {
    guard result >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    return result
}
