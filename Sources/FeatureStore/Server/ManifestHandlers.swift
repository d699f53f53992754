import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `POST /api/v1/manifests`: stores a manifest. 201 with the new row, or 200 with the newest one where it already has
/// this content; 202 while PostgreSQL is away, with the row that waits for its version. With `version`, 409 where another manifest has that one or it is not the symbol's next.
func insertManifest(_ request: Request, into manifests: Manifests) async throws -> Response {
    let manifest = try await newManifest(in: request)
    let insertion = try await manifests.insert(manifest)
    guard let path = path(of: insertion.row) else { return try .json(.accepted, insertion.row) }
    var response = try Response.json(insertion.isNew ? .created : .ok, insertion.row)
    response.headers[.location] = path
    return response
}

/// `GET /api/v1/manifests/{symbol}/{feature}`: the newest row, or with `?version=` that one.
func readManifest(_ request: Request, parameters: Parameters, from manifests: Manifests) async throws -> Response {
    let key = try ManifestKey(symbol: name("symbol", in: parameters), feature: name("feature", in: parameters))
    let version = try request.uri.queryParameters["version"].map(version)
    guard let row = try await manifests.read(key, version: version) else {
        throw ProblemDetails(status: .notFound, detail: "no manifest is stored for this symbol, feature and version")
    }
    return try .json(.ok, row)
}

private func newManifest(in request: Request) async throws -> NewManifest {
    struct Body: Decodable {
        let symbol: String
        let feature: String
        let id: UUID?
        let version: Int64?
        let content: String
    }
    let bytes = try await body(of: request, upTo: bodyLimit)
    let body: Body
    do {
        body = try JSONDecoder().decode(Body.self, from: Data(bytes.readableBytesView))
    } catch {
        throw ProblemDetails(
            status: .badRequest,
            detail:
                "the body is not a JSON object with the strings symbol, feature and content, and where wanted a version and a UUID as id"
        )
    }
    guard !body.symbol.utf8.starts(with: LoadTest.reservedPrefix.utf8) else {
        throw InvalidManifest("symbol begins with \(LoadTest.reservedPrefix), as those of load tests do; give another")
    }
    return try NewManifest(
        id: body.id ?? .version7(), symbol: body.symbol, feature: body.feature, version: body.version,
        content: body.content)
}

private func name(_ parameter: String, in parameters: Parameters) throws -> String {
    guard let name = try parameters.require(parameter).removingPercentEncoding else {
        throw ProblemDetails(status: .badRequest, detail: "\(parameter) in the path is not percent-encoded UTF-8")
    }
    return name
}

private func version(_ text: Substring) throws(ProblemDetails) -> Int64 {
    guard let version = Int64(text), version > 0 else {
        throw ProblemDetails(status: .badRequest, detail: "version is not a whole number from 1")
    }
    return version
}

/// Nil for a row that has no version yet.
private func path(of row: ManifestRow) -> String? {
    guard let version = row.version else { return nil }
    // RFC 3986's unreserved characters; all others are encoded, the slash included.
    let allowed = CharacterSet(charactersIn: "-._~").union(.alphanumerics).intersection(
        CharacterSet(charactersIn: "\0"..."~"))
    let names = [row.symbol, row.feature].map { $0.addingPercentEncoding(withAllowedCharacters: allowed) ?? $0 }
    return "/api/v1/manifests/\(names[0])/\(names[1])?version=\(version)"
}
