import Plumbline
import PlumblineGenerator
import Testing

/// An alert without a proof is an error where it is declared, until one is written down.
@Suite struct UnderivableTests {
    private static func alert(_ proof: Scenario? = nil) -> Alert {
        Alert(
            "Scraped", when: PromQL(unchecked: "scrape_samples_scraped < 1", labels: JobLabels.self) == 0,
            for: .minutes(5), severity: .warning, summary: "\(label: \.source) is empty",
            description: "It has \(value: .count).",
            onMissingData: .staysQuiet(because: "then there is nothing to scrape"), proof: proof)
    }

    struct JobLabels: LabelSet {
        let source = ExternalLabel("source")
    }

    private static func spec(_ alert: Alert) -> Spec {
        struct Board {
            let dashboard = Dashboard.test()
            let panel: Panel
        }
        return .shop(alert, Board(panel: .stat("All", Series("all", PromQL(unchecked: "up")), alerts: [alert])))
    }

    @Test func saysWhatIsInTheWay() throws {
        let alert = Self.alert()
        let found = problems(of: Self.spec(alert))
        #expect(found.map(\.origin) == [alert.origin])
        #expect(
            found.map(\.message) == [
                "no proof of alert 'Scraped' can be derived: no input was found at which a comparison in it turns"
            ])
        #expect(found.map(\.mend) == ["write one down with proof: Scenario(…)"])
        #expect(ToolRun("check", spec: Self.spec(alert)).status == 1)
    }

    private static func scenario(value: Double = 0, labels: [String: String] = ["source": "till"]) -> Scenario {
        Scenario(
            "a till sends nothing", series: ["scrape_samples_scraped{source=\"till\"}": "0x10"],
            quietAt: .minutes(4), firesAt: .minutes(5), labels: labels, value: value)
    }

    @Test func isProvenByWhatIsWrittenDown() throws {
        let proving = try Proving(Self.spec(Self.alert(Self.scenario())))
        try proving.expectProven()
        #expect(proving.text.contains("name: 'Scraped: a till sends nothing'"))
        #expect(try proving.breaking("for: 5m", "for: 6m").run().status == 1)
        #expect(try proving.breaking("for: 5m", "for: 4m").run().status == 1)
    }

    @Test(arguments: [scenario(value: 1), scenario(labels: [:])]) func aWrongScenarioFails(_ scenario: Scenario) throws
    {
        #expect(try Proving(Self.spec(Self.alert(scenario))).run().status == 1)
    }

    @Test func scenariosThatCannotBePlayed() {
        let scenario = Scenario(" ", series: [:], quietAt: .seconds(30), firesAt: .minutes(-1), value: 0)
        let found = problems(of: Self.spec(Self.alert(scenario)))
        #expect(found.allSatisfy { $0.origin == scenario.origin })
        #expect(
            found.map(\.message) == [
                "the proof of alert 'Scraped' has firesAt: -1 min", "the proof of alert 'Scraped' has no name",
                "the proof of alert 'Scraped' has no series", "the proof of alert 'Scraped' has quietAt: 30 s",
            ])
    }

    /// Without orders there is no share of them, but there is a default.
    @Test func missingDataThatIsNotWhatTheSpecSays() {
        let condition = shop.length.sum().defaulting(to: 0) < 1
        let alert = Alert.test("Empty", when: condition, onMissingData: .staysQuiet(because: "closed"))
        struct Board {
            let dashboard = Dashboard.test()
            let panel: Panel
        }
        let board = Board(panel: .stat("All", Series("all", shop.length.sum()), alerts: [alert]))
        struct Metrics { let length = shop.length }
        let messages = problems(of: .shop(Metrics(), alert, board)).map(\.message)
        #expect(
            messages.contains(
                "no proof of alert 'Empty' can be derived: it fires when its data is gone, though it says that it does not"
            ),
            "\(messages)")
    }
}
