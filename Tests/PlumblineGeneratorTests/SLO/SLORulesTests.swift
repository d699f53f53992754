import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// The rules of an objective as they stand in the file.
@Suite struct SLORulesTests {
    private static func rules(_ objective: any Declaration, also: [any Sendable] = []) throws -> [PlannedRule] {
        try #require(Plan(Shop.spec([objective], also: also)).ruleGroups.first { $0.name == "slo-availability" }).rules
    }

    /// The name of a recording rule.
    private static func record(_ rule: PlannedRule) -> String? {
        if case .record(let name) = rule.name { name } else { nil }
    }

    @Test func windowsAreLabelsAndNotNames() throws {
        func names(_ days: Double) throws -> Set<String> {
            let slo = SLO(
                "availability", "Up.", objective: .percent(99), over: .days(days), good: Shop.succeeding,
                onMissingData: .staysQuiet(because: "idle"))
            return Set(try Self.rules(slo).compactMap(Self.record))
        }
        #expect(try names(30) == Set(RecordedSeries.allCases.map(\.rawValue)))
        #expect(try names(7) == names(30))
    }

    @Test func everyRuleSaysWhoseItIs() throws {
        for rule in try Self.rules(Shop.availability(99)) {
            let labels = Dictionary(uniqueKeysWithValues: rule.labels.map { ($0.key, $0.value) })
            #expect(labels["service"] == "shop" && labels["slo"] == "availability")
        }
    }

    @Test func bothTiersAndExactThresholds() throws {
        let alerts = try Self.rules(Shop.availability(99.9)).filter { Self.record($0) == nil }
        let tiers = alerts.map { alert in
            alert.labels.filter { ["severity", "tier"].contains($0.key) }.map(\.value).joined(separator: " ")
        }
        #expect(tiers == ["critical page", "warning ticket"])
        for threshold in ["> 0.0144\n", "> 0.006\n"] { #expect(alerts[0].expression.contains(threshold)) }
        for threshold in ["> 0.003\n", "> 0.001\n"] { #expect(alerts[1].expression.contains(threshold)) }
    }

    @Test func longWindowsAreSumsOfPieces() throws {
        let month = try #require(
            Self.rules(Shop.availability(99)).first { rule in rule.labels.contains { $0.value == "30d" } })
        func pieces(_ window: String) -> String {
            #"slo:events:increase{service="shop", slo="availability", by="", window="\#(window)-30m"}"#
        }
        #expect(
            month.expression.replacing(/\s+/, with: " ").replacing("( ", with: "(").replacing(" )", with: ")") == """
                sum by (kind) (sum_over_time(\(pieces("ended"))[30d] offset -1ms) \
                or last_over_time(\(pieces("piece"))[1h]) \
                or label_replace(last_over_time(\(pieces("piece"))[1h] offset 30d) * (-1), "window", "before", "", ""))
                """)
    }

    @Test func alertsLinkToThePanelOfTheBudget() throws {
        struct Board {
            let dashboard = Dashboard("shop", title: "Shop", summary: "The shop.")
            let burn = Panel.graph("Burn", Series("burn", Shop.availability(99).burnRate))
            let budget = Panel.stat("Budget", Series("left", Shop.availability(99).budgetRemaining))
        }
        let alerts = try Self.rules(Shop.availability(99), also: [Board()]).filter { Self.record($0) == nil }
        let links = alerts.map { $0.annotations.first { $0.key == "dashboard_url" }?.value }
        let link = "https://grafana.example.com/d/shop?viewPanel=\(panelID("budget"))"
        #expect(links == [link, link])
    }
}
