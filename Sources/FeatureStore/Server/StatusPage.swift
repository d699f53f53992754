import FeatureStorePages
import HTTPTypes
import Hummingbird
import NIOCore

/// The page at `/`: how the service is, for people.
///
/// Its script and style are let in by a number that is another one in each answer, and nothing else is let in at all: what
/// should ever get into the page by way of a name cannot run.
struct StatusPage: Sendable {
    private let parts = Pages.status.split(separator: "{{nonce}}", omittingEmptySubsequences: false).map(String.init)

    /// `GET /`.
    func response() -> Response {
        let nonce = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
            .contentSecurityPolicy: Self.policy(nonce),
            .xContentTypeOptions: "nosniff",
        ]
        for (name, value) in Self.more {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let page = parts.joined(separator: nonce)
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
    }

    private static func policy(_ nonce: String) -> String {
        """
        default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; connect-src 'self'; img-src data:; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """
    }

    private static let more = [
        ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
}
