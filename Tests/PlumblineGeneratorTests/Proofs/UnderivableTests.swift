import Plumbline
import PlumblineGenerator
import PlumblinePlan
import PlumblineRuleTests
import TestSupport
import Testing

/// An alert without a proof is told where it is declared, until one is written down; whoever asks for proofs of all gets an
/// error.
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

    private static func spec(_ alert: Alert, proofs: ProofDemand = .wherePossible) -> Spec {
        struct Board {
            let dashboard = Dashboard.test()
            let panel: Panel
        }
        let board = Board(panel: .stat("All", Series("all", PromQL(unchecked: "up")), alerts: [alert]))
        return .shop(alert, board, proofs: proofs)
    }

    @Test func saysWhatIsInTheWay() throws {
        let alert = Self.alert()
        let found = problems(of: Self.spec(alert, proofs: .required))
        #expect(found.map(\.origin) == [alert.origin])
        #expect(
            found.map(\.message) == [
                "no proof of alert 'Scraped' can be derived: no input was found at which a comparison in it turns"
            ])
        #expect(found.map(\.mend) == ["write one down with proof: Scenario(…)"])
        #expect(ToolRun("check", spec: Self.spec(alert, proofs: .required)).status == 1)
    }

    /// What is generated and counted in the three ways: derived, written down, and neither.
    @Test func isNotedAndGenerated() throws {
        try withTemporaryFolder { root in
            let spec = Self.spec(Self.alert())
            #expect(ToolRun("generate", "--root", root, spec: spec).status == 0)
            let check = ToolRun("check", "--root", root, spec: spec)
            #expect(check.status == 0)
            #expect(check.errors.contains("note: no proof of alert 'Scraped' can be derived"), "\(check.errors)")
            #expect(
                check.output.contains("proofs: of 1 alerts 0 proven, 0 in part, 0 by hand, 1 not;"), "\(check.output)")
        }
        let byHand = try ProvenPlan(Self.spec(Self.alert(Self.scenario()), proofs: .required))
        let written = byHand.proofs.coverage.description
        #expect(written.hasPrefix("proofs: of 1 alerts 0 proven, 0 in part, 1 by hand, 0 not;"), "\(written)")
    }

    /// Of a share of targets only so much is made up as shows that one of them counts.
    @Test func aPartIsProven() throws {
        struct TargetLabels: LabelSet { let target = ExternalLabel("target") }
        let up = Gauge(external: "up", "Whether it was scraped.", labels: TargetLabels.self)
        let alert = Alert.test("TargetsDown", when: (up == 0).count() / up.count() > .percent(10))
        struct Board {
            let dashboard = Dashboard.test()
            let panel: Panel
        }
        struct Metrics { let up: Gauge<TargetLabels, Count> }
        let share = Series("down", (up == 0).count() / up.count())
        let spec = Spec.shop(Metrics(up: up), alert, Board(panel: .stat("All", share, alerts: [alert])))
        let proving = try Proving(spec)
        try proving.expectProven()
        #expect(try proving.breaking("== 0", "== 2").run().status == 1)
        let proven = try ProvenPlan(spec)
        let remarks = proven.remarks.map(\.message)
        #expect(remarks.contains { $0.hasPrefix("of alert 'TargetsDown' it is not proven when ") })
        #expect(proven.proofs.coverage.description.hasPrefix("proofs: of 1 alerts 0 proven, 1 in part,"))
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
