import Hummingbird
import Logging
import NIOCore

/// What goes with a request: its id, in the log and the answer, and who sent it.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Where the client is.
    let remote: SocketAddress?
    /// Unlike Hummingbird's, which it looks for in the logger's metadata, it is there whatever the log's handler keeps.
    let requestID = "\(RequestID())"

    init(source: Source) {
        coreContext = .init(source: source)
        remote = source.channel.remoteAddress
    }

    /// The client's address without its port; nil where the socket has none. Made when it is asked for, as most requests
    /// do not.
    var remoteAddress: String? { remote?.ipAddress }
}
