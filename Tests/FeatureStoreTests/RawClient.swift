import Foundation
import NIOCore
import NIOPosix

/// Speaks HTTP/1.1 over a socket byte by byte, so that tests can also break off, dawdle and send too much.
struct RawClient: Sendable {
    let port: Int

    struct Answer: Sendable {
        /// The first line.
        let line: String
        let status: Int
        /// The header's lines, names in lower case.
        let headers: [String: String]
        let body: String
    }

    /// Sends a request and reads the answer until the server closes the connection.
    func send(
        _ method: String, _ path: String, headers: [String: String] = [:], body: String = ""
    ) async throws -> Answer {
        let lines = headers.map { "\($0): \($1)\r\n" }.sorted().joined()
        let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
        return try await exchange(
            "\(method) \(path) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\(lines)\(length)\r\n\(body)")
    }

    /// Sends text as it is and reads until the server closes the connection. With `then`, goes on sending that text
    /// again and again, with a pause before each, until it cannot.
    func exchange(_ text: String, then endless: String? = nil, every pause: Duration = .zero) async throws -> Answer {
        try await withConnection { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            let sender = Task {
                guard let endless else { return }
                while !Task.isCancelled {
                    try await Task.sleep(for: pause)
                    try await outbound.write(ByteBuffer(string: endless))
                }
            }
            defer { sender.cancel() }
            return try await Answer(inbound.text())
        }
    }

    /// Opens a connection for `body`, and closes it after that. One that is not reading leaves all answers in the kernel.
    func withConnection<Result: Sendable>(
        isReading: Bool = true,
        _ body: (NIOAsyncChannelInboundStream<ByteBuffer>, NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws ->
            Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connectTimeout(.minutes(1))
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: isReading)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose(body)
    }
}

extension NIOAsyncChannelInboundStream<ByteBuffer> {
    /// All that comes until the other side has closed; it may do so by a reset, where bytes were on their way to it.
    func text() async throws -> String {
        var received = ByteBuffer()
        do {
            for try await bytes in self { received.writeImmutableBuffer(bytes) }
        } catch let error as IOError where [ECONNRESET, EPIPE].contains(error.errnoCode) {}
        return String(buffer: received)
    }
}

extension RawClient.Answer {
    init(_ text: String) throws {
        guard let end = text.firstRange(of: "\r\n\r\n") else { throw NotHTTP(text: text) }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        guard let line = lines.first.map(String.init), let status = line.split(separator: " ").dropFirst().first,
            let status = Int(status)
        else { throw NotHTTP(text: text) }
        self.line = line
        self.status = status
        body = String(text[end.upperBound...])
        headers = lines.dropFirst().reduce(into: [:]) { headers, line in
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.last.map { String($0.drop { $0 == " " }) }
        }
    }

    struct NotHTTP: Error, CustomStringConvertible {
        let text: String
        var description: String { "not an HTTP answer: \(text.debugDescription)" }
    }
}
