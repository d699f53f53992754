import FeatureStoreMetrics
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL
import PlumblineRuntime

/// One connection of HTTP/1.1: TLS where it is asked for, NIO's decoder, the guard over it, what answers
/// probes at once, and Hummingbird's loop of requests.
struct HTTPChannel: ServerChildChannel, HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let responder: HTTPChannelHandler.Responder
    let limits: ConnectionLimits
    let tls: NIOSSLContext?
    let probes: Probes
    let lifecycle: Lifecycle
    let connections: Gauge
    let refused: @Sendable (RefusalReason) -> Void

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            var decoder = NIOHTTPDecoderLimitConfiguration()
            decoder.maxHeaderFieldSize = limits.headerBytes
            decoder.maxHeaderListSize = limits.headerBytes
            decoder.maxHeaderFieldCount = limits.headerFields
            let pipeline = channel.pipeline.syncOperations
            if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoder)
            try pipeline.addHandler(ConnectionGuard(limits: limits, lifecycle: lifecycle, refused: refused))
            try pipeline.addHandler(ProbeHandler(probes))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: tls != nil))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    /// Handles requests until the connection is closed, by whomever: then what still works on an answer is cancelled, as
    /// nobody waits for it.
    func handle(value connection: Value, logger: Logger) async {
        connections.increment()
        defer { connections.decrement() }
        await withTaskGroup { group in
            group.addTask { await handleHTTP(asyncChannel: connection, logger: logger) }
            group.addTask { try? await connection.channel.closeFuture.get() }
            await group.next()
            group.cancelAll()
        }
    }
}
