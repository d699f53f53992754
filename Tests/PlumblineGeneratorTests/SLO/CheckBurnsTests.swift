import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// Burn-rate alerts that cannot work are errors, each with a remedy.
@Suite struct CheckBurnsTests {
    private static func problems(
        _ objective: any Declaration, scraped interval: Quantity<Time> = .minutes(1), also: [any Sendable] = []
    ) -> [Problem] {
        do throws(Diagnostics) {
            _ = try ProvenPlan(Shop.spec([objective], scraped: interval, also: also))
            return []
        } catch { return error.problems }
    }

    private static func objective(_ burn: Burn) -> any Declaration { Shop.availability(99.9, burn: [burn]) }

    @Test func aFactorThatNothingReaches() throws {
        let problem = try #require(Self.problems(Shop.availability(90)).first)
        #expect(
            problem.message == """
                objective 'availability' can never fire its page over 1 h and 5 min: 14.4 times a budget of 0.1 is \
                1.44, and no more than all events can fail
                """)
        #expect(problem.mend == "declare burn: with a factor of at most 9.9")
        #expect(Self.problems(Self.objective(.page(1000, over: .hours(1), and: .minutes(5)))).count == 1)
        #expect(Self.problems(Self.objective(.page(999.9, over: .hours(1), and: .minutes(5)))).isEmpty)
        #expect(
            Self.problems(Shop.availability(90, burn: [.page(9.9, over: .hours(1), and: .minutes(5))])).isEmpty)
    }

    @Test(arguments: [
        (Burn.page(14.4, over: .minutes(5), and: .hours(1)), "the second window is to be the shorter"),
        (.page(14.4, over: .hours(1), and: .minutes(3)), "3 min is shorter than 4 scrapes of 1 min"),
        (.page(14.4, over: .days(60), and: .minutes(5)), "but Prometheus keeps 45 d"),
        (.ticket(1, over: .days(40), and: .hours(6)), "longer than its period of 30 d"),
        (.ticket(3, over: .minutes(123.5), and: .minutes(5)), "123.5 min is not made of pieces of 1 min"),
        (.ticket(-1, over: .hours(1), and: .minutes(5)), "the factor -1"),
        (.ticket(Quantity(.nan), over: .hours(1), and: .minutes(5)), "without a factor"),
        (.page(14.4, over: .hours(.infinity), and: .minutes(5)), "has a page over"),
    ])
    func windowsAndFactorsThatCannotWork(_ burn: Burn, _ message: String) {
        let found = Self.problems(Self.objective(burn))
        #expect(found.count == 1 && found[0].message.contains(message), "\(found.map(\.message))")
    }

    @Test func scrapesTooRareToCountFiveMinutes() {
        let burn: Burn = .page(14.4, over: .hours(1), and: .minutes(15))
        let messages = Self.problems(Self.objective(burn), scraped: .minutes(2)).map(\.message)
        #expect(
            messages.contains(
                "objective 'availability' is counted over 5 min, shorter than 4 scrapes of 2 min"))
    }

    @Test func noFloorUnderOneEvent() {
        let messages = Self.problems(Shop.availability(99.9, minimumBadEvents: 0)).map(\.message)
        #expect(messages == ["objective 'availability' has a floor of 0 bad events"])
    }

    /// E4: rules' own labels would overwrite the group's, and all groups would be one.
    @Test(arguments: ["service", "slo", "by", "kind", "window", "tier", "severity"])
    func aGroupNamedLikeALabelOfTheRules(_ name: String) {
        let counter = Counter(external: "calls_total", "Calls.", labels: OwnLabels.self)
        let slo = SLO(
            "calls", "Calls succeed.", objective: .percent(99), over: .days(30),
            good: counter.good(where: \.outcome, .is(.success)), by: OwnLabels.path(name),
            onMissingData: .staysQuiet(because: "idle"))
        let messages = Self.problems(slo, also: [counter]).map(\.message)
        #expect(
            messages == ["objective 'calls' is grouped by '\(name)', which its recorded series have for themselves"])
    }

    /// E7
    @Test func twoObjectivesWithTheSameAlerts() {
        let (one, other) = (Shop.availability(99, "v2"), Shop.availability(99, "v-2"))
        #expect(
            Self.problems(one, also: [other]).map(\.message) == [
                "objectives 'v2' and 'v-2' have the same alert 'ShopV2BudgetBurnsFast'",
                "objectives 'v2' and 'v-2' have the same alert 'ShopV2BudgetBurnsSlowly'",
            ])
    }

    /// A6
    @Test func firstEventsOfNewValuesAreRemarkedOn() throws {
        struct TenantLabels: LabelSet {
            let tenant = OpenLabel("tenant", limit: 100)
            let outcome = Label<Outcome>("outcome")
        }
        let calls = Counter("shop_calls_total", "Calls.", labels: TenantLabels.self)
        struct Declared {
            let calls: Counter<TenantLabels, Count>
            let slo: any Declaration
        }
        let slo = SLO(
            "calls", "Calls succeed.", objective: .percent(99), over: .days(30),
            good: calls.good(where: \.outcome, .is(.success)), onMissingData: .staysQuiet(because: "idle"))
        let remarks = try ProvenPlan(.shop(Declared(calls: calls, slo: slo), retention: .days(45))).remarks.map(
            \.message)
        #expect(
            remarks.contains {
                $0.hasPrefix("objective 'calls' does not count the first event of each new value of tenant")
            }, "\(remarks)")
    }

    @Test func aRuleGroupOfTheSameName() {
        struct Group {
            let group = RuleGroup("slo-availability")
            let busy = Alert(
                "Busy", when: Shop.requests.rate().sum() > .perSecond(5), for: .minutes(5), severity: .warning,
                summary: "Busy.", description: "Busy.", onMissingData: .staysQuiet(because: "idle"))
        }
        let problems = Self.problems(Shop.availability(99.9), also: [Group()])
        #expect(
            problems.contains {
                $0.message == "rule group 'slo-availability' is also that of objective 'availability'"
            })
    }

    @Test func anAlertOfTheSameName() throws {
        let alert = Alert(
            "ShopAvailabilityBudgetBurnsFast", when: Shop.requests.rate().sum() > .perSecond(5), for: .minutes(5),
            severity: .warning, summary: "Busy.", description: "Busy.", onMissingData: .staysQuiet(because: "idle"))
        let problems = Self.problems(Shop.availability(99.9), also: [alert])
        #expect(problems.contains { $0.message.contains("is also an alert of objective 'availability'") })
    }
}

extension Quantity where D == Ratio {
    fileprivate init(_ value: Double) { self = .ratio(value) }
}

/// Labels with names that recorded series have for themselves.
private struct OwnLabels: LabelSet {
    let outcome = Label<Outcome>("outcome")
    let service = ExternalLabel("service")
    let by = ExternalLabel("by")
    let slo = ExternalLabel("slo")
    let kind = ExternalLabel("kind")
    let window = ExternalLabel("window")
    let tier = ExternalLabel("tier")
    let severity = ExternalLabel("severity")

    static func path(_ name: String) -> PartialKeyPath<OwnLabels> {
        let paths: [String: PartialKeyPath<OwnLabels>] = [
            "service": \.service, "slo": \.slo, "by": \.by, "kind": \.kind, "window": \.window, "tier": \.tier,
        ]
        return paths[name] ?? \.severity
    }
}
