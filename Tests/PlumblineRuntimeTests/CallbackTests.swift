import PlumblineRuntime
import Synchronization
import Testing

@Suite struct CallbackTests {
    let registry = Registry()

    @Test func valuesAreReadAtEachScrape() throws {
        let calls = Mutex(0)
        try registry.gauge("depth", help: "D.") {
            calls.withLock {
                $0 += 1
                return Double($0)
            }
        }
        #expect(Scrape(registry).value("depth") == "1")
        #expect(Scrape(registry).value("depth") == "2")
    }

    @Test func whatIsNotKnownHasNoSample() throws {
        try registry.gauge("depth", help: "D.") { nil }
        try registry.counter("sent_total", help: "S.") { nil }
        #expect(!Scrape(registry).text.contains("depth "))
        #expect(!Scrape(registry).text.contains("sent_total "))
    }

    @Test(arguments: [-1, .infinity, .nan] as [Double])
    func countersDropWhatCannotBeCounted(_ value: Double) throws {
        try registry.counter("sent_total", help: "S.") { value }
        #expect(Scrape(registry).value("sent_total") == nil)
        // Families come by name: the drop of this scrape shows in the next.
        #expect(dropped("sent_total", in: registry) == "1")
    }

    @Test func aCallbackMayRecordRegisterAndScrape() throws {
        let registry = registry
        let hits = try registry.counter("hits_total", help: "H.", labels: [.open("l", limit: 9)])
        try registry.gauge("deep", help: "D.") {
            hits.series(0, "x").increment()
            _ = try? registry.gauge("made_later", help: "M.").series()
            return 1
        }
        #expect(Scrape(registry).value("deep") == "1")
        #expect(Scrape(registry).value("made_later") == "0")
    }

    @Test func theProcessTellsOfItself() throws {
        try registry.registerProcessMetrics()
        let scrape = Scrape(registry)
        func value(_ name: String) -> Double { scrape.value(name).flatMap { Double($0) } ?? .nan }
        #expect(value("process_cpu_seconds_total") > 0)
        #expect(value("process_max_fds") >= 3)
        #if os(Linux)
            #expect(value("process_resident_memory_bytes") > 1e6)
            #expect(value("process_open_fds") >= 3)
            #expect(value("process_open_fds") <= value("process_max_fds"))
            #expect((1.6e9...1e10).contains(value("process_start_time_seconds")))
        #endif
        #expect(throws: RegistrationError.self) { try registry.registerProcessMetrics() }
    }
}
