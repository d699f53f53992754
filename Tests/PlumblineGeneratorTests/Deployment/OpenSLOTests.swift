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

    /// What customers notice of either: judged minute by minute by the burn rates of both.
    @Test func allOfOthers() throws {
        let spec = try Self.specOfComposite(allOf(Self.parts.0, Self.parts.1))
        #expect(spec["budgetingMethod"] as? String == "Timeslices")
        let goal = try #require((spec["objectives"] as? [[String: Any]])?.first)
        #expect(goal["op"] as? String == "lte")
        #expect(goal["value"] as? Int == 1)
        #expect(goal["target"] as? Double == 0.99)
        #expect(goal["timeSliceWindow"] as? String == "1m")
        let query = try Self.query("thresholdMetric", of: spec)
        #expect(query == #"max(slo:burn_rate:current{service="shop", slo=~"availability|fast"})"#)
    }

    /// Events as often as they weigh: what is recorded of them, which are no counters.
    @Test func othersByWeight() throws {
        let spec = try Self.specOfComposite(weighted(Self.parts.0.weight(3), Self.parts.1.weight(1)))
        #expect(spec["budgetingMethod"] as? String == "Occurrences")
        let ratio = try Self.metric("ratioMetric", of: spec)
        #expect(ratio["counter"] as? Bool == false)
        func events(_ kind: String) -> String {
            #"slo:events:increase{service="shop", slo="all", kind="\#(kind)", window="1m"}"#
        }
        #expect(try Self.query(in: ratio["total"]) == events("total"))
        let good = try Self.query(in: ratio["good"]).replacing(/\s+/, with: " ")
        #expect(good == "\(events("total")) - ignoring (kind) \(events("bad"))")
    }

    @Test(arguments: [(CalendarPeriod.week, "1w"), (.month, "1M"), (.quarter, "1Q")])
    func calendarPeriods(period: CalendarPeriod, duration: String) throws {
        let slo = SLO(
            "availability", "Requests succeed.", objective: .percent(99), inEach: period, good: Shop.succeeding)
        let shop = Shop.spec([slo], retention: .days(100), outputs: [.openSLO])
        let spec = try #require(parsed("openslo/slo_availability.yml", of: shop)["spec"] as? [String: Any])
        #expect(
            spec["timeWindow"] as? NSArray == [
                [
                    "duration": duration, "isRolling": false,
                    "calendar": ["startTime": "2024-01-01 00:00:00", "timeZone": "UTC"],
                ]
            ])
    }

    private static let parts = (
        Shop.availability(99.9),
        SLO(
            "fast", "Fast.", objective: .percent(95), over: .days(30),
            good: Shop.latency.faster(than: .milliseconds(500)))
    )

    private static func specOfComposite(_ sli: SLI<NoLabels, Count>) throws -> [String: Any] {
        let all = SLO("all", "All of it.", objective: .percent(99), over: .days(30), good: sli)
        let shop = Shop.spec([parts.0, parts.1, all], outputs: [.openSLO])
        return try #require(parsed("openslo/slo_all.yml", of: shop)["spec"] as? [String: Any])
    }

    private static func metric(_ kind: String, of spec: [String: Any]) throws -> [String: Any] {
        let indicator = try #require(spec["indicator"] as? [String: Any])
        return try #require((indicator["spec"] as? [String: Any])?[kind] as? [String: Any])
    }

    private static func query(_ kind: String, of spec: [String: Any]) throws -> String {
        try query(in: metric(kind, of: spec))
    }

    private static func query(in metric: Any?) throws -> String {
        let source = try #require((metric as? [String: Any])?["metricSource"] as? [String: Any])
        return try #require((source["spec"] as? [String: String])?["query"])
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
