import NIOCore

/// What one connection may cost.
struct ConnectionLimits: Sendable {
    /// How long a request may take to arrive once its first line is there, however steadily it drips in.
    var request: TimeAmount = .seconds(30)
    /// How long a connection may be open without a request, or with one that does not get beyond its header.
    var idle: TimeAmount = .seconds(60)
    /// How long a client may go without reading while an answer waits for it.
    var stalled: TimeAmount = .seconds(30)
    /// How long a client may take to read an answer that ends the connection, and how long one that closed its sending
    /// side is thought to be still there. Closing at once, with its bytes unread, would make the kernel drop the answer.
    var linger: TimeAmount = .seconds(1)
    /// The header of a request, in bytes.
    var headerBytes = 32 << 10
    /// The number of header fields of a request.
    var headerFields = 100
}
