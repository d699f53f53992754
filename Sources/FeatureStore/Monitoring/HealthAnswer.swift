import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// What a probe gets, for whoever sends it.
struct HealthAnswer: Sendable {
    /// The answer's fields but its length.
    private static let fields: HTTPFields = [.contentType: "application/health+json", .cacheControl: "no-store"]

    let status: HTTPResponse.Status
    let body: ByteBuffer
    /// The fields as NIO writes them, made once for all who get this answer.
    let headers: HTTPHeaders

    init(status: HTTPResponse.Status, body: ByteBuffer) {
        self.status = status
        self.body = body
        headers = HTTPHeaders(
            Self.fields.map { ($0.name.rawName, $0.value) } + [("Content-Length", "\(body.readableBytes)")])
    }

    init(_ status: HTTPResponse.Status, _ value: some Encodable) throws {
        self.init(status: status, body: try ByteBuffer(json: value))
    }

    var response: Response { Response(status: status, headers: Self.fields, body: ResponseBody(byteBuffer: body)) }
}
