/// A request that has arrived whole.
struct Request: Sendable {
    let method: String
    let path: String
    let body: [UInt8]

    /// Nil until head and body are there. The body's length is the head's `Content-Length`.
    init?(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.utf8.firstRange(of: "\r\n\r\n".utf8) else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        let lengths = lines.dropFirst().filter { $0.lowercased().hasPrefix("content-length:") }
            .map { $0.dropFirst("content-length:".count).filter { !$0.isWhitespace } }
        let length = lengths.first.flatMap { Int($0) } ?? 0
        let arrived = Array(text.utf8[end.upperBound...])
        guard length >= 0, arrived.count >= length else { return nil }
        method = String(words[0])
        path = String(words[1].prefix { $0 != "?" })
        body = Array(arrived.prefix(length))
    }
}

/// An answer, after which the connection is closed.
struct Response: Sendable {
    let status: Int
    let type: String
    let body: [UInt8]

    var bytes: [UInt8] {
        Array(
            """
            HTTP/1.1 \(status) \(status < 400 ? "OK" : "Error")\r
            Content-Type: \(type)\r
            Content-Length: \(body.count)\r
            Connection: close\r
            \r\n
            """.utf8) + body
    }
}
