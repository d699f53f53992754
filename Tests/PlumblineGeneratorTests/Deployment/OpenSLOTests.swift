import Foundation
import Plumbline
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan
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
        let burns = ["availability", "fast"].map { #"slo:burn_rate:current{service="shop", slo="\#($0)", by=""}"# }
        let max = query.replacing(/\s+/, with: " ").replacing("( ", with: "(").replacing(" )", with: ")")
        #expect(max == "max(\(burns.joined(separator: " or ")))")
    }

    /// Events as often as they weigh: what is recorded of them, which are no counters.
    @Test func othersByWeight() throws {
        let spec = try Self.specOfComposite(weighted(Self.parts.0.weight(3), Self.parts.1.weight(1)))
        #expect(spec["budgetingMethod"] as? String == "Occurrences")
        let ratio = try Self.metric("ratioMetric", of: spec)
        #expect(ratio["counter"] as? Bool == false)
        func events(_ kind: String) -> String {
            #"slo:events:increase{service="shop", slo="all", by="", kind="\#(kind)", window="1m"}"#
        }
        #expect(try Self.query(in: ratio["total"]) == events("total"))
        let good = try Self.query(in: ratio["good"]).replacing(/\s+/, with: " ")
        #expect(good == "\(events("total")) - ignoring (kind) \(events("bad"))")
    }

    /// Either part of two counters, as it was declared.
    @Test func twoCounters() throws {
        let errors = Counter(external: "errors_total", "Errors.")
        func metric(_ sli: SLI<RequestLabels, Count>) throws -> [String: Any] {
            let slo = SLO(
                "calls", "Calls.", objective: .percent(99), over: .days(30), good: sli,
                onMissingData: .staysQuiet(because: "idle"))
            let shop = Shop.spec([slo], outputs: [.openSLO], also: [errors])
            let spec = try #require(parsed("openslo/slo_calls.yml", of: shop)["spec"] as? [String: Any])
            #expect(spec["budgetingMethod"] as? String == "Occurrences")
            return try Self.metric("ratioMetric", of: spec)
        }
        for (part, sli) in [
            ("bad", SLI(bad: errors, total: Shop.requests)), ("good", SLI(good: errors, total: Shop.requests)),
        ] {
            let ratio = try metric(sli)
            #expect(ratio.keys.sorted() == ["counter", part, "total"].sorted())
            #expect(ratio["counter"] as? Bool == true)
            #expect(try Self.query(in: ratio[part]) == "errors_total")
            #expect(try Self.query(in: ratio["total"]) == "shop_requests_total")
        }
    }

    @Test func aRawErrorRatio() throws {
        let errors = Gauge(external: "job:errors:ratio5m", "Errors.", unit: .ratio)
        let slo = SLO(
            "calls", "Calls.", objective: .percent(99), over: .days(30), good: SLI(errorRatio: errors),
            onMissingData: .staysQuiet(because: "idle"))
        let shop = Shop.spec([slo], outputs: [.openSLO], also: [errors])
        let spec = try #require(parsed("openslo/slo_calls.yml", of: shop)["spec"] as? [String: Any])
        let ratio = try Self.metric("ratioMetric", of: spec)
        #expect(ratio.keys.sorted() == ["raw", "rawType"])
        #expect(ratio["rawType"] as? String == "failure")
        #expect(try Self.query(in: ratio["raw"]) == "clamp_max(clamp_min(job:errors:ratio5m, 0), 1) >= 0")
    }

    @Test(arguments: [(CalendarPeriod.week, "1w"), (.month, "1M"), (.quarter, "1Q")])
    func calendarPeriods(period: CalendarPeriod, duration: String) throws {
        let slo = SLO(
            "availability", "Requests succeed.", objective: .percent(99), inEach: period, good: Shop.succeeding,
            onMissingData: .staysQuiet(because: "idle"))
        let shop = Shop.spec([slo], retention: .days(100), outputs: [.openSLO])
        let spec = try #require(parsed("openslo/slo_availability.yml", of: shop)["spec"] as? [String: Any])
        #expect(
            spec["timeWindow"] as? NSArray == [
                [
                    "duration": duration, "isRolling": false,
                    "calendar": ["startTime": "2024-01-01 00:00:00", "timeZone": "Etc/UTC"],
                ]
            ])
    }

    /// A14: an objective by labels with known values is one for each of them.
    @Test func a14Groups() throws {
        let availability = SLO(
            "availability", "Requests succeed.", objective: .percent(99), over: .days(30), good: Shop.succeeding,
            by: \.region, onMissingData: .staysQuiet(because: "idle"))
        let other = Shop.availability(99.5, "availability-north")
        let spec = Shop.spec([availability, other], outputs: [.openSLO])
        let names = try outputFiles(of: spec, templates: Templates()).map(\.path)
        #expect(
            names == [
                "generated/openslo/service.yml", "generated/openslo/slo_availability-north-2.yml",
                "generated/openslo/slo_availability-north.yml", "generated/openslo/slo_availability-south.yml",
            ])
        for (name, region) in [("availability-north-2", "north"), ("availability-south", "south")] {
            let slo = try parsed("openslo/slo_\(name).yml", of: spec)
            #expect(slo["metadata"] as? [String: String] == ["name": name])
            let goals = try #require((slo["spec"] as? [String: Any])?["objectives"] as? [[String: Any]])
            #expect(goals.map { $0["displayName"] as? String } == ["99 % for region \(region)"])
            let ratio = try Self.metric("ratioMetric", of: #require(slo["spec"] as? [String: Any]))
            #expect(try Self.query(in: ratio["total"]) == #"shop_requests_total{region="\#(region)"}"#)
            #expect(
                try Self.query(in: ratio["good"]) == #"shop_requests_total{outcome="success", region="\#(region)"}"#)
        }
    }

    /// A14: each combination of two labels; values that a matcher keeps out are none.
    @Test func a14Combinations() throws {
        let slo = SLO(
            "speed", "Fast.", objective: .percent(95), over: .days(30),
            good: Shop.latency.where(\.region, .isNot(.south)).faster(than: .milliseconds(500)), by: \.region,
            \.outcome, onMissingData: .staysQuiet(because: "idle"))
        let spec = Shop.spec([slo], outputs: [.openSLO])
        let names = try outputFiles(of: spec, templates: Templates()).map(\.path)
        #expect(
            names == [
                "generated/openslo/service.yml", "generated/openslo/slo_speed-north-error.yml",
                "generated/openslo/slo_speed-north-success.yml",
            ])
    }

    /// A14: values that come at run time cannot be listed.
    @Test func a14OpenLabels() throws {
        let base = #line
        struct Metrics { let served = shop.served }
        struct Objectives {
            let short = SLO(
                "served", "Fast.", objective: .percent(95), over: .days(30),
                good: shop.served.good(where: \.lane, .is(.fast)), by: \.customer,
                onMissingData: .staysQuiet(because: "idle"))
        }
        let spec = Spec.shop(Metrics(), Objectives(), outputs: [.openSLO])
        try expectProblems(
            of: spec, since: base,
            """
            +3 objective 'served' is grouped by 'customer', whose values OpenSLO would have to list; \
            group it by labels with known values, or leave .openSLO out of outputs:
            """)
    }

    /// A14, A5: what OpenSLO's schema takes.
    @Test func a14LongTexts() throws {
        let base = #line
        let slo = SLO(
            String(repeating: "a", count: 246), String(repeating: "b", count: 1051), objective: .percent(95),
            over: .days(30), good: shop.wait.faster(than: .milliseconds(500)),
            onMissingData: .staysQuiet(because: "idle"))
        struct Metrics { let wait = shop.wait }
        let problems = problems(of: .shop(Metrics(), [slo], outputs: [.openSLO])).filter { $0.message.contains("has ") }
        #expect(
            problems.map(\.mend) == [
                "OpenSLO takes 1050 at most", "shorten it to 245", "use at most 100; names become parts of file names",
            ])
        #expect(problems.allSatisfy { Int($0.origin.line) == base + 1 })
    }

    private static let parts = (
        Shop.availability(99.9),
        SLO(
            "fast", "Fast.", objective: .percent(95), over: .days(30),
            good: Shop.latency.faster(than: .milliseconds(500)), onMissingData: .staysQuiet(because: "idle"))
    )

    private static func specOfComposite(_ sli: SLI<NoLabels, Count>) throws -> [String: Any] {
        let all = SLO(
            "all", "All of it.", objective: .percent(99), over: .days(30), good: sli,
            onMissingData: .staysQuiet(because: "idle"))
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
