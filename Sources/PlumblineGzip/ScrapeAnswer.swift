public import PlumblineRuntime

/// An answer to a scrape: the body, and the headers that say what it is.
///
/// ```swift
/// let answer = registry.scrape(accept: request.headers["Accept"], acceptEncoding: request.headers["Accept-Encoding"])
/// ```
public struct ScrapeAnswer: Sendable {
    /// The exposition, compressed where `contentEncoding` says so.
    public let body: [UInt8]
    /// The value of `Content-Type`.
    public let contentType: String
    /// The value of `Content-Encoding`: `gzip`, or nil for none.
    public let contentEncoding: String?
}

extension Registry {
    /// The exposition in the format and the encoding that a scrape's `Accept` and `Accept-Encoding` headers ask for;
    /// plain text and no compression where they are nil. The answer varies with both headers.
    public func scrape(accept: String?, acceptEncoding: String?) -> ScrapeAnswer {
        let format = Exposition.negotiate(accept: accept)
        let plain = exposition(format)
        let compressed = Exposition.acceptsGzip(acceptEncoding) ? Gzip.compress(plain) : nil
        return ScrapeAnswer(
            body: compressed ?? plain, contentType: format.contentType, contentEncoding: compressed.map { _ in "gzip" })
    }
}
