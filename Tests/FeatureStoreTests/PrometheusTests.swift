import FeatureStoreMetrics
import Foundation
import PlumblineRuntime
import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct PrometheusTests {
    private static let labels = #"{service="feature-store",slo="manifest-insert""#

    /// What the recorded rules say of one objective, and the buckets that its P95 is computed from.
    private static let recorded = [
        #"slo:error:ratio\#(labels),window="5m"} 0.25"#, #"slo:error:ratio\#(labels),window="1h"} 0.5"#,
        #"slo:events:increase\#(labels),kind="total",window="1m"} 400"#, "slo:sli:ratio\(labels)} 0.97",
        "slo:error_budget:remaining\(labels)} 0.4", "slo:burn_rate:current\(labels)} 5",
        #"manifest_insert_latency_ms_bucket{le="5"} +30"#, #"manifest_insert_latency_ms_bucket{le="10"} +40"#,
        #"manifest_insert_latency_ms_bucket{le="+Inf"} +40"#,
        #"featurestore_hit_ratio{instance="a"} 0.99"#, #"featurestore_hit_ratio{instance="b"} 0.9"#,
    ]

    @Test func objectivesAreThoseOfTheFleet() async throws {
        try await PrivatePrometheus.run(series: Self.recorded) { prometheus in
            try await withService(flags: { $0.set(Settings.prometheusURL, prometheus.url.absoluteString) }) { service in
                let body = try await service.client.send("GET", "/api/v1/monitoring/slo").json()
                #expect(body["note"] == nil)
                #expect(body["all_compliant"] as? Bool == false)
                let slos = try #require(body["slos"] as? [String: [String: Any]])
                let insert = try #require(slos["manifest_insert_p95_ms"])
                #expect(insert["source"] as? String == "prometheus")
                #expect(insert["good_percent"] as? Double == 75)
                #expect(insert["compliant"] as? Bool == false)
                #expect(insert["budget_left_percent"] as? Double == 40)
                #expect(insert["burn_rate"] as? Double == 5)
                #expect(insert["period_good_percent"] as? Double == 97)
                #expect((insert["events"] as? Double ?? 0) >= 400)
                #expect(insert["current"] as? Double == 9)
                #expect(insert["threshold"] as? Double == 5)
                // The worst instance's; of what has no recorded series the local value stays, and says so.
                let hits = try #require(slos["hit_ratio_percent"])
                #expect(hits["current"] as? Double == 90)
                let sources = try #require(hits["sources"] as? [String: String])
                #expect(sources["current"] == "prometheus" && sources["budget_left_percent"] == "local")
                #expect(hits["source"] as? String == "local")
            }
        }
    }

    @Test func aPrometheusThatIsAwayOrHangsLeavesTheLocalValues() async throws {
        try await PrivatePrometheus.run { prometheus in
            try await withService(flags: { $0.set(Settings.prometheusURL, prometheus.url.absoluteString) }) { service in
                kill(prometheus.process.processIdentifier, SIGSTOP)
                for path in ["slo", "alerts"] {
                    let body = try await service.client.send("GET", "/api/v1/monitoring/\(path)").json()
                    #expect((body["note"] as? String)?.contains("no answer within") == true)
                }
            }
        }
        let nobody = "http://127.0.0.1:\(try freePort())"
        try await withService(flags: { $0.set(Settings.prometheusURL, nobody) }) { service in
            let body = try await service.client.send("GET", "/api/v1/monitoring/slo").json()
            #expect((body["note"] as? String)?.contains("cannot be reached") == true)
            let slos = try #require(body["slos"] as? [String: [String: Any]])
            #expect(slos.values.allSatisfy { $0["source"] as? String == "local" })
        }
    }

    @Test func aServerThatIsNoPrometheusIsTold() async throws {
        try await withServer { other in
            let prometheus = Prometheus(
                url: try #require(URL(string: "http://127.0.0.1:\(other.port)/api/v1/manifests")))
            let error = await #expect(throws: PrometheusError.self) { try await prometheus.alerts() }
            #expect(error?.description.contains("it answered 404") == true)
        }
    }

    @Test func alertsAreThoseOfTheServiceTheWorstFirst() async throws {
        let rules = """
            groups:
            - name: test
              rules:
              - {alert: Slow, expr: vector(1), for: 1h, labels: {service: feature-store, severity: warning}}
              - alert: Down
                expr: vector(1)
                labels: {service: feature-store, severity: critical}
                annotations: {summary: It is down, runbook_url: "https://example.org/Down.md"}
              - {alert: Foreign, expr: vector(1), labels: {service: other, severity: critical}}
            """
        try await PrivatePrometheus.run(rules: rules) { prometheus in
            try await eventually("it fires") { try await Prometheus(url: prometheus.url).alerts().count == 3 }
            try await withService(flags: { $0.set(Settings.prometheusURL, prometheus.url.absoluteString) }) { service in
                let body = try await service.client.send("GET", "/api/v1/monitoring/alerts").json()
                #expect(body["known"] as? Bool == true)
                let alerts = try #require(body["alerts"] as? [[String: Any]])
                #expect(alerts.map { $0["name"] as? String } == ["Down", "Slow"])
                #expect(alerts.map { $0["state"] as? String } == ["firing", "pending"])
                #expect(alerts.first?["summary"] as? String == "It is down")
                #expect(alerts.first?["runbook_url"] as? String == "https://example.org/Down.md")
            }
        }
    }

    @Test func withoutAPrometheusTheListIsNotKnown() async throws {
        try await withServer { client in
            let body = try await client.send("GET", "/api/v1/monitoring/alerts").json()
            #expect(body["known"] as? Bool == false)
            #expect((body["note"] as? String)?.contains("PROMETHEUS_URL") == true)
        }
    }

    @Test func aValueIsAskedForOnceHoweverManyWantIt() async throws {
        let time = Lock(ContinuousClock.now)
        let asked = Lock(0)
        let (gate, opened) = AsyncStream.makeStream(of: Void.self)
        let value = Refreshed(for: .seconds(5), now: { time.withLock { $0 } }) {
            asked.withLock { $0 += 1 }
            for await _ in gate { break }
            if asked.withLock({ $0 }) == 2 { throw PrometheusError("away") }
            return asked.withLock { $0 }
        }
        async let first = value.value
        try await eventually("it is asked for") { asked.withLock { $0 } == 1 }
        async let second = value.value
        opened.yield()
        #expect(try await first.get() == 1)
        #expect(try await second.get() == 1)
        #expect(try await value.value.get() == 1)
        #expect(asked.withLock { $0 } == 1)
        // A failure is kept too.
        time.withLock { $0 += .seconds(5) }
        opened.finish()
        await #expect(throws: PrometheusError.self) { try await value.value.get() }
        await #expect(throws: PrometheusError.self) { try await value.value.get() }
        #expect(asked.withLock { $0 } == 2)
    }

    @Test func theQueryNamesEachObjectiveAndQuotesItsLabels() {
        let objectives = [
            Objective(
                name: "a", summary: "",
                indicator: .latency(
                    .init("m", where: [.label("x", in: [#"1.5"\"#, "b"]), .labelDiffers("y", from: "c")]), within: 5,
                    unit: .milliseconds), target: 0.95, periodDays: 30, groupedBy: ["z"]),
            Objective(
                name: "b", summary: "", indicator: .value(.init("g"), .init(.atLeast, 0.9, unit: .ratio)), target: 0.95,
                periodDays: 30),
        ]
        #expect(
            FleetObjectives.current(of: objectives) == #"""
                label_replace(histogram_quantile(0.95, sum by (le, z) (rate(m_bucket{x=~"1\\.5\"\\\\|b",y!~"c"}[5m]))), \#
                "slo", "a", "", "") or label_replace(100 * min by () (quantile_over_time(0.05, g[5m])), "slo", "b", "", "")
                """#)
    }
}
