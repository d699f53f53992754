import FeatureStoreMetrics
import FeatureStorePages
import HTTPTypes
import Hummingbird
import NIOCore

/// A file that was generated with this binary, served with an entity tag, so that whoever has it already gets 304.
struct BuiltFile: Sendable {
    private let body: ByteBuffer
    private let type: String
    private let tag: String

    init(_ text: String, type: String) {
        body = ByteBuffer(string: text)
        self.type = type
        tag = "\"\(Self.digest(text))\""
    }

    /// The file, or 304 where the request names its tag.
    func response(to request: Request) -> Response {
        var headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
        if let fingerprint = Self.fingerprintName { headers[fingerprint] = FeatureStoreMetrics.fingerprint }
        guard !matches(request.headers[.ifNoneMatch]) else { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = type
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    /// Compares weakly, as RFC 9110 has it for `If-None-Match`.
    private func matches(_ header: String?) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { item in
            let item = item.drop { $0 == " " }
            return item == "*" || (item.hasPrefix("W/") ? item.dropFirst(2) : item).prefix(tag.count) == tag
        }
    }

    private static let fingerprintName = HTTPField.Name("X-Plumbline-Fingerprint")

    /// FNV-1a in 64 bits: the tag tells versions apart, and guards nothing.
    private static func digest(_ text: String) -> String {
        String(text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
    }
}

/// The rules, dashboards and API description that this binary was built with.
struct BuiltFiles: Sendable {
    private let rules = BuiltFile(FeatureStoreMetrics.alertRules, type: "application/yaml")
    private let dashboards = FeatureStoreMetrics.dashboards.mapValues { BuiltFile($0, type: "application/json") }

    private let description = BuiltFile(Pages.openAPI, type: "application/json")

    /// `GET /api/v1/openapi.json`: what there is to ask for.
    func openAPI(_ request: Request) -> Response { description.response(to: request) }

    /// `GET /alerts/rules`: the Prometheus rules.
    func rules(_ request: Request) -> Response { rules.response(to: request) }

    /// `GET /dashboard`: the Grafana dashboard, or the one whose uid `?uid=` names.
    func dashboard(_ request: Request) throws(ProblemDetails) -> Response {
        let uid = request.uri.queryParameters["uid"].map(String.init) ?? "featurestore"
        guard let dashboard = dashboards[uid] else {
            let known = dashboards.keys.sorted().joined(separator: ", ")
            throw ProblemDetails(status: .notFound, detail: "there is no dashboard with this uid; there are: \(known)")
        }
        return dashboard.response(to: request)
    }
}
