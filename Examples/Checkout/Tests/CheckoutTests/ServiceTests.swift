import Testing

/// Over HTTP, as customers and Prometheus see the service.
struct ServiceTests {
    @Test func countsEachAnswerUnderItsCode() async throws {
        try await withService(capacity: 8) { ask in
            #expect(try await ask("/orders", #"{"items": 3}"#).body == #"{"total_cents": 5997}"#)
            #expect(try await ask("/orders", #"{"items": 0}"#).status == 400)
            #expect(try await ask("/orders").status == 405)
            #expect(try await ask("/carts", "{}").status == 404)

            let metrics = try await ask("/metrics").body.split(separator: "\n")
            #expect(metrics.contains(#"http_requests_total{method="POST",code="201"} 1"#))
            #expect(metrics.contains(#"http_requests_total{method="POST",code="400"} 1"#))
            #expect(metrics.contains(#"http_requests_total{method="GET",code="405"} 1"#))
            #expect(metrics.contains(#"http_requests_total{method="POST",code="404"} 1"#))
            #expect(metrics.contains("http_request_duration_seconds_count 4"))
            #expect(metrics.contains("http_requests_in_flight 0"))
        }
    }

    @Test func seriesOfErrorsExistBeforeTheFirst() async throws {
        try await withService(capacity: 8) { ask in
            let metrics = try await ask("/metrics").body.split(separator: "\n")
            #expect(metrics.contains(#"http_requests_total{method="POST",code="503"} 0"#))
        }
    }

    @Test func turnsOrdersAwayWhenFull() async throws {
        try await withService(capacity: 0) { ask in
            #expect(try await ask("/orders", #"{"items": 3}"#).status == 503)
            let metrics = try await ask("/metrics").body.split(separator: "\n")
            #expect(metrics.contains(#"http_requests_total{method="POST",code="503"} 1"#))
        }
    }

    @Test(.enabled(if: isInstalled("promtool"))) func promtoolAcceptsTheScrape() async throws {
        try await withService(capacity: 8) { ask in
            #expect(try await ask("/orders", #"{"items": 3}"#).status == 201)
            let scrape = try await ask("/metrics").body
            let (status, output) = try run("promtool", "check", "metrics", input: scrape)
            #expect(status == 0, "\(output)")
        }
    }
}
