import FeatureStoreMetrics
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle

/// Where to listen.
struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    let host: String
    /// 0 takes a free one.
    let port: Int

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// What a listener takes connections with.
struct HTTPListener: Sendable {
    let kind: Listener
    let address: ListenAddress
    /// How many connections it has at once; more wait in the kernel until one of them is closed.
    let connectionLimit: Int
    let limits: ConnectionLimits
    var tls: NIOSSLContext?

    /// The listener as a service: takes connections until graceful shutdown, then waits for the requests it has.
    func service(
        _ router: Router<ServiceContext>, health: HealthReport, metrics: FeatureStoreMetrics, logger: Logger,
        onListening: @escaping @Sendable (Int) -> Void
    ) -> some Service {
        let connections = metrics.connections.series(listener: kind)
        let probes = Probes(health: health, metrics: metrics, logger: logger)
        let builder = HTTPServerBuilder { responder in
            HTTPChannel(
                responder: responder, limits: limits, tls: tls, probes: probes, lifecycle: health.lifecycle,
                connections: connections, refused: { metrics.refusals.increment(reason: $0) })
        }
        // Not `.with(…)`, which would leave the delegate out.
        let configuration = ApplicationConfiguration(
            address: .hostname(address.host, port: address.port), backlog: 1024,
            availableConnectionsDelegate: .maximum(connectionLimit, logger: logger))
        return Application(
            router: router, server: builder, configuration: configuration,
            onServerRunning: { channel in
                // One connection at a time, so that the limit is kept to: by default several are taken before it is
                // asked again.
                try? await channel.setOption(.maxMessagesPerRead, value: 1).get()
                onListening(channel.localAddress?.port ?? address.port)
            },
            logger: logger)
    }
}
