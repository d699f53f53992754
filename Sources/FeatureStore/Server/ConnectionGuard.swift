import FeatureStoreMetrics
import NIOCore
import NIOHTTP1

/// Decides for one connection how long it lives and what it may cost, beneath Hummingbird, which knows neither the
/// protocol's version nor how much of a request is still to come.
///
/// It closes the connection after the answer to a request that says so, in any case of letters, or speaks HTTP/1.0;
/// after an answer that came before its request was read to its end, which HTTP/1.1 would otherwise have the server read
/// however long it is; while the service drains; and when the client takes too long over anything. Nothing is handled
/// after an answer that closes.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// A request that has not been answered to its end.
    private struct Pending {
        let version: HTTPVersion
        let keepsAlive: Bool
        var isRead = false
    }

    private let limits: ConnectionLimits
    private let lifecycle: Lifecycle
    private let refused: @Sendable (RefusalReason) -> Void

    private var pending: [Pending] = []
    /// The answer that is being written ends the connection.
    private var answerCloses = false
    /// A request that ends the connection was read, so that none follows it.
    private var hasLast = false
    /// The closing answer was written.
    private var isClosing = false
    private var isQuiescing = false
    private var deadline = Deadline()
    private var stall: Scheduled<Void>?

    /// - Parameter refused: is told of requests that no handler gets to see to their end.
    init(
        limits: ConnectionLimits, lifecycle: Lifecycle, refused: @escaping @Sendable (RefusalReason) -> Void = { _ in }
    ) {
        self.limits = limits
        self.lifecycle = lifecycle
        self.refused = refused
    }
}

// MARK: - Requests

extension ConnectionGuard {
    func channelActive(context: ChannelHandlerContext) {
        waitForRequest(context.channel)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline.clear()
        stall?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else {
            // The answer is out: all that the end of the request is good for is to close the sooner.
            if case .end = unwrapInboundIn(data) { context.close(promise: nil) }
            return
        }
        switch unwrapInboundIn(data) {
        case .head(let head):
            guard !hasLast else { return }
            pending.append(Pending(version: head.version, keepsAlive: head.isKeepAlive))
            hasLast = !head.isKeepAlive
            let refused = refused
            deadline.set(in: limits.request, on: context.channel) { refused(.slowRequest) }
        case .body:
            guard pending.last?.isRead == false else { return }
        case .end:
            guard pending.last?.isRead == false else { return }
            pending[pending.count - 1].isRead = true
            deadline.clear()
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError, pending.isEmpty, !isClosing else { return context.fireErrorCaught(error) }
        let isTooLong = (error as? HTTPParserError) == .headerOverflow
        refused(isTooLong ? .headerLimit : .malformed)
        answerUnreadable(context, isTooLong: isTooLong)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            isQuiescing = true
            // A request may be on its way that was sent before the client could know.
            if pending.isEmpty { deadline.set(in: limits.linger, on: context.channel) }
        case ChannelEvent.inputClosed:
            // Whoever closes one side mostly left; who only sent all there is to send gets a moment's answer.
            if pending.isEmpty {
                context.close(promise: nil)
            } else {
                deadline.set(in: limits.linger, on: context.channel)
            }
            context.fireUserInboundEventTriggered(event)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    private func waitForRequest(_ channel: any Channel) {
        deadline.set(in: isQuiescing ? limits.linger : limits.idle, on: channel)
    }
}

// MARK: - Answers

extension ConnectionGuard {
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isClosing, let request = pending.first else {
            promise?.succeed()
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var head) where !head.status.isInformational:
            let isGoing = isQuiescing || lifecycle.isDraining
            answerCloses = !request.keepsAlive || !request.isRead || isGoing && pending.count == 1
            head.version = request.version
            if answerCloses {
                head.headers.replaceOrAdd(name: "connection", value: "close")
            } else if request.version == .http1_0 {
                head.headers.replaceOrAdd(name: "connection", value: "keep-alive")
            }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .head, .body:
            context.write(data, promise: promise)
        case .end:
            finish(context, data, promise)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stall?.cancel()
        stall = nil
        if !context.channel.isWritable {
            let (channel, refused) = (context.channel, refused)
            stall = context.eventLoop.scheduleTask(in: limits.stalled) {
                refused(.slowReader)
                channel.close(promise: nil)
            }
        }
        context.fireChannelWritabilityChanged()
    }

    private func finish(_ context: ChannelHandlerContext, _ end: NIOAny, _ promise: EventLoopPromise<Void>?) {
        let request = pending.removeFirst()
        guard answerCloses || !request.isRead || isQuiescing && pending.isEmpty else {
            context.write(end, promise: promise)
            if pending.isEmpty { waitForRequest(context.channel) }
            return
        }
        close(context, after: end, promise)
    }

    /// Ends the connection once `end` is on its way: no more is sent, and what comes in is dropped until the client has
    /// closed its side or its time is over.
    private func close(_ context: ChannelHandlerContext, after end: NIOAny, _ promise: EventLoopPromise<Void>?) {
        isClosing = true
        let channel = context.channel
        let sent = promise ?? context.eventLoop.makePromise()
        context.write(end, promise: sent)
        sent.futureResult.whenComplete { _ in channel.close(mode: .output, promise: nil) }
        deadline.set(in: limits.linger, on: channel)
    }

    /// Answers what is not HTTP, or too much of it, as no handler can.
    private func answerUnreadable(_ context: ChannelHandlerContext, isTooLong: Bool) {
        let status = isTooLong ? HTTPResponseStatus.requestHeaderFieldsTooLarge : .badRequest
        let detail =
            isTooLong
            ? "the header is over \(limits.headerBytes) bytes or \(limits.headerFields) fields; send less"
            : "this is not an HTTP/1.1 request"
        let body = ByteBuffer(
            string: #"{"detail":"\#(detail)","status":\#(status.code),"title":"\#(status.reasonPhrase)"}"#)
        let headers: HTTPHeaders = [
            "connection": "close", "content-length": "\(body.readableBytes)", "content-type": ProblemDetails.mediaType,
        ]
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        close(context, after: wrapOutboundOut(.end(nil)), nil)
        context.flush()
    }
}

extension HTTPResponseStatus {
    fileprivate var isInformational: Bool { (100..<200).contains(code) }
}
