import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import PlumblineRuntime

/// A request to another service.
struct OutgoingRequest: Sendable {
    var method = HTTPMethod.GET
    let url: URL
    var headers: [(name: String, value: String)] = []
    var body = ""
}

/// Sends one request over a connection of its own, for the few that this program sends: to a Prometheus, and as a
/// client of a running service.
struct HTTPClient: Sendable {
    /// How long to wait for a connection.
    var connectTimeout = Duration.seconds(2)
    /// A PEM file with authorities to trust beside those of the system.
    var authorities: String?

    /// An answer that was read to its end.
    struct Answer: Sendable {
        let status: Int
        let body: ByteBuffer
    }

    /// Sends a request and reads the answer.
    /// - Throws: ``HTTPClientError`` when it takes longer than `deadline`, or is over `limit` bytes.
    func send(_ request: OutgoingRequest, within deadline: Duration, upTo limit: Int) async throws -> Answer {
        try await withDeadline(deadline) {
            try await stream(request) { status, body in
                var bytes = ByteBuffer()
                while var chunk = try await body.next() {
                    guard bytes.readableBytes + chunk.readableBytes <= limit else {
                        throw HTTPClientError.tooLong(limit)
                    }
                    bytes.writeBuffer(&chunk)
                }
                return Answer(status: status, body: bytes)
            }
        }
    }

    /// Sends a request and hands out the answer's status and body while it comes. The connection is closed when
    /// `handle` returns, or the task is cancelled.
    func stream<Result: Sendable>(
        _ request: OutgoingRequest, _ handle: (Int, inout AnswerBody) async throws -> Result
    ) async throws -> Result {
        guard let host = request.url.host(percentEncoded: false), !host.isEmpty else { throw HTTPClientError.noHost }
        let tls = try request.url.scheme == "https" ? context() : nil
        // An address is no name to send along; the certificate has to be for it all the same.
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        let failure = FirstError()
        do {
            let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connectTimeout(TimeAmount(connectTimeout))
                .connect(host: host, port: request.url.port ?? (tls == nil ? 80 : 443)) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        if let tls {
                            try pipeline.addHandler(
                                NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : host))
                        }
                        try pipeline.addHTTPClientHandlers()
                        try pipeline.addHandler(failure)
                        return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                            wrappingChannelSynchronously: channel)
                    }
                }
            return try await channel.executeThenClose { inbound, outbound in
                try await outbound.write(contentsOf: request.parts(host: host))
                var body = AnswerBody(parts: inbound.makeAsyncIterator())
                let status = try await body.status()
                return try await handle(status, &body)
            }
        } catch let error as ChannelError {
            throw failure.error ?? error
        }
    }

    private func context() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        if let authorities { configuration.additionalTrustRoots = [.file(authorities)] }
        return try NIOSSLContext(configuration: configuration)
    }
}

/// Keeps why a connection broke: a writer is told only that it is closed, and not that a certificate was refused.
private final class FirstError: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPClientResponsePart

    private let first = Lock<(any Error)?>(nil)

    var error: (any Error)? { first.withLock { $0 } }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        first.withLock { $0 = $0 ?? error }
        context.fireErrorCaught(error)
    }
}

/// The body of an answer, in the chunks that it comes in.
struct AnswerBody {
    fileprivate var parts: NIOAsyncChannelInboundStream<HTTPClientResponsePart>.AsyncIterator

    /// The next chunk; nil at the end.
    /// - Throws: ``HTTPClientError/brokenOff`` when the connection was closed before that.
    mutating func next() async throws -> ByteBuffer? {
        switch try await parts.next() {
        case .body(let bytes): return bytes
        case .end: return nil
        case .head, nil: throw HTTPClientError.brokenOff
        }
    }

    fileprivate mutating func status() async throws -> Int {
        while case .head(let head) = try await parts.next() {
            if head.status.code >= 200 { return Int(head.status.code) }
        }
        throw HTTPClientError.brokenOff
    }
}

extension OutgoingRequest {
    fileprivate func parts(host: String) -> [HTTPClientRequestPart] {
        var fields = HTTPHeaders(headers.map { ($0.name, $0.value) })
        fields.add(name: "Host", value: url.port.map { "\(host):\($0)" } ?? host)
        fields.add(name: "Connection", value: "close")
        if !body.isEmpty { fields.add(name: "Content-Length", value: "\(body.utf8.count)") }
        let path = url.path(percentEncoded: true)
        let target = (path.isEmpty ? "/" : path) + (url.query(percentEncoded: true).map { "?\($0)" } ?? "")
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: fields)
        return [.head(head)] + (body.isEmpty ? [] : [.body(.byteBuffer(ByteBuffer(string: body)))]) + [.end(nil)]
    }
}

/// Why there is no answer.
enum HTTPClientError: Error, CustomStringConvertible {
    case noHost
    case timedOut(Duration)
    case brokenOff
    case tooLong(Int)

    var description: String {
        switch self {
        case .noHost: "the address names no host"
        case .timedOut(let deadline): "no answer within \(deadline)"
        case .brokenOff: "the connection was closed before the answer's end"
        case .tooLong(let limit): "the answer is over \(limit) bytes"
        }
    }
}

/// Runs `body`, and cancels it when it takes longer.
func withDeadline<Success: Sendable>(
    _ deadline: Duration, _ body: @escaping @Sendable () async throws -> Success
) async throws -> Success {
    try await withThrowingTaskGroup(of: Success.self) { group in
        group.addTask(operation: body)
        group.addTask {
            try await Task.sleep(for: deadline)
            throw HTTPClientError.timedOut(deadline)
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw CancellationError() }
        return first
    }
}
