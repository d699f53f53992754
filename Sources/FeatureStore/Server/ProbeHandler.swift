import FeatureStoreMetrics
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// The probes that are answered where they are read, and what is recorded of them.
struct Probes: Sendable {
    /// One of them.
    struct Probe: Sendable {
        let route: String
        let answer: @Sendable () throws -> HealthAnswer
    }

    let metrics: FeatureStoreMetrics
    let logger: Logger
    private let byPath: [String: Probe]

    init(health: HealthReport, metrics: FeatureStoreMetrics, logger: Logger) {
        self.metrics = metrics
        self.logger = logger
        let probes = [
            Probe(route: "/api/v1/monitoring/health", answer: health.full),
            Probe(route: "/api/v1/monitoring/health/ready", answer: health.ready),
            Probe(route: "/api/v1/monitoring/health/live", answer: health.live),
        ]
        byPath = Dictionary(probes.map { ($0.route, $0) }) { first, _ in first }
    }

    /// The probe that a request is, where it is a plain one: anything else is the router's.
    func probe(_ head: HTTPRequestHead) -> Probe? {
        guard head.method == .GET, let probe = byPath[head.uri], !head.headers.contains(name: "content-length"),
            !head.headers.contains(name: "transfer-encoding")
        else { return nil }
        return probe
    }
}

/// Answers probes on the connection's own thread, above the guard and beneath Hummingbird: what they ask for is known
/// already, and so they wait neither for a task's turn nor behind whatever load the tasks are under.
///
/// Only where nothing else of the connection is being answered, so that answers keep their order, and where the client
/// takes its answers: those of one that does not would be kept in memory without end.
final class ProbeHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let probes: Probes
    private var date = DateHeader()
    /// Requests that Hummingbird has to answer still.
    private var others = 0
    /// A probe whose end is to come.
    private var asked: (probe: Probes.Probe, head: HTTPRequestHead, start: ContinuousClock.Instant)?
    private var hasAnswered = false

    init(_ probes: Probes) { self.probes = probes }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if others == 0, context.channel.isWritable, let probe = probes.probe(head) {
                asked = (probe, head, .now)
                return
            }
            others += 1
        case .body:
            break
        case .end:
            guard let asked else { break }
            self.asked = nil
            if answer(asked.probe, asked.head, since: asked.start, context) { return }
            others += 1
            context.fireChannelRead(wrapInboundOut(.head(asked.head)))
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if hasAnswered {
            hasAnswered = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { others -= 1 }
        context.write(data, promise: promise)
    }

    /// False where there is no answer, which is then the router's to explain.
    private func answer(
        _ probe: Probes.Probe, _ request: HTTPRequestHead, since start: ContinuousClock.Instant,
        _ context: ChannelHandlerContext
    ) -> Bool {
        guard let answer = try? probe.answer() else { return false }
        let id = "\(RequestID())"
        var head = HTTPResponseHead(
            version: request.version, status: HTTPResponseStatus(statusCode: answer.status.code),
            headers: answer.headers)
        head.headers.add(name: "X-Request-Id", value: id)
        head.headers.add(name: "Date", value: date.value())
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(answer.body))), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        hasAnswered = true
        AnsweredRequest(
            id: id, method: "GET", route: probe.route, status: answer.status.code, duration: start.duration(to: .now),
            remote: context.channel.remoteAddress
        ).record(in: probes.metrics, probes.logger)
        return true
    }
}
