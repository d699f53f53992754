import PlumblineGzip
import PlumblineRuntime
import Testing

@Suite struct GzipTests {
    private func unzipped(_ bytes: [UInt8]) throws -> [UInt8] {
        let run = try Run("/usr/bin/env", ["gzip", "-dc"], input: bytes)
        #expect(run.status == 0, "\(run.errors)")
        return Array(run.output)
    }

    @Test(arguments: [0, 1, 262_143, 262_144, 3_000_000], [1, 9])
    func gzipItselfReadsItBack(_ size: Int, _ level: Int) throws {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<size).map { $0 % 3 == 0 ? UInt8.random(in: 0...255, using: &random) : 7 }
        #expect(try unzipped(#require(Gzip.compress(bytes, level: level))) == bytes)
    }

    @Test func aScrapeGetsWhatItAskedFor() throws {
        let registry = Registry()
        let family = try registry.gauge("g", help: "G.", labels: [.open("l", limit: 999)])
        for number in 0..<999 { family.series(0, "value-\(number)").set(1) }
        let plain = registry.scrape(accept: nil, acceptEncoding: nil)
        #expect(plain.body == registry.exposition())
        #expect(plain.contentType == Exposition.contentType)
        #expect(plain.contentEncoding == nil)
        let zipped = registry.scrape(accept: "application/openmetrics-text", acceptEncoding: "gzip")
        #expect(zipped.contentEncoding == "gzip")
        #expect(zipped.contentType == Exposition.Format.openMetrics.contentType)
        #expect(zipped.body.count * 5 < plain.body.count)
        #expect(try unzipped(zipped.body) == registry.exposition(.openMetrics))
    }
}
