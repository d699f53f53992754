import HTTPTypes
import Hummingbird
import NIOCore

/// The largest request body that is read, in bytes.
let bodyLimit = 1 << 20

/// All of a request's body.
/// - Throws: `NIOTooManyBytesError` when it is over the limit, ``ProblemDetails`` when it does not come to its end.
func body(of request: Request, upTo limit: Int) async throws -> ByteBuffer {
    // What says its length is refused before the first byte of it is read.
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
        throw NIOTooManyBytesError(maxBytes: limit)
    }
    do {
        return try await request.body.collect(upTo: limit)
    } catch let error as NIOTooManyBytesError {
        throw error
    } catch {
        // The client went away, or was cut off as the service goes down.
        throw ProblemDetails(status: .badRequest, detail: "the body did not arrive to its end")
    }
}
