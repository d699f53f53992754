import PlumblineRuntime
import Testing

@Suite struct InfoTests {
    let registry = Registry()

    @Test func exposition() throws {
        let build = try registry.info(
            "build_info", help: "The build that runs.",
            labels: [.open("version", limit: 3), .open("revision", limit: 3)])
        build.series(0, "0.1.0", "abc").set()
        #expect(
            Scrape(registry).text == """
                # HELP build_info The build that runs.
                # TYPE build_info gauge
                build_info{version="0.1.0",revision="abc"} 1
                # HELP plumbline_label_overflow_total Look-ups that went to the label value "other": over the limit, \
                or not as declared.
                # TYPE plumbline_label_overflow_total counter
                plumbline_label_overflow_total{metric="build_info",label="revision"} 0
                plumbline_label_overflow_total{metric="build_info",label="version"} 0

                """)
    }

    @Test func isSilentUntilSet() throws {
        let contract = try registry.info("contract_info", help: "C.", labels: [.closed("service", values: ["store"])])
        let handle = contract.series(0)
        #expect(Scrape(registry).text.isEmpty)
        handle.set()
        #expect(Scrape(registry).value(#"contract_info{service="store"}"#) == "1")
    }

    @Test func theLastCombinationReplacesTheEarlier() throws {
        let build = try registry.info(
            "build_info", help: "B.", labels: [.closed("tier", values: ["blue", "green"]), .open("version", limit: 3)])
        let old = build.series(0, "1")
        old.set()
        build.series(1, "2").set()
        #expect(Scrape(registry).family("build_info").dropFirst(2) == [#"build_info{tier="green",version="2"} 1"#])
        old.set()
        #expect(Scrape(registry).family("build_info").dropFirst(2) == [#"build_info{tier="blue",version="1"} 1"#])
    }
}
