import FeatureStoreMetrics
import FeatureStorePages
import Foundation
import Testing

@testable import FeatureStore

/// The service against its own description in OpenAPI. That answers are as described is tried by scripts/check-interface.
@Suite(.timeLimit(.minutes(10))) struct DescriptionTests {
    private struct Description: Decodable {
        struct Operation: Decodable {
            let security: [[String: [String]]]?
        }

        let openapi: String
        let paths: [String: [String: Operation]]
    }

    private static let description = try? JSONDecoder().decode(Description.self, from: Data(Pages.openAPI.utf8))

    /// The operations that change something, as method and path.
    private static let changes: [(String, String)] = (description?.paths ?? [:]).flatMap { path, operations in
        operations.keys.filter { $0 != "get" }.map { ($0.uppercased(), path) }
    }.sorted { $0 < $1 }

    @Test func theDescriptionIsServedAndNamesEachPathsMethods() async throws {
        let description = try #require(Self.description)
        #expect(description.openapi == "3.1.0")
        try await withServer { client in
            let served = try await client.send("GET", "/api/v1/openapi.json")
            #expect(served.status == 200 && served.body == Pages.openAPI)
            for (path, operations) in description.paths {
                let concrete = path.replacing(/\{\w+\}/, with: "x")
                let answer = try await client.send("OPTIONS", concrete)
                #expect(answer.status == 405, "\(path)")
                let allowed = answer.headers["allow"]?.split(separator: ", ").map(String.init) ?? []
                let described = operations.keys.map { $0.uppercased() } + (operations["get"] == nil ? [] : ["HEAD"])
                #expect(Set(allowed) == Set(described), "\(path)")
            }
        }
    }

    @Test func whatChangesSomethingNeedsTheToken() throws {
        let description = try #require(Self.description)
        #expect(Self.changes.count >= 3)
        for (path, operations) in description.paths {
            for (method, operation) in operations {
                #expect((operation.security != nil) == (method != "get"), "\(method) \(path)")
            }
        }
    }

    @Test(arguments: changes) func withoutTheTokenNothingChangesAndItIsCounted(
        method: String, path: String
    ) async throws {
        let wrong = ["Authorization": "Bearer wrong-but-long-enough"]
        try await withServer { client in
            try await client.send(method, path, body: "{}").expectProblem(401, "Bearer")
            #expect(try await client.refusals(.noToken) == 1)
            try await client.send(method, path, headers: wrong, body: "{}").expectProblem(401, "Bearer")
            #expect(try await client.refusals(.wrongToken) == 1)
        }
        try await withServer(token: nil) { client in
            for headers in [[:], wrong, authorized] {
                try await client.send(method, path, headers: headers, body: "{}").expectProblem(403, "no token")
            }
            #expect(try await client.refusals(.noToken) == 3)
        }
    }
}

@Suite(.timeLimit(.minutes(10))) struct StatusPageTests {
    @Test func thePageLetsInNothingButItsOwn() async throws {
        try await withServer { client in
            let page = try await client.send("GET", "/")
            #expect(page.status == 200)
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            let policy = try #require(page.headers["content-security-policy"])
            let nonce = try #require(policy.firstMatch(of: /script-src 'nonce-([0-9a-f]+)'/)?.1)
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            #expect(
                page.body.contains("<script nonce=\"\(nonce)\">") && page.body.contains("<style nonce=\"\(nonce)\">"))
            #expect(!page.body.contains("{{") && !page.body.contains(" style=") && !page.body.contains(" onclick="))
            // Nothing is from elsewhere; links may lead there.
            #expect(page.body.matches(of: /(src|@import|url\()\s*=?\s*["']?https?:/).isEmpty)
            for (name, value) in [
                ("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"), ("referrer-policy", "no-referrer"),
                ("cache-control", "no-store"),
            ] { #expect(page.headers[name] == value) }
            let again = try await client.send("GET", "/")
            #expect(again.headers["content-security-policy"] != policy)
            #expect(try await client.send("HEAD", "/").body.isEmpty)
        }
    }
}
