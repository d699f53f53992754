import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// Bounds what one request may cost a connection.
///
/// Where the answer is sent before the request was read to its end, as for a body that is too large, the connection is
/// closed: HTTP/1.1 would otherwise have the server read and drop the rest, however long that is. And a request that has
/// not arrived after `readTimeout` closes it as well, even if a byte comes now and then.
final class RequestLimits: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let readTimeout: TimeAmount
    /// How long a client may take to read an answer that came early: closing at once, with its bytes unread, would make
    /// the kernel drop the answer.
    private let lingerTimeout: TimeAmount
    private var readDeadline: Scheduled<Void>?
    private var requestsRead = 0
    private var responsesSent = 0
    private var isClosing = false

    init(readTimeout: TimeAmount, lingerTimeout: TimeAmount = .seconds(1)) {
        self.readTimeout = readTimeout
        self.lingerTimeout = lingerTimeout
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            readDeadline?.cancel()
            readDeadline = close(context.channel, in: readTimeout)
        case .body:
            break
        case .end:
            readDeadline?.cancel()
            requestsRead += 1
            if isClosing { context.close(promise: nil) }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isEarly && head.status.kind != .informational:
            head.headerFields[.connection] = "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where isEarly:
            isClosing = true
            responsesSent += 1
            let channel = context.channel
            let sent = promise ?? context.eventLoop.makePromise()
            context.write(data, promise: sent)
            sent.futureResult.whenComplete { _ in channel.close(mode: .output, promise: nil) }
            _ = close(channel, in: lingerTimeout)
        case .end:
            responsesSent += 1
            context.write(data, promise: promise)
        case .head, .body:
            context.write(data, promise: promise)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        readDeadline?.cancel()
        context.fireChannelInactive()
    }

    /// Whether the request that is being answered has not been read to its end. Later ones may have been read already.
    private var isEarly: Bool { requestsRead <= responsesSent }

    private func close(_ channel: any Channel, in pause: TimeAmount) -> Scheduled<Void> {
        channel.eventLoop.scheduleTask(in: pause) { channel.close(promise: nil) }
    }
}
