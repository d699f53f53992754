import Dispatch
import Foundation

#if canImport(Glibc)
    import Glibc
    private let streamSocket = Int32(SOCK_STREAM.rawValue)
#else
    import Darwin
    private let streamSocket = SOCK_STREAM
#endif

/// The least HTTP server that an example can do with: 127.0.0.1, one request a connection, small requests only.
struct HTTPServer: Sendable {
    private let listener: Int32
    /// The port it listens on, also when 0 was asked for.
    let port: UInt16

    /// - Throws: `POSIXError` when the port is taken or not allowed.
    init(port: UInt16) throws {
        signal(SIGPIPE, SIG_IGN)  // a client that has gone is seen by write's result
        listener = try checked(socket(AF_INET, streamSocket, 0))
        var on: Int32 = 1
        try checked(setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size)))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                try checked(bind(listener, generic, length))
                try checked(listen(listener, 64))
                try checked(getsockname(listener, generic, &length))
            }
        }
        self.port = UInt16(bigEndian: address.sin_port)
    }

    /// Answers until the listener is closed; each connection on a thread of Dispatch's pool, which is bounded.
    func serve(_ answer: @escaping @Sendable (Request) -> Response) {
        while true {
            let connection = accept(listener, nil, nil)
            if connection < 0 {
                if errno == EINTR || errno == ECONNABORTED { continue }
                return
            }
            DispatchQueue.global().async {
                defer { close(connection) }
                var patience = timeval(tv_sec: 5, tv_usec: 0)
                let size = socklen_t(MemoryLayout<timeval>.size)
                setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
                setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
                guard let request = read(from: connection) else { return }
                write(answer(request).bytes, to: connection)
            }
        }
    }

    /// Stops listening; `serve` returns. Linux wakes `accept` at the first of these, macOS at the second.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }
}

private func read(from connection: Int32) -> Request? {
    var received: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while received.count < 16_384 {
        let count = recv(connection, &chunk, chunk.count, 0)
        guard count > 0 else { return nil }
        received += chunk.prefix(count)
        if let request = Request(received) { return request }
    }
    return nil
}

private func write(_ bytes: [UInt8], to connection: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
    }
}

@discardableResult
private func checked(_ result: Int32) throws -> Int32 {
    guard result >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    return result
}
