import FeatureStoreMetrics
import Foundation
import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct MonitoringTests {
    private static let root = "/api/v1/monitoring"

    @Test func objectivesStandUnderTheNamesThatPeopleKnow() async throws {
        try await withServer { client in
            let answer = try await client.send("GET", "\(Self.root)/slo")
            #expect(answer.status == 200)
            let slos = try #require(try answer.json()["slos"] as? [String: [String: Any]])
            #expect(
                Set(slos.keys) == [
                    "manifest_insert_p95_ms", "manifest_read_p95_ms", "advisory_lock_wait_p95_ms", "hit_ratio_percent",
                    "availability_percent",
                ])
            let insert = try #require(slos["manifest_insert_p95_ms"])
            #expect(insert["threshold"] as? Double == 5)
            #expect(insert["compliant"] as? Bool == true)
            #expect(insert["budget_left_percent"] as? Double == 100)
            #expect(insert["source"] as? String == "local")
            #expect(slos["hit_ratio_percent"]?["threshold"] as? Double == 95)
            #expect(slos["availability_percent"]?["target_percent"] as? Double == 99.9)
        }
    }

    @Test(arguments: [
        ("alerts/rules", "application/yaml", FeatureStoreMetrics.alertRules),
        ("dashboard", "application/json", FeatureStoreMetrics.dashboards["featurestore"] ?? ""),
        (
            "dashboard?uid=featurestore-symbol", "application/json",
            FeatureStoreMetrics.dashboards["featurestore-symbol"] ?? ""
        ),
    ])
    func whatTheBinaryWasBuiltWithIsServedOnce(path: String, type: String, content: String) async throws {
        try await withServer { client in
            let first = try await client.send("GET", "\(Self.root)/\(path)")
            #expect(first.status == 200)
            #expect(first.headers["content-type"] == type)
            #expect(first.headers["x-plumbline-fingerprint"] == FeatureStoreMetrics.fingerprint)
            #expect(!content.isEmpty && first.body == content)
            let tag = try #require(first.headers["etag"])
            for sent in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                let again = try await client.send("GET", "\(Self.root)/\(path)", headers: ["If-None-Match": sent])
                #expect(again.status == 304)
                #expect(again.body.isEmpty)
                #expect(again.headers["etag"] == tag)
            }
            let other = try await client.send(
                "GET", "\(Self.root)/\(path)", headers: ["If-None-Match": "\"other\""])
            #expect(other.status == 200)
        }
    }

    @Test func anUnknownDashboardNamesTheKnownOnes() async throws {
        try await withServer { client in
            let answer = try await client.send("GET", "\(Self.root)/dashboard?uid=none")
            try answer.expectProblem(404, FeatureStoreMetrics.dashboards.keys.sorted().joined(separator: ", "))
        }
    }
}
