import Foundation
import NIOCore
import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct LoadTestClientTests {
    @Test func aTestIsRunFromOutside() async throws {
        try await withService(flags: { $0.set(Settings.loadTests, "on") }) { service in
            let url = try #require(URL(string: "http://127.0.0.1:\(service.client.port)"))
            try await service.client.waitUntilReady()
            let plan = try LoadTestPlan(
                workers: 4, durationSeconds: 1, symbols: 3, readShare: 0.9, backend: "postgresql")
            var seen: [LoadTestProgress] = []
            let result = try await LoadTestClient(url: url, token: token).run(plan) { seen.append($0) }
            #expect(result.outcome == "completed" && result.plan == plan)
            #expect(result.operations > 0 && result.errors.isEmpty)
            #expect(result.rowsRemoved == result.latencies.first { $0.operation == "insert" }?.count)
            #expect(!seen.isEmpty && seen.map(\.operations) == seen.map(\.operations).sorted())
            #expect(seen.allSatisfy { $0.durationSeconds == 1 && (0...1).contains($0.share) })

            let wrong = LoadTestClient(url: url, token: "wrong-but-long-enough")
            let error = await #expect(throws: LoadTestFailure.self) { try await wrong.run(plan) }
            #expect(error?.description.contains("401") == true)
        }
        let nobody = try #require(URL(string: "http://127.0.0.1:\(try freePort())"))
        let error = await #expect(throws: LoadTestFailure.self) {
            try await LoadTestClient(url: nobody, token: token).run(LoadTestPlan())
        }
        #expect(error?.description.contains("--url") == true)
    }

    @Test func theServicesOwnLatenciesAreAnsweredBetweenThoseOfATest() async throws {
        try await withService(flags: { $0.set(Settings.loadTests, "on") }) { service in
            let client = service.client
            try await client.waitUntilReady()
            // Nothing but look-ups, which the cache answers without a wait.
            let body = #"{"workers": 64, "duration_seconds": 300, "read_share": 1}"#
            let test = Task { try await client.load(body) }
            try await eventually("it runs") { try await client.sample("feature_store_load_test_workers") == 64 }
            for _ in 0..<20 {
                #expect(try await client.send("GET", "/api/v1/monitoring/health/live").status == 200)
            }
            #expect(try await client.send("DELETE", LoadTestTests.path, headers: authorized).status == 200)
            #expect(try await test.value.json()["outcome"] as? String == "aborted")
        }
    }

    @Test func theResultIsATable() throws {
        let json = #"""
            {"id":"1-a","plan":{"workers":4},"outcome":"completed","duration_seconds":1.5,"operations":30,
             "throughput_per_second":20,"latencies":[{"operation":"insert","backend":"postgresql","count":30,
             "p50_ms":0.5,"p95_ms":1.25,"p99_ms":2,"max_ms":12.0625}],"errors":{"unavailable":2},
             "slos":{"manifest_insert_p95_ms":{"threshold":5,"current":1.25,"compliant":true},
             "hit_ratio_percent":{"threshold":95,"compliant":false}},"slos_held":false}
            """#
        let result = try JSONDecoder().decode(LoadTestResult.self, from: Data(json.utf8))
        #expect(
            result.text == """
                load test 1-a completed
                30 operations in 1.5 s, 20/s, 4 workers

                operation     backend  count  P50 ms  P95 ms  P99 ms  max ms
                insert     postgresql     30   0.500   1.250   2.000  12.063

                objective               threshold  measured  held
                hit_ratio_percent          95.000         –    NO
                manifest_insert_p95_ms      5.000     1.250   yes

                2 errors: unavailable

                its rows are not removed yet: the store is away, and it is tried again
                """)
    }

    @Test func theProgressIsABar() {
        let progress = LoadTestProgress(
            id: "1", share: 0.35, operations: 700, errors: 2, elapsedSeconds: 21, durationSeconds: 60)
        #expect(progress.line == "[███████·············]  35 %  700 operations, 33/s, 2 errors, 39 s left")
    }

    @Test func eventsComeInAnyChunks() {
        let text = "event: progress\ndata: {\"a\":\ndata: 1}\n\n: comment\r\nevent:result\r\ndata: x\r\n\r\n\n"
        for size in [1, 3, 1000] {
            var events = ServerSentEvents()
            var seen: [ServerSentEvents.Event] = []
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                seen += events.receive(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            #expect(seen == [.init(name: "progress", data: "{\"a\":\n1}"), .init(name: "result", data: "x")])
        }
    }
}

@Suite struct LatencyRecorderTests {
    @Test func percentilesAreWithinOnePercent() throws {
        var recorder = LatencyRecorder()
        var other = LatencyRecorder()
        #expect(recorder.quantile(0.5) == nil)
        // From 1 µs to 100 s, evenly over the octaves.
        let values = (0..<10_000).map { pow(10, Double($0) / 10_000 * 8) / 1000 }
        for (index, value) in values.shuffled().enumerated() {
            let latency = Duration.nanoseconds(Int64(value * 1_000_000))
            if index % 2 == 0 { recorder.record(latency) } else { other.record(latency) }
        }
        recorder.merge(other)
        #expect(recorder.count == 10_000)
        for share in [0.5, 0.95, 0.99, 0.999] {
            let exact = values[Int((share * 10_000).rounded(.up)) - 1]
            let found = try #require(recorder.quantile(share))
            #expect(found >= exact * 0.9999 && found <= exact * 1.01, "\(share): \(found), exactly \(exact)")
        }
        #expect(recorder.quantile(1) == recorder.longest)
    }

    @Test func whatIsOutOfRangeIsKept() {
        var recorder = LatencyRecorder()
        recorder.record(.seconds(100_000))
        recorder.record(.nanoseconds(-1))
        #expect(recorder.count == 2)
        #expect(recorder.longest == 100_000_000)
        #expect(recorder.quantile(0.5) == 0.0001)
    }
}
