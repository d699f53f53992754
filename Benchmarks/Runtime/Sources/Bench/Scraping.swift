import PlumblineRuntime

/// Registering series and exposing them, with a plain copy of as many bytes as the limit.
func scraping(_ report: Report) throws {
    report.add(
        "register 100k series in one family, ms", threads: 1,
        try milliseconds(runs: 5) { _ = try counters(100_000) })
    try exposition("expose 10k counters, ms", of: try counters(10_000), report)
    try exposition("expose 10k histograms, ms", of: try histograms(10_000), report)
    let before = residentBytes()
    let many = try histograms(100_000)
    report.note("memory per histogram series of 100k, bytes", Double(residentBytes() - before) / 100_000)
    try exposition("expose 100k histograms, ms", of: many, report)
}

/// How long one recording takes at the slow end while another thread scrapes without a pause.
func recordingWhileScraping(_ report: Report) throws {
    let registry = try histograms(10_000)
    let held = try registry.histogram("held", help: "H.", buckets: bounds).series()
    for isScraped in [false, true] {
        let crew = Crew(threads: isScraped ? 2 : 1)
        let latencies = Latencies()
        _ = crew.run { thread in
            if thread == 1 {
                while !latencies.isDone { _ = registry.exposition() }
            } else {
                latencies.take { held.observe(0.3) }
            }
        }
        report.note("recording, 99th percentile of ns\(isScraped ? ", while scraped" : "")", latencies.percentile(0.99))
        report.note(
            "recording, 99.9th percentile of ns\(isScraped ? ", while scraped" : "")", latencies.percentile(0.999))
    }
}

private func exposition(_ name: String, of registry: Registry, _ report: Report) throws {
    let bytes = registry.exposition()
    report.note("\(name.dropLast(4)), bytes", Double(bytes.count))
    report.add(name, threads: 1, milliseconds { _ = registry.exposition() })
    var kept = bytes
    report.add("limit: \(name)", threads: 1, milliseconds { kept.withUnsafeMutableBytes { $0.copyBytes(from: bytes) } })
}

private func counters(_ count: Int) throws -> Registry {
    let registry = Registry()
    let family = try registry.counter("requests_total", help: "Requests.", labels: [.open("path", limit: count)])
    for number in 0..<count { family.series(0, "path-\(number)").increment(by: number * 37) }
    return registry
}

private func histograms(_ count: Int) throws -> Registry {
    let registry = Registry()
    let family = try registry.histogram(
        "request_duration_seconds", help: "Time.", unit: .seconds, buckets: bounds,
        labels: [.closed("method", values: ["GET", "PUT"]), .open("path", limit: count)])
    for number in 0..<count {
        let series = family.series(number & 1, "path-\(number)")
        for step in 1...5 { series.observe(Double(number % 13) * 0.0173 * Double(step)) }
    }
    return registry
}
