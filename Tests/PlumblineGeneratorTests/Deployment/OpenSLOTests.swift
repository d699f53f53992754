import Foundation
import Plumbline
import Testing

@testable import PlumblineGenerator
@testable import specs

/// OpenSLO v1 documents, read back by PyYAML.
@Suite(.needsPyYAML)
struct OpenSLOTests {
    @Test func events() throws {
        let slo = try parsed("openslo/slo_short-wait.yml", of: CornerShop.spec(outputs: [.openSLO]))
        func source(_ query: String) -> NSDictionary {
            ["metricSource": ["type": "Prometheus", "spec": ["query": query]]]
        }
        #expect(
            slo == [
                "apiVersion": "openslo/v1", "kind": "SLO", "metadata": ["name": "short-wait"],
                "spec": [
                    "description": "99 % wait less than half a second.", "service": "shop",
                    "indicator": [
                        "metadata": ["name": "short-wait-indicator"],
                        "spec": [
                            "ratioMetric": [
                                "counter": true, "good": source(#"queue_wait_seconds_bucket{le="0.5"}"#),
                                "total": source("queue_wait_seconds_count"),
                            ]
                        ],
                    ],
                    "timeWindow": [["duration": "30d", "isRolling": true]], "budgetingMethod": "Occurrences",
                    "objectives": [["displayName": "99 %", "target": 0.99]],
                ],
            ])
    }

    /// A gauge is judged minute by minute; a target is the exact decimal.
    @Test func everyObjectiveOfTheFeatureStore() throws {
        let plan = try Plan(featureStore)
        for objective in plan.objectives.map(\.value) {
            let slo = try parsed("openslo/slo_\(objective.name).yml", of: featureStore)
            let spec = try #require(slo["spec"] as? [String: Any])
            let goal = try #require((spec["objectives"] as? [[String: Any]])?.first)
            let gauge = objective.name == "hit-ratio"
            #expect(goal["target"] as? Double == (objective.name == "availability" ? 0.999 : 0.95))
            #expect(spec["budgetingMethod"] as? String == (gauge ? "Timeslices" : "Occurrences"))
            #expect(goal["op"] as? String == (gauge ? "gte" : nil))
            #expect(goal["value"] as? Double == (gauge ? 0.95 : nil))
            #expect(spec["service"] as? String == "feature-store")
        }
        let service = try parsed("openslo/service.yml", of: featureStore)
        #expect(service["kind"] as? String == "Service")
        #expect(service["metadata"] as? [String: String] == ["name": "feature-store"])
    }
}
